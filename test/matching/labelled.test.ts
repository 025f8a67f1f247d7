/** Guards what was reached on the frozen half of the labelled pairs, to which nothing is tuned. */
import { describe, expect, test } from 'vitest';
import { accuracyOf, judge, labelledPairs, tableOf } from './accuracy.ts';

const judged = judge(labelledPairs('frozen'));
const accuracy = accuracyOf(judged);
const figure = (name: string, value: number): void =>
  void process.stdout.write(`${JSON.stringify({ name, value: Math.round(value * 1_000) / 1_000 })}\n`);

process.stdout.write(`${tableOf(judged)}\n`);
figure('labelled.sure.precision', accuracy.surePrecision);
figure('labelled.sure.recall', accuracy.sureRecall);
figure('labelled.both.f1', accuracy.f1);

describe('on pairs nothing was tuned to, the matcher', () => {
  test('is right about what it shows', () => expect(accuracy.surePrecision).toBeGreaterThanOrEqual(0.98));
  test('is sure of no fewer than before', () => expect(accuracy.sureRecall).toBeGreaterThanOrEqual(0.6));
  test('finds what can be found', () => expect(accuracy.f1).toBeGreaterThanOrEqual(0.88));
  test('finds pairs of nothing but names', () => {
    const bare = judged.filter(({ same, category }) => same && category === 'only a name');
    const found = bare.filter(({ tier }) => tier !== 'no');
    expect(found.length / bare.length).toBeGreaterThanOrEqual(0.9);
    expect(found.every(({ tier }) => tier === 'likely')).toBe(true);
  });
});
