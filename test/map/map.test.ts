/** Two files go in and their matches come out, whatever the files look like; what cannot be used is named by its line. */
import { describe, expect, test } from 'vitest';
import { useFolder, type OutRow } from './command.ts';

const folder = useFolder();
const pairsOf = (rows: readonly OutRow[]): string[] => rows.map((row) => `${row.ours_id}-${row.theirs_id}`);

const OURS = [
  ['Kundennummer', 'Firma', 'Webseite', 'Ort', 'Land'],
  ['1', 'Müller & Söhne GmbH', 'https://www.mueller-soehne.de/start', 'Köln', 'Deutschland'],
  ['2', 'Crème Brûlée SARL', 'creme-brulee.fr', 'Paris', 'France'],
  ['3', 'Kamstoom "Nord", Inc', 'kamstoom.com', 'Boston', 'US'],
  ['4', 'Nobody Knows Ltd', '', 'Leeds', 'GB'],
];
const THEIRS = [
  ['id', 'name', 'email', 'city', 'country'],
  ['x', 'MUELLER UND SOEHNE', 'info@mueller-soehne.de', 'Koeln', 'DE'],
  ['y', 'Creme Brulee', 'a@creme-brulee.fr', 'Paris', 'FR'],
  ['z', 'Kamstoom Nord', 'joe@kamstoom.com', 'Boston', 'USA'],
];
const csv = (rows: readonly (readonly string[])[], delimiter = ',', end = '\n'): string =>
  rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(delimiter) + end).join('');

describe('files of any dialect', () => {
  test.each([
    [
      'UTF-8 with commas and Latin-1 with semicolons',
      csv(OURS),
      Buffer.from(csv(THEIRS, ';', '\r\n'), 'latin1'),
    ],
    [
      'Latin-1 with tabs and UTF-8 with a mark',
      Buffer.from(csv(OURS, '\t'), 'latin1'),
      `\ufeff${csv(THEIRS, '|', '\r')}`,
    ],
    ['UTF-16 and UTF-8', Buffer.from(`\ufeff${csv(OURS, ';')}`, 'utf16le'), csv(THEIRS)],
  ])('%s', async (_name, ours, theirs) => {
    const { code, stdout, rows } = await folder.map(ours, theirs);
    expect(pairsOf(rows)).toEqual(['1-x', '2-y', '3-z']);
    expect(rows.map(({ tier }) => tier)).toEqual(['sure', 'sure', 'sure']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ ours: 4, theirs: 3, refused: 0, sure: 3, likely: 0 });
  });
});

test('each pair tells why in words whose points add up to the score, the best of a record first', async () => {
  const { rows } = await folder.map(
    csv([
      ['id', 'name', 'website', 'city', 'country'],
      ['1', 'Kamstoom Brewing', 'kamstoom.com', 'Ulm', 'DE'],
    ]),
    csv([
      ['id', 'name', 'website', 'city', 'country'],
      ['low', 'Kamstoom Brewing', '', 'Bonn', 'DE'],
      ['top', 'Kamstoom Brewing GmbH', 'kamstoom.com', 'Ulm', 'DE'],
    ]),
  );
  expect(pairsOf(rows)).toEqual(['1-top', '1-low']);
  for (const { score, reasons } of rows) {
    const points = reasons.split('; ').map((reason) => Number(/ ([+-][\d.]+)$/.exec(reason)?.[1]));
    expect(points.reduce((sum, one) => sum + one, 0)).toBeCloseTo(Number(score), 1);
  }
  expect(rows[0]?.reasons).toMatch(/Same web domain: kamstoom\.com \+\d/);
  expect(rows.every(({ reasons }) => !reasons.includes('match.'))).toBe(true);
});

test('the same file on both sides: each row finds the others that are like it, never itself', async () => {
  const rows = [...THEIRS, ['z2', 'Kamstoom Nord Inc', 'sales@kamstoom.com', 'Boston', 'US']];
  await folder.write('A.csv', csv(rows));
  const { code } = await folder.run(['--ours', 'A.csv', '--theirs', './A.csv', '--out', 'OUT.csv']);
  expect(code).toBe(0);
  const lines = (await folder.read('OUT.csv')).trim().split('\n').slice(1);
  expect(lines.map((line) => line.split(',').slice(0, 2))).toEqual([
    ['z', 'z2'],
    ['z2', 'z'],
  ]);
});

