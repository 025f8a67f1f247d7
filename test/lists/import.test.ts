/** A partner's list from a real file: whatever it was saved by, good rows go on and bad ones are named. */
import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Refusal } from '../../server/use/context.ts';
import { openDesk, type Desk } from './desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

async function refusal(taking: Promise<unknown>): Promise<Refusal> {
  const error: unknown = await taking.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject({ name: 'Refusal' });
  return error as Refusal;
}

const ROWS = 'Name,City\nMüller & Söhne,Köln\nŁódź Œuvre,Łódź\n';
const WESTERN = 'Name,City\nMüller & Söhne,Köln\n';

describe('encodings', () => {
  const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
  test.each([
    ['UTF-8', Buffer.from(ROWS), ['Müller & Söhne', 'Łódź Œuvre']],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${ROWS}`), ['Müller & Söhne', 'Łódź Œuvre']],
    ['UTF-16 little-endian', utf16(ROWS), ['Müller & Söhne', 'Łódź Œuvre']],
    ['UTF-16 big-endian', utf16(ROWS).swap16(), ['Müller & Söhne', 'Łódź Œuvre']],
    ['Latin-1', Buffer.from(WESTERN, 'latin1'), ['Müller & Söhne']],
    ['Windows-1252', Buffer.from('Name\nCaf\x80 \x93Zum L\xf6wen\x94\n', 'latin1'), ['Caf€ “Zum Löwen”']],
  ])('%s is read', async (_name, bytes, names) => {
    const { rows, refused } = await desk.take(bytes);
    expect({ rows, refused }).toEqual({ rows: names.length, refused: 0 });
    expect((await desk.seen()).map(({ name }) => name).sort()).toEqual(names);
  });

  test.each(['utf8', 'latin1'] as const)(
    'the first accent far down, wherever two reads of the file part, is read in %s',
    async (encoding) => {
      for (const before of [65_533, 65_534, 65_535, 65_536]) {
        const start = 'Name,City\nAcme,Bonn\n';
        const blanks = '\n'.repeat(before - start.length);
        await desk.take(Buffer.from(`${start}${blanks}Äther AG,Köln\n`, encoding));
        expect((await desk.seen()).map(({ name }) => name).sort()).toEqual(['Acme', 'Äther AG']);
      }
    },
  );

  test('a line in another encoding than the rest is refused alone', async () => {
    const mixed = Buffer.concat([
      Buffer.from('Name,City\nKöln AG,Köln\n'),
      Buffer.from('M\xfcller,Bonn\n', 'latin1'),
      Buffer.from('Ärzte GmbH,Berlin\n'),
    ]);
    const { rows, refusals } = await desk.take(mixed);
    expect(rows).toBe(2);
    expect(refusals).toEqual([
      { line: 3, column: 'name', heading: 'Name', code: 'list.cell.encoding', args: {} },
    ]);
  });
});

describe('shapes', () => {
  test.each([',', ';', '\t', '|'])('parted by %j', async (mark) => {
    const text = [
      ['Firma', 'Land', 'Ort'],
      ['Acme', 'DE', '"Köln, Mitte; Süd | Nord"'],
    ];
    await desk.take(text.map((row) => row.join(mark)).join('\r\n'));
    expect(await desk.seen()).toMatchObject([
      { name: 'Acme', country: 'DE', city: 'Köln, Mitte; Süd | Nord' },
    ]);
  });

  test('headings in several languages, and columns that are not ours', async () => {
    await desk.take('Bemerkung;Raison sociale;Sito;Land;Kundenstatus\nx;Acme;acme.fr;FR;Bestandskunde\n');
    expect(await desk.seen()).toMatchObject([
      { name: 'Acme', website: 'acme.fr', country: 'FR', segment: 'customer' },
    ]);
  });

  test('lines are counted as an editor counts them, also past line breaks in cells', async () => {
    const text = 'Name,Status\r\n"Acme\r\nWest",Customer\r\n\r\nBeta,Nonsense\r\n"",Customer\n';
    const { rows, refusals } = await desk.take(text);
    expect(rows).toBe(1);
    expect(refusals.map(({ line, heading, code }) => [line, heading, code])).toEqual([
      [5, 'Status', 'list.segment.unknown'],
      [6, 'Name', 'list.name.missing'],
    ]);
  });
});

describe('rows', () => {
  test('each bad row is named with line, column and reason, and the good ones are taken', async () => {
    const { rows, refused, refusals } = await desk.take(
      [
        'Kundennummer,Firma,Ort,Status',
        '1,Acme,Bonn,Customer',
        '1,Acme again,Bonn,Customer',
        '3,=HYPERLINK("http://evil.example"),Bonn,Customer',
        `4,${'x'.repeat(300)},Bonn,Customer`,
        '5,Be\u0007ll,Bonn,Customer',
        '6,Shifted,Bonn,Customer,too,many',
        '7,Short',
        '8,Gamma,B\u0000nn,Prospect',
      ].join('\n'),
    );
    expect({ rows, refused }).toEqual({ rows: 3, refused: 5 });
    expect(refusals.map(({ line, column, heading, code }) => [line, column, heading, code])).toEqual([
      [3, 'id', 'Kundennummer', 'list.duplicate'],
      [5, 'name', 'Firma', 'list.cell.long'],
      [6, 'name', 'Firma', 'list.cell.control'],
      [7, 'row', null, 'list.row.cells'],
      [9, 'city', 'Ort', 'list.cell.control'],
    ]);
    expect(refusals[0]?.args).toEqual({ first: 2, value: '1' });
    expect((await desk.seen()).map(({ name }) => name).sort()).toEqual([
      'Acme',
      'HYPERLINK("http://evil.example")',
      'Short',
    ]);
  });
});

describe('what is no list', () => {
  test.each([
    ['an empty file', '', 'list.empty', 'is empty'],
    ['blank lines', '\n\r\n\n', 'list.empty', 'is empty'],
    ['a header alone', 'Name,City\n', 'list.empty', 'a header and no row'],
    [
      'rows that are all bad',
      'Name,City\n,Bonn\n-,Bonn\n',
      'list.empty',
      'all 2 were refused, the first on line 2',
    ],
    ['a header without a name', 'Colour,Size\nred,1\n', 'list.header.name', 'Found: Colour, Size'],
    ['a workbook', zipSync({ 'xl/workbook.xml': strToU8('<workbook/>') }), 'csv.binary', 'an Excel workbook'],
    ['an archive', gzipSync('Name\nAcme\n'), 'csv.binary', 'a gzip archive'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452000001', 'hex'), 'csv.binary', 'not text'],
    ['a quote that is not closed', 'Name,City\nAcme,Bonn\n"Beta,Bonn\nGamma,Bonn\n', 'csv.broken', 'line 3'],
  ])(
    '%s is refused with what to do, and the list that was there stays',
    async (_name, content, code, says) => {
      await desk.take('Name\nAcme\nBeta\n');
      const error = await refusal(desk.take(content));
      expect(error.code).toBe(code);
      expect(error.message).toContain(says);
      expect(error.next).not.toBe('');
      expect((await desk.seen()).map(({ name }) => name).sort()).toEqual(['Acme', 'Beta']);
      expect(await desk.kept()).toBe(2);
    },
  );
});

describe('hostile files', () => {
  async function* endless(first: string, piece: string): AsyncGenerator<Uint8Array> {
    yield Buffer.from(first);
    const bytes = Buffer.from(piece.repeat(Math.ceil(65_536 / piece.length)));
    for (let sent = 0; sent < 1024 ** 3; sent += bytes.length) {
      taken += bytes.length;
      yield bytes;
    }
  }
  let taken = 0;

  test.each([
    ['one line of 1 GB', 'Name,City\nAcme,', 'x', 'csv.broken'],
    ['a header of 1 GB', 'Name', 'x', 'csv.broken'],
    ['10,000 columns', 'Name,', 'x,', 'csv.broken'],
    ['a quote that is never closed', 'Name,City\nAcme,"', 'x,y\n', 'csv.broken'],
  ])('%s is refused after its first few hundred kilobytes', async (_name, first, piece, code) => {
    taken = 0;
    expect((await refusal(desk.from(endless(first, piece)))).code).toBe(code);
    expect(taken).toBeLessThan(2 * 1024 * 1024);
  });

  test('delimiters without end are refused after their first million rows', async () => {
    taken = 0;
    expect((await refusal(desk.from(endless('Name,City\nAcme,Bonn\n', ',\n')))).code).toBe('list.tooLong');
    expect(taken).toBeLessThan(4 * 1024 * 1024);
    expect(await desk.kept()).toBeLessThanOrEqual(2);
  });

  test('10,000 short columns are refused by their number', async () => {
    const error = await refusal(desk.take(`Name${','.repeat(9_999)}\nAcme\n`));
    expect(error.code).toBe('csv.columns');
    expect(error.message).toContain('Line 1 has 10000 columns');
  });
});
