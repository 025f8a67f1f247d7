import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addPart,
  changePart,
  checkAsk,
  checkTouchpoint,
  coverageOf,
  defaultRoleRules,
  endPart,
  partFields,
  partOf,
  reopenPart,
  requireWhole,
  roleRules,
  splitEvenly,
  stagesOf,
  stands,
  takeUnallocated,
  touchpointFields,
  unallocated,
  WHOLE,
  type Part,
  type PartInput,
  type TeamDecision,
} from '../../shared/domain/team.ts';
import { DEAL_ROLES, STAGES } from '../../shared/schema/objects.ts';

const context = { deal: 'D1', today: '2026-11-22', locked: false };
const input = (partner: string, of: Partial<PartInput> = {}): PartInput => ({
  partner,
  roles: ['coSell'],
  stages: [],
  contact: null,
  share: null,
  note: null,
  ...of,
});
const teamOf = (...inputs: PartInput[]): readonly Part[] =>
  inputs.reduce<readonly Part[]>((team, one) => taken(addPart(team, one, context)), []);

function taken(decision: TeamDecision): readonly Part[] {
  if (!decision.ok) throw new Error(decision.refusal.code);
  return decision.team;
}
function codeOf(decision: TeamDecision): string {
  return decision.ok ? 'ok' : decision.refusal.code;
}
const keyOfPartner = (team: readonly Part[], partner: string) =>
  team.find((part) => part.partner === partner)?.key ?? '';

describe('adding and changing', () => {
  test('a part starts active today, with its roles in order and blanks cut', () => {
    const decision = addPart(
      [],
      input('P', { roles: ['implementation', 'lead', 'lead'], contact: '  Ada ' }),
      context,
    );
    expect(decision).toMatchObject({
      ok: true,
      changed: [
        {
          partner: 'P',
          roles: ['lead', 'implementation'],
          status: 'active',
          joinedOn: '2026-11-22',
          contact: 'Ada',
          share: null,
        },
      ],
    });
    expect(keyOfPartner(taken(decision), 'P')).toMatch(/^dpa[a-z2-7]{26}$/);
  });

  test.each([
    ['team.partner.twice', input('A')],
    ['team.partner.missing', input('')],
    ['team.roles.none', input('B', { roles: [] })],
    ['team.lead.second', input('B', { roles: ['lead'] })],
    ['team.share.above', input('B', { share: 4_001 })],
    ['team.share.invalid', input('B', { share: -1 })],
    ['team.share.invalid', input('B', { share: 0.5 })],
    ['team.contact.long', input('B', { contact: 'x'.repeat(256) })],
    ['team.note.long', input('B', { note: 'x'.repeat(2_001) })],
  ])('is refused: %s', (code, wrong) => {
    const team = teamOf(input('A', { roles: ['lead'], share: 6_000 }));
    expect(codeOf(addPart(team, wrong, context))).toBe(code);
  });

  test('a refusal of too much names the field and says how much is left', () => {
    const team = teamOf(input('A', { share: 6_000 }));
    expect(addPart(team, input('B', { share: 5_000 }), context)).toEqual({
      ok: false,
      refusal: { code: 'team.share.above', field: 'share', args: { share: 5_000, left: 4_000 } },
    });
  });

  test('a changed part keeps its partner, its key and the day it joined', () => {
    const team = teamOf(input('A', { share: 6_000 }), input('B'));
    const { partner: _same, ...wish } = input('A', { share: 10_000, note: 'Runs the pilot' });
    const [changed] = taken(
      changePart(team, keyOfPartner(team, 'A'), wish, { ...context, today: '2027-01-01' }),
    );
    expect(changed).toEqual({ ...team[0], share: 10_000, note: 'Runs the pilot' });
  });

  test('the same again writes nothing', () => {
    const team = teamOf(input('A', { share: 1 }));
    const { partner: _same, ...wish } = input('A', { share: 1 });
    expect(changePart(team, team[0]?.key ?? '', wish, context)).toEqual({ ok: true, team, changed: [] });
  });

  test('a settled deal refuses every edit', () => {
    const team = teamOf(input('A'));
    const key = team[0]?.key ?? '';
    const locked = { ...context, locked: true };
    const all = [
      addPart(team, input('B'), locked),
      changePart(team, key, input('A'), locked),
      endPart(team, key, locked),
      splitEvenly(team, locked),
      takeUnallocated(team, key, locked),
    ];
    expect(all.map(codeOf)).toEqual(all.map(() => 'team.locked'));
  });

  test('a part that has ended or never was cannot be changed, ended or given a share', () => {
    const team = taken(endPart(teamOf(input('A')), keyOfPartner(teamOf(input('A')), 'A'), context));
    for (const key of [team[0]?.key ?? '', 'dpanone']) {
      const all = [
        changePart(team, key, input('A'), context),
        endPart(team, key, context),
        takeUnallocated(team, key, context),
      ];
      expect(all.map(codeOf)).toEqual(all.map(() => 'team.part.gone'));
    }
  });
});

