/** Splitting a claim evenly: exact, the same again, and no word of a partner is taken back without need. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Participant, splitShares, standingParticipants } from '../../../shared/domain/registration.ts';
import { WHOLE } from '../../../shared/domain/team.ts';
import { CONSENTS, DEAL_ROLES } from '../../../shared/schema/objects.ts';

const participant = fc.record({
  roles: fc.subarray([...DEAL_ROLES]),
  share: fc.option(fc.integer({ min: 0, max: WHOLE })),
  consent: fc.constantFrom(...CONSENTS),
});
const participants = fc.array(participant, { minLength: 1, maxLength: 7 }).map((all) =>
  all.map((one, at): Participant => {
    const nothing = { contribution: null, evidence: null, consentedBy: null, consentedAt: null };
    return { key: `rpa${at}`, partner: `P${at}`, ...nothing, ...one };
  }),
);

test('those who take part get the whole between them, none more than a basis point more than another', () => {
  fc.assert(
    fc.property(participants, (before) => {
      const after = splitShares(before);
      const shares = standingParticipants({ participants: after }).map(({ share }) => share ?? -1);
      fc.pre(shares.length > 0);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBe(WHOLE);
      expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
      expect(splitShares(after)).toEqual(after);
    }),
  );
});

test('who declined stays as it was, and nothing but shares changes', () => {
  fc.assert(
    fc.property(participants, (before) => {
      const after = splitShares(before);
      const declined = (all: readonly Participant[]) => all.filter(({ consent }) => consent === 'declined');
      expect(declined(after)).toEqual(declined(before));
      expect(after.map((one, at) => ({ ...one, share: before[at]?.share }))).toEqual(before);
    }),
  );
});

test('what cannot be divided goes to the lead', () => {
  const all = fc.sample(participants, { numRuns: 200, seed: 1 }).filter(({ length }) => length === 3);
  for (const three of all) {
    const led = three.map((one, at) => ({
      ...one,
      consent: 'pending' as const,
      roles: at === 2 ? (['lead'] as const) : [],
    }));
    expect(splitShares(led).map(({ share }) => share)).toEqual([3_333, 3_333, 3_334]);
  }
});
