/** Any table that a spreadsheet can write is read back as it was, on the lines where it stands. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCsv, type CsvRow } from '../../server/use/readCsv.ts';

const cell = fc.string({
  unit: fc.constantFrom('a', 'é', '\u{1f600}', '"', ',', ';', '\n', '\r', '\r\n', ' '),
});
const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 6 });
const lineEnd = fc.constantFrom('\n', '\r\n', '\r');

async function* inPieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
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