describe('ending', () => {
  test('frees the role of the lead and the share, and keeps the row', () => {
    const team = teamOf(input('A', { roles: ['lead'], share: 7_000 }));
    const ended = taken(endPart(team, keyOfPartner(team, 'A'), context));
    expect(ended).toMatchObject([{ status: 'ended', share: null, endedOn: '2026-11-22', roles: ['lead'] }]);
    expect(codeOf(addPart(ended, input('B', { roles: ['lead'], share: WHOLE }), context))).toBe('ok');
  });

  test('taken back in time it leaves no trace, and is refused once its place is taken', () => {
    const team = teamOf(input('A', { roles: ['lead'], share: 7_000 }));
    const key = keyOfPartner(team, 'A');
    const ended = taken(endPart(team, key, context));
    expect(taken(reopenPart(ended, key, 7_000, context))).toEqual(team);
    const led = taken(addPart(ended, input('B', { roles: ['lead'] }), context));
    expect(codeOf(reopenPart(led, key, 7_000, context))).toBe('team.lead.second');
    const full = taken(addPart(ended, input('B', { share: 3_001 }), context));
    expect(codeOf(reopenPart(full, key, 7_000, context))).toBe('team.share.above');
    expect(codeOf(reopenPart(team, key, 7_000, context))).toBe('team.part.gone');
  });

  test('a partner that comes back takes its old row', () => {
    const team = teamOf(input('A', { share: 7_000 }));
    const ended = taken(endPart(team, keyOfPartner(team, 'A'), context));
    const back = taken(addPart(ended, input('A'), { ...context, today: '2027-02-03' }));
    expect(back).toHaveLength(1);
    expect(back[0]).toMatchObject({
      key: team[0]?.key,
      status: 'active',
      joinedOn: '2027-02-03',
      endedOn: null,
    });
  });
});

describe('shares', () => {
  test('an odd split gives the rest to the lead first', () => {
    const team = teamOf(input('A'), input('B'), input('C', { roles: ['lead'] }));
    const split = taken(splitEvenly(team, context));
    expect(split.map(({ share }) => share)).toEqual([3_333, 3_333, 3_334]);
  });

  test('nobody to split among, nothing left to take', () => {
    expect(codeOf(splitEvenly([], context))).toBe('team.empty');
    const team = teamOf(input('A', { share: WHOLE }));
    expect(codeOf(takeUnallocated(team, keyOfPartner(team, 'A'), context))).toBe('team.share.none');
  });

  test('less than the whole is refused only where the whole is demanded', () => {
    expect(requireWhole(teamOf(input('A', { share: 9_999 })))).toMatchObject({
      refusal: { code: 'team.share.open', args: { left: 1 } },
    });
    expect(codeOf(requireWhole(teamOf(input('A', { share: WHOLE }))))).toBe('ok');
  });
});

