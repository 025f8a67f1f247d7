/** The keys by which claims are queued stand for the rules' own order, whatever the claims are. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareWaiting } from '../../../shared/domain/conflict/queue.ts';
import { draftOf, type Registration } from '../../../shared/domain/registration.ts';
import { registrationPolicy } from '../../../shared/domain/registration/policy.ts';
import { queueKeys } from '../../../server/use/registrations/queues.ts';

const FORM = {
  customer: { name: 'Litware', website: null, country: null, account: null, match: 'none' },
  deal: null,
  products: [],
  amount: null,
  expectedClose: null,
  note: null,
  participants: [],
} as const;

const instant = fc.integer({ min: 0, max: 9_999_999_999_999 });
const nearby = fc.integer({ min: 0, max: 3 });

const waiting = fc
  .record({
    id: fc.uuid(),
    due: fc.oneof(fc.constant(null), instant, nearby),
    score: fc.integer({ min: 0, max: 100 }).map((hundredths) => hundredths / 100),
    sequence: fc.oneof(nearby, fc.nat()),
    typedAt: fc.oneof(fc.constant(null), instant, nearby),
  })
  .map(({ id, due, score, sequence, typedAt }) => {
    const made = draftOf(id, FORM, { owner: 'U', enteredBy: 'U' }, registrationPolicy.parse({}));
    if (!made.ok) throw new Error('no draft');
    const registration: Registration = {
      ...made.registration,
      state: 'submitted',
      submission: { sequence, typedAt, at: 1, outcome: 'clear', late: false },
      clock: { dueAt: due, left: null, pauses: 0, askedAt: null },
    };
    return { registration, score };
  });

const inBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

test('the queue of claims that wait is in the order in which they are to be decided', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(waiting, { maxLength: 12, selector: (one) => one.registration.key }),
      (all) => {
        const byRule = all.toSorted(compareWaiting).map(({ registration }) => registration.key);
        const placed = all.map((one) => {
          const [place = ''] = queueKeys({ connection: 'c', ...one }).filter((key) =>
            key.startsWith('c/queue/'),
          );
          return { place, key: one.registration.key };
        });
        const byKey = placed.toSorted((a, b) => inBytes(a.place, b.place) || inBytes(a.key, b.key));
        expect(byKey.map(({ key }) => key)).toEqual(byRule);
      },
    ),
  );
});
