/** The race in small: a few claimants on one server with SQLite, with one whom Salesforce refuses, and on HubSpot. */
import { expect, test } from 'vitest';
import { sameCustomer } from '../../shared/domain/conflict.ts';
import { runOn } from './course.ts';
import { Progress } from './progress.ts';
import { Score } from './score.ts';
import { variantsOf } from './variants.ts';

test('twenty people type one customer in twenty ways, and it is surely the same', () => {
  const typed = variantsOf(7).map((one) => ({ ...one, account: null, match: 'none' as const }));
  expect(new Set(typed.map((one) => JSON.stringify(one))).size).toBe(20);
  const [first] = typed;
  for (const one of typed) expect(first && sameCustomer(first, one), one.website).toBe('sure');
});

test(
  'of those who claim one exclusive part one wins, whatever goes wrong',
  { timeout: 200_000 },
  async () => {
    const score = new Score();
    const races = [
      { store: 'sqlite', crm: 'salesforce', kind: 'refused' },
      { store: 'sqlite', crm: 'salesforce', kind: 'exclusive' },
      { store: 'sqlite', crm: 'hubspot', kind: 'exclusive' },
      { store: 'sqlite', crm: 'hubspot', kind: 'shared' },
    ] as const;
    await runOn('sqlite', races, { claimants: 8, pollSeconds: 5 }, score, new Progress(races.length));
    const { violations, runs, winners, lost, doubled } = score.figures();
    expect(violations).toEqual([]);
    expect({ runs, winners, lost, doubled }).toEqual({ runs: 4, winners: 3, lost: 0, doubled: 0 });
  },
);