describe('coverage', () => {
  const rules = defaultRoleRules();

  test('stages follow the roles unless the part names its own', () => {
    expect(stagesOf({ roles: ['implementation', 'sourcing'], stages: [] }, rules)).toEqual([
      'discovery',
      'implementation',
    ]);
    expect(stagesOf({ roles: ['implementation'], stages: ['renewal'] }, rules)).toEqual(['renewal']);
  });

  test('names what nobody covers; who has left covers nothing', () => {
    const team = teamOf(input('A', { roles: ['implementation'] }), input('B', { roles: ['managedService'] }));
    expect(coverageOf(team, rules).uncovered).toEqual(['discovery', 'evaluation', 'purchase']);
    const left = taken(endPart(team, keyOfPartner(team, 'B'), context));
    expect(coverageOf(left, rules).uncovered).toEqual([
      'discovery',
      'evaluation',
      'purchase',
      'adoption',
      'renewal',
    ]);
  });

  test('a program that sets one role keeps the standard of the others', () => {
    const own = roleRules.parse({ lead: { weight: 5, exclusive: false, stages: [] } });
    expect(own).toEqual({ ...rules, lead: { weight: 5, exclusive: false, stages: [] } });
    expect(roleRules.safeParse({ boss: { weight: 1, exclusive: true, stages: [] } }).success).toBe(false);
  });
});

test('a part survives being written to a row and read again; a row without partner is nobody', () => {
  const [part] = teamOf(input('A', { share: 5, stages: ['renewal'], note: 'n' }));
  if (!part) throw new Error('no part');
  expect(partOf(partFields(part, 'D1', 'U1'))).toEqual(part);
  expect(partFields(part, 'D1', 'U1')).toMatchObject({ deal: 'D1', enteredBy: 'U1' });
  expect(partOf({ key: 'dpax', partner: null })).toBeNull();
  expect(partOf({ key: 'dpax', partner: 'A' })).toMatchObject({ status: 'active', share: null, roles: [] });
});

