/** Holds the labelled pairs to their promised shape, so that figures measured on them mean what they say. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const text = z.string().trim().min(1);
const record = z.strictObject({
  name: text,
  website: text.optional(),
  emails: z.array(text).min(1).optional(),
  phone: text.optional(),
  street: text.optional(),
  postcode: text.optional(),
  city: text.optional(),
  country: text.optional(),
  registrationNumber: text.optional(),
});
const pair = z.strictObject({
  id: z.int().positive(),
  category: text,
  same: z.boolean(),
  why: text,
  ours: record,
  theirs: record,
});
type Pair = z.infer<typeof pair>;

/** The pairs of one half, each line parsed strictly: an unknown or empty field fails with its place. */
function half(name: 'tune' | 'frozen'): Pair[] {
  const lines = readFileSync(new URL(`labelled/${name}.jsonl`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');
  return lines.map((line) => pair.parse(JSON.parse(line)));
}

const tune = half('tune');
const frozen = half('frozen');
const all = [...tune, ...frozen];
const categories = [...new Set(all.map(({ category }) => category))];
const inCategory = (pairs: Pair[], category: string) => pairs.filter((each) => each.category === category);

/** The same text whichever record stands on which side. */
const content = ({ ours, theirs }: Pair) =>
  [ours, theirs]
    .map((side) => JSON.stringify(side, Object.keys(record.shape)))
    .sort()
    .join('\n');

describe('the labelled set', () => {
  it('is large enough, and neither verdict is rare', () => {
    expect(all.length).toBeGreaterThanOrEqual(400);
    for (const pairs of [tune, frozen]) {
      const share = pairs.filter(({ same }) => same).length / pairs.length;
      expect(share).toBeGreaterThan(0.35);
      expect(share).toBeLessThan(0.6);
    }
  });

  it('names every pair once and holds no pair twice, not even with the sides changed', () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(new Set(all.map(content)).size).toBe(all.length);
  });

  it.each(categories)('has both verdicts of "%s" in both halves', (category) => {
    for (const pairs of [tune, frozen]) {
      const verdicts = inCategory(pairs, category).map(({ same }) => same);
      expect(new Set(verdicts)).toEqual(new Set([true, false]));
    }
    const [first, second] = [inCategory(tune, category).length, inCategory(frozen, category).length];
    expect(Math.abs(first - second)).toBeLessThanOrEqual(1);
  });

  it('leaves fields out as often as real lists do', () => {
    const share = (is: (each: Pair) => boolean) => all.filter(is).length / all.length;
    const bare = (side: Pair['ours']) =>
      Object.keys(side).every((key) => key === 'name' || key === 'country');
    expect(share(({ ours, theirs }) => bare(ours) || bare(theirs))).toBeGreaterThan(0.15);
    expect(share(({ ours, theirs }) => !ours.website || !theirs.website)).toBeGreaterThan(0.3);
  });
});