test('rows that cannot be used are left out by line with the reason, and all others go on', async () => {
  const good = 'good,Kamstoom Nord,kamstoom.com\n';
  const bad = [
    'a,,x.com',
    'b,???,x.com',
    ',No Id,x.com',
    `c,${'N'.repeat(10_000)},x.com`,
    'good,Other Company,y.com',
    'd,Too,many,cells',
    'e,Con\u0001trol,x.com',
    'f,Bro\ufffdken,x.com',
  ];
  const { code, stdout, stderr, rows } = await folder.map(
    `id,name,website\n${good}${bad.join('\n')}\n`,
    csv(THEIRS),
  );
  expect(pairsOf(rows)).toEqual(['good-z']);
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ ours: 1, theirs: 3, refused: bad.length });
  const told = stderr.split('\n').filter((line) => line.includes('left out'));
  expect(told).toEqual([
    'A.csv, line 3 is left out: it has no name.',
    'A.csv, line 4 is left out: its name "???" holds no letter.',
    'A.csv, line 5 is left out: it has no id.',
    'A.csv, line 6 is left out: name has 10000 characters, the most is 255.',
    'A.csv, line 7 is left out: its id "good" stands on line 2 already.',
    expect.stringMatching(/^A\.csv, line 8 is left out: it has 4 cells, the header 3/),
    'A.csv, line 9 is left out: name holds a control character.',
    'A.csv, line 10 is left out: name holds a letter that is broken in this encoding.',
  ]);
});

test('a file that is wrong all over is told by its first rows and a count', async () => {
  const { code, stderr, rows } = await folder.map(`id,name\n${'x,\n'.repeat(1_000)}`, csv(THEIRS));
  expect(rows).toEqual([]);
  expect(code).toBe(1);
  expect(stderr.split('\n').filter((line) => line.includes('no name'))).toHaveLength(20);
  expect(stderr).toContain('A.csv: 980 more rows are left out.');
});

test('names of one letter, of signs and of other scripts do no harm', async () => {
  const names = ['A', 'X', '3', '🍺 Beer', '株式会社東京', 'Ромашка ООО', 'O', 'é', 'A '.repeat(100)];
  const list = csv([['id', 'name'], ...names.map((name, at) => [String(at), name])]);
  const { code, stdout, rows } = await folder.map(list, list);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ ours: names.length, theirs: names.length, refused: 0 });
  expect(pairsOf(rows)).toContain('5-5');
});

test('tens of thousands of equal names and domains cost no more than as many different ones', async () => {
  const count = 30_000;
  const list = (side: string): string =>
    `id,name,website\n${Array.from({ length: count }, (_row, at) => `${side}${at},Kamstoom Nord,kamstoom.com\n`).join('')}`;
  const { stdout } = await folder.map(list('a'), list('b'));
  const { ours, candidates } = JSON.parse(stdout) as { ours: number; candidates: number };
  expect(ours).toBe(count);
  expect(candidates).toBeLessThan(count * 200);
});

test('ids come back quoted as CSV needs and harmless in a spreadsheet', async () => {
  const ids = ['=1+1', 'a,"b"', 'ключ'];
  const names = ['Kamstoom Nord', 'Zentrixa West', 'Ostrava Steel'];
  const list = csv([
    ['id', 'name', 'website'],
    ...names.map((name, at) => [ids[at] ?? '', name, `${name.split(' ')[0]}.com`]),
  ]);
  const { rows } = await folder.map(list, list);
  expect(rows.map((row) => row.ours_id)).toEqual(["'=1+1", 'a,"b"', 'ключ']);
  expect(rows.map((row) => row.theirs_id)).toEqual(["'=1+1", 'a,"b"', 'ключ']);
});