type Step = (team: readonly Part[]) => TeamDecision;
const partners = fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F', 'G');
const wish = fc.record({
  partner: partners,
  roles: fc.subarray([...DEAL_ROLES]),
  stages: fc.subarray([...STAGES]),
  contact: fc.option(fc.string()),
  share: fc.option(fc.integer({ min: -1, max: WHOLE + 1 })),
  note: fc.option(fc.string()),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  wish.map(
    (of): Step =>
      (team) =>
        addPart(team, of, context),
  ),
  wish.map(
    (of): Step =>
      (team) =>
        changePart(team, keyOfPartner(team, of.partner), of, context),
  ),
  partners.map(
    (of): Step =>
      (team) =>
        endPart(team, keyOfPartner(team, of), context),
  ),
  fc.tuple(partners, fc.option(fc.integer({ min: 0, max: WHOLE }))).map(
    ([of, share]): Step =>
      (team) =>
        reopenPart(team, keyOfPartner(team, of), share, context),
  ),
  fc.constant<Step>((team) => splitEvenly(team, context)),
  partners.map(
    (of): Step =>
      (team) =>
        takeUnallocated(team, keyOfPartner(team, of), context),
  ),
);
const lived = fc.array(step, { maxLength: 30 }).map((steps) =>
  steps.reduce<readonly Part[]>((team, next) => {
    const decision = next(team);
    return decision.ok ? decision.team : team;
  }, []),
);

describe('whatever is done to a team', () => {
  test('shares never total more than the whole, one leads, each partner has one row', () => {
    fc.assert(
      fc.property(lived, (team) => {
        const standing = team.filter(stands);
        expect(unallocated(team)).toBeGreaterThanOrEqual(0);
        expect(standing.filter(({ roles }) => roles.includes('lead')).length).toBeLessThanOrEqual(1);
        expect(new Set(team.map(({ partner }) => partner)).size).toBe(team.length);
        expect(standing.every(({ roles }) => roles.length > 0)).toBe(true);
        expect(team.filter((part) => !stands(part)).every(({ share }) => share === null)).toBe(true);
      }),
    );
  });

  test('an even split sums to the whole, differs by one basis point at most and is the same again', () => {
    fc.assert(
      fc.property(
        lived.filter((team) => team.some(stands)),
        (team) => {
          const split = taken(splitEvenly(team, context));
          const shares = split.filter(stands).map(({ share }) => share ?? 0);
          expect(shares.reduce((sum, share) => sum + share, 0)).toBe(WHOLE);
          expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
          expect(codeOf(requireWhole(split))).toBe('ok');
          expect(splitEvenly(split.toReversed(), context)).toMatchObject({ ok: true, changed: [] });
        },
      ),
    );
  });

  test('taking what is left makes the whole', () => {
    fc.assert(
      fc.property(lived, partners, (team, partner) => {
        const decision = takeUnallocated(team, keyOfPartner(team, partner), context);
        if (decision.ok) expect(unallocated(decision.team)).toBe(0);
        else expect(['team.part.gone', 'team.share.none']).toContain(decision.refusal.code);
      }),
    );
  });

  test('an end taken back at once leaves an active part as it was', () => {
    fc.assert(
      fc.property(lived, (team) => {
        for (const part of team.filter(stands)) {
          const ended = taken(endPart(team, part.key, context));
          expect(taken(reopenPart(ended, part.key, part.share, context))).toEqual(team);
        }
      }),
    );
  });
});

describe('touchpoints', () => {
  const team = teamOf(input('A'));
  const good = { kind: 'demo', partner: 'A', on: '2026-11-22', note: null, link: null } as const;

  test('need a kind, a partner of the deal and a day that has come', () => {
    expect(checkTouchpoint(good, team, context)).toEqual({ ok: true, touchpoint: good });
    expect(checkTouchpoint({ ...good, link: 'https://example.com' }, team, context).ok).toBe(true);
  });

  test('become one row for one operation', () => {
    const place = { account: 'C1', deal: 'D1' };
    const row = touchpointFields(good, place, 'operation-1', 'U1');
    expect(row).toEqual({
      ...good,
      ...place,
      key: expect.stringMatching(/^tpt[a-z2-7]{26}$/),
      enteredBy: 'U1',
    });
    expect(touchpointFields(good, place, 'operation-1', 'U1')).toEqual(row);
    expect(touchpointFields(good, place, 'operation-2', 'U1').key).not.toBe(row.key);
  });

  test.each([
    ['touchpoint.kind.missing', { kind: null }],
    ['touchpoint.partner.missing', { partner: null }],
    ['touchpoint.partner.missing', { partner: 'B' }],
    ['touchpoint.on.missing', { on: null }],
    ['touchpoint.on.future', { on: '2026-11-23' }],
    ['touchpoint.note.long', { note: 'x'.repeat(2_001) }],
    ['touchpoint.link.invalid', { link: 'javascript:alert(1)' }],
    ['touchpoint.link.invalid', { link: 'https://' }],
    ['touchpoint.link.invalid', { link: `https://example.com/${'x'.repeat(255)}` }],
  ])('are refused: %s', (code, wrong) => {
    const checked = checkTouchpoint({ ...good, ...wrong }, team, context);
    expect(checked).toMatchObject({ ok: false, refusal: { code, field: Object.keys(wrong)[0] } });
  });
});

test('asking for help needs a text and a day that has not passed', () => {
  const today = '2026-11-22';
  expect(checkAsk({ due: today, text: 'Please' }, today)).toEqual({
    ok: true,
    ask: { due: today, text: 'Please' },
  });
  const codes = [
    { due: null, text: 'x' },
    { due: '2026-11-21', text: 'x' },
    { due: today, text: null },
  ].map((ask) => checkAsk(ask, today));
  expect(codes).toMatchObject(
    ['ask.due.missing', 'ask.due.past', 'ask.text.missing'].map((code) => ({ refusal: { code } })),
  );
});
