/** Any table that a spreadsheet can write is read back as it was, on the lines where it stands. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCsv, type CsvRow } from '../../server/use/readCsv.ts';

const cell = fc.string({
  unit: fc.constantFrom('a', 'é', '\u{1f600}', '"', ',', ';', '\n', '\r', '\r\n', ' '),
});
const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 6 });
const lineEnd = fc.constantFrom('\n', '\r\n', '\r');

async function* inPieces(content: string | Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(content);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

test('round trip, whatever the cells, the line ends and the pieces in which the file arrives', async () => {
  await fc.assert(
    fc.asyncProperty(table, lineEnd, fc.integer({ min: 1, max: 40 }), async (rows, end, size) => {
      let text = '';
      const expected: CsvRow[] = [];
      for (const row of [['Name', 'City'], ...rows]) {
        const line = text.split(/\r\n|\n|\r/).length;
        expected.push({ line, cells: row.map((one) => one.replace(/\r\n?/g, '\n')) });
        text += row.map((one) => `"${one.replaceAll('"', '""')}"`).join(',') + end;
      }
      const read: CsvRow[] = [];
      for await (const row of readCsv(inPieces(text, size))) read.push(row);
      expect(read).toEqual(expected);
    }),
  );
});

const encodings = {
  'utf-8': (text: string) => Buffer.from(text),
  'utf-8 with mark': (text: string) => Buffer.from(`\ufeff${text}`),
  'utf-16': (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'windows-1252': (text: string) => Buffer.from(text.replaceAll('€', '\u0080'), 'latin1'),
};
type Encoding = keyof typeof encodings;

const word = fc.string({ unit: fc.constantFrom('a', 'b', ' ', 'é', 'ß', '€', '"', '.'), maxLength: 8 });
const dialect = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  end: lineEnd,
  quoted: fc.constantFrom('all', 'needed'),
  encoding: fc.constantFrom<Encoding>('utf-8', 'utf-8 with mark', 'utf-16', 'windows-1252'),
  ends: fc.boolean(),
});

test('any table in any dialect, cut anywhere, is read as it was written', async () => {
  const cells = fc.oneof(
    word,
    cell.map((one) => one.replaceAll('\u{1f600}', 'ß')),
  );
  const rows = fc.array(fc.array(cells, { minLength: 2, maxLength: 4 }), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(rows, dialect, fc.integer({ min: 1, max: 60 }), async (table, how, size) => {
      const quote = (one: string): string =>
        how.quoted === 'all' || /["\r\n]/.test(one) || one.includes(how.delimiter)
          ? `"${one.replaceAll('"', '""')}"`
          : one;
      // Windows-1252 is told from UTF-8 by its first letter beyond ASCII, which must not look like UTF-8.
      const written = [['Näme', 'City', 'Land'], ...table];
      const lines = written.map((row) => row.map(quote).join(how.delimiter));
      const text = lines.join(how.end) + (how.ends ? how.end : '');
      const read: string[][] = [];
      for await (const row of readCsv(inPieces(encodings[how.encoding](text), size))) read.push(row.cells);
      expect(read).toEqual(written.map((row) => row.map((one) => one.replace(/\r\n?/g, '\n'))));
    }),
    { numRuns: 300 },
  );
});

test('quotes where they do not belong are text, and never swallow a cell or a line', async () => {
  const text =
    'Name,City\nThe "Best" Co,Ulm\n"Best" Co,Ulm\n"A ""B"" C",5" pipes\n\n"",""\n"x\r\ny",z\nlast,"row"';
  const read: CsvRow[] = [];
  for await (const row of readCsv(inPieces(text, 7))) read.push(row);
  expect(read.slice(1)).toEqual([
    { line: 2, cells: ['The "Best" Co', 'Ulm'] },
    { line: 3, cells: ['"Best" Co', 'Ulm'] },
    { line: 4, cells: ['A "B" C', '5" pipes'] },
    { line: 6, cells: ['', ''] },
    { line: 7, cells: ['x\ny', 'z'] },
    { line: 9, cells: ['last', 'row'] },
  ]);
});

describe('a record that never ends', () => {
  const good = 'Name,City\nAcme,Ulm\n';
  const endings: Record<string, string> = {
    'a quote that stays open': `"Acme,Ulm\n${'x,y\n'.repeat(200_000)}`,
    'an open quote at the end of the file': '"Acme',
    'no line end': 'x'.repeat(600_000),
    'quotes without end': '"'.repeat(600_001),
  };
  test.each(Object.keys(endings))('%s: named by its line after the rows before it', async (name) => {
    for (const size of [1_000, 64 * 1024, 10_000_000]) {
      const read: CsvRow[] = [];
      const reading = (async () => {
        for await (const row of readCsv(inPieces(good + (endings[name] ?? ''), size))) read.push(row);
      })();
      await expect(reading).rejects.toThrow(/begins on line 3 does not end/);
      expect(read.map(({ line }) => line)).toEqual([1, 2]);
    }
  });

  test('more columns than any list has', async () => {
    const reading = (async () => {
      for await (const row of readCsv(inPieces(`${good}${','.repeat(300)}\n`, 50)))
        expect(row.line).toBeLessThan(3);
    })();
    await expect(reading).rejects.toThrow('Line 3 has 301 columns; 300 is the most.');
  });
});
