/** The benchmark's lists are what their README says, so that figures measured on them mean something. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FREE_MAIL } from './countries.ts';
import { generate, type Generated, type Hot } from './generate.ts';

const ROWS = 5_000;
type Row = Record<string, string>;

let folder = '';
let lists: Generated;
let ours: Row[] = [];
let theirs: Row[] = [];
let truth: Row[] = [];

const made = (name: string, seed: number, hot?: Hot) =>
  generate({ folder: join(folder, name), ours: ROWS, theirs: ROWS, seed, hot });
const rowsOf = (file: string): Row[] => parse(readFileSync(file), { columns: true });
const digest = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');
const digests = ({ ours, theirs, truth }: Generated) => [ours, theirs, truth].map(digest);
const share = (rows: readonly Row[], is: (row: Row) => boolean) => rows.filter(is).length / rows.length;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'alongside-lists-'));
  lists = made('first', 7);
  ours = rowsOf(lists.ours);
  theirs = rowsOf(lists.theirs);
  truth = rowsOf(lists.truth);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('generated lists', () => {
  test('are the same bytes for the same seed, and others for another', () => {
    expect(digests(made('again', 7))).toEqual(digests(lists));
    const other = digests(made('other', 8));
    for (const [at, found] of digests(lists).entries()) expect(other[at]).not.toBe(found);
  });

  test('hold as many rows and true pairs as they should, each of theirs in at most one', () => {
    expect([ours.length, theirs.length, truth.length]).toEqual([ROWS, ROWS, ROWS * 0.3]);
    const known = new Set([...ours, ...theirs].map(({ id }) => id));
    expect(known.size).toBe(2 * ROWS);
    expect(truth.every((pair) => known.has(pair['ours_id']) && known.has(pair['theirs_id']))).toBe(true);
    expect(new Set(truth.map((pair) => pair['theirs_id'])).size).toBe(truth.length);
    expect(new Set(truth.map((pair) => pair['ours_id'])).size).toBeLessThan(truth.length);
  });

  test.each([
    ['without website', 0.25, 0.02, (row: Row) => row['website'] === ''],
    ['free-mail', 0.12, 0.02, (row: Row) => FREE_MAIL.some((host) => row['email']?.endsWith(`@${host}`))],
    ['social network', 0.004, 0.003, (row: Row) => /linkedin|facebook|instagram/.test(row['website'] ?? '')],
    ['DUNS', 0.1, 0.015, (row: Row) => /^\d{9}$/.test(row['duns'] ?? '')],
    ['without country', 0.06, 0.015, (row: Row) => row['country'] === ''],
    ['without phone', 0.4, 0.03, (row: Row) => row['phone'] === ''],
  ])('%s: a share of %d', (_, promised, within, is) => {
    for (const rows of [ours, theirs]) expect(Math.abs(share(rows, is) - promised)).toBeLessThan(within);
  });

  test('carry typing errors in 8 % of their names', () => {
    expect(Math.abs(lists.tally.theirs.typo / ROWS - 0.08)).toBeLessThan(0.015);
    expect(lists.tally.ours.typo).toBe(0);
  });

  test('let true pairs agree where both sides know, and strangers be alike', () => {
    const byId = new Map([...ours, ...theirs].map((row) => [row['id'], row]));
    const firstWord = (row: Row | undefined) => row?.['name']?.toLowerCase().split(' ')[0];
    const pairs = truth.map((pair) => [byId.get(pair['ours_id']), byId.get(pair['theirs_id'])] as const);
    const numbered = pairs.filter(([a, b]) => a?.['duns'] && b?.['duns']);
    expect(numbered.length).toBeGreaterThan(0);
    expect(numbered.every(([a, b]) => a?.['duns'] === b?.['duns'])).toBe(true);
    expect(pairs.filter(([a, b]) => firstWord(a) === firstWord(b)).length / pairs.length).toBeGreaterThan(
      0.7,
    );
    const words = new Map<string | undefined, number>();
    for (const row of theirs) words.set(firstWord(row), (words.get(firstWord(row)) ?? 0) + 1);
    const candidates = ours.reduce((sum, row) => sum + (words.get(firstWord(row)) ?? 0), 0);
    expect(candidates / ROWS).toBeGreaterThan(10);
  });

  test.each(['domain', 'token'] as const)('a hot %s is shared by a tenth of the rows', (hot) => {
    const hotter = made(hot, 7, hot);
    for (const file of [hotter.ours, hotter.theirs]) {
      const counts = new Map<string, number>();
      const field = hot === 'domain' ? 'website' : 'name';
      for (const row of rowsOf(file)) {
        const value = row[field] ?? '';
        const key =
          (hot === 'domain'
            ? value.replace(/^(https?:\/\/)?(www\.)?/, '').split('/')[0]
            : value.split(' ')[0]) ?? '';
        if (key !== '') counts.set(key.toLowerCase(), (counts.get(key.toLowerCase()) ?? 0) + 1);
      }
      // Of the tenth, a quarter has no website; some names begin otherwise.
      expect(Math.max(...counts.values()) / ROWS).toBeGreaterThan(0.06);
    }
  });
});
