import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { columnsOf, neutralise, readRow, type ListColumns, type ListRow } from '../../shared/domain/list.ts';

const ALL = [
  'Account ID',
  'Account Name',
  'Website',
  'E-Mail',
  'Phone',
  'Billing Street',
  'Zip/Postal Code',
  'City',
  'Country',
  'D-U-N-S',
  'Status',
  'Account Owner',
  'Owner Email',
  'Contact',
];

function columns(header: readonly string[]): ListColumns {
  const answer = columnsOf(header);
  if ('problem' in answer) throw new Error(answer.problem.code);
  return answer.columns;
}

function read(cells: readonly string[], header: readonly string[] = ['Name', 'Website', 'Country']): ListRow {
  const answer = readRow(cells, columns(header), 7);
  if ('refusal' in answer) throw new Error(answer.refusal.code);
  return answer.row;
}

function refusal(cells: readonly string[], header: readonly string[] = ['Name', 'Website', 'Country']) {
  const answer = readRow(cells, columns(header), 7);
  return 'refusal' in answer ? answer.refusal : null;
}

describe('the header', () => {
  test('finds every column by the names of a CRM', () => {
    expect(columns(ALL).places.map(([column]) => column)).toEqual([
      'id',
      'name',
      'website',
      'email',
      'phone',
      'street',
      'postcode',
      'city',
      'country',
      'registrationNumber',
      'segment',
      'owner',
      'ownerEmail',
      'contact',
    ]);
  });

  test.each([
    [['Record ID', 'Company name', 'Company Domain Name', 'Country/Region', 'Lifecycle Stage']],
    [['Kundennummer', 'Firma', 'Webseite', 'Land', 'Kundenstatus']],
    [['Id client', 'Raison sociale', 'Site web', 'Pays', 'Statut']],
    [['Id cliente', 'Razón social', 'Página web', 'País', 'Estado']],
    [['Nr', 'Ragione sociale', 'Sito', 'Paese', 'Stato']],
    [['Klantnummer', 'Bedrijfsnaam', 'Website', 'Land', 'Status']],
    [['ID', 'Företagsnamn', 'Hemsida', 'Land', 'Typ']],
    [['id', 'Nazwa firmy', 'Strona WWW', 'Kraj', 'Status']],
  ])('understands %j', (header) => {
    expect(columns(header).places).toEqual([
      ['id', 0],
      ['name', 1],
      ['website', 2],
      ['country', 3],
      ['segment', 4],
    ]);
  });

  test('takes the better name where two would do', () => {
    expect(columns(['Customer', 'Account Name']).places).toEqual([['name', 1]]);
  });

  test('is refused without a name, saying what was found', () => {
    expect(columnsOf(['Colour', 'Size'])).toEqual({
      problem: { code: 'list.header.name', args: { found: 'Colour, Size' } },
    });
    expect(columnsOf(['', ' '])).toEqual({ problem: { code: 'list.header.none', args: {} } });
  });
});

describe('a row', () => {
  test('is read whole', () => {
    const row = read(
      [
        '0015',
        ' Acme  GmbH ',
        'acme.de',
        'a@acme.de',
        '+49 30 123',
        'Hauptstr. 1',
        '10115',
        'Berlin',
        'DE',
        '123',
        'Kunde',
        'Ann',
        'ann@p.com',
        'Bob',
      ],
      ALL,
    );
    expect(row).toMatchObject({
      id: '0015',
      name: 'Acme GmbH',
      phone: '+49 30 123',
      segment: 'customer',
      contact: 'Bob',
    });
  });

  test('may be shorter than the header, never longer', () => {
    expect(read(['Acme'])).toMatchObject({ website: null, country: null });
    expect(read(['Acme', '', '', '', ' '])).toMatchObject({ name: 'Acme' });
    expect(refusal(['Acme', 'x', 'y', 'z'])).toEqual({
      line: 7,
      column: 'row',
      code: 'list.row.cells',
      args: { cells: 4, columns: 3 },
    });
  });

  test.each([
    ['', 'list.name.missing'],
    ['   ', 'list.name.missing'],
    ['---', 'list.name.missing'],
    ['\u200b\u202e', 'list.name.missing'],
    ['Ac\u0000me', 'list.cell.control'],
    ['Acme\u001b[31m', 'list.cell.control'],
    ['A'.repeat(256), 'list.cell.long'],
    ['A'.repeat(10_000), 'list.cell.long'],
  ])('with the name %j is refused: %s', (name, code) => {
    expect(refusal([name])).toMatchObject({ line: 7, column: 'name', code });
  });

  test('with an unknown segment is refused with the known ones', () => {
    expect(refusal(['Acme', 'whatever'], ['Name', 'Status'])).toMatchObject({
      column: 'segment',
      code: 'list.segment.unknown',
      args: { value: 'whatever', known: 'customer, open opportunity, prospect' },
    });
  });

  test.each([
    ['Customer', 'customer'],
    ['Closed Won', 'customer'],
    ['Bestandskunde', 'customer'],
    ['Open Opportunity', 'openOpportunity'],
    ['salesqualifiedlead', 'openOpportunity'],
    ['LEAD', 'prospect'],
    ['Interessent', 'prospect'],
  ])('of status %s is a %s', (word, segment) => {
    expect(read(['Acme', word], ['Name', 'Status']).segment).toBe(segment);
  });

  test('without a status is what the caller says', () => {
    const answer = readRow(['Acme', ''], columns(['Name', 'Status']), 2, 'customer');
    expect(answer).toMatchObject({ row: { segment: 'customer' } });
  });

  test.each([
    ['=HYPERLINK("http://evil")', 'HYPERLINK("http://evil")'],
    ['=cmd|calc', 'cmd|calc'],
    ['"=1+1"', '1+1'],
    ["'+Plus AG", 'Plus AG'],
    ['\t@sum', 'sum'],
    ['="00123"', '00123'],
    ["'t Hooft B.V.", "'t Hooft B.V."],
    ['-=+@Acme', 'Acme'],
  ])('with the name %j is called %j', (cell, name) => {
    expect(read([cell]).name).toBe(name);
  });

  test('never holds a formula, a control character or an endless text, whatever the cells', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 400 }), { maxLength: 14 }), (cells) => {
        const answer = readRow(cells, columns(ALL), 1);
        if ('refusal' in answer) return;
        for (const [field, value] of Object.entries(answer.row)) {
          if (typeof value !== 'string') continue;
          expect(value.length).toBeLessThanOrEqual(1_000);
          if (field !== 'phone') expect(value).not.toMatch(/^["'\s]*[=+\-@]/);

          expect(value).not.toMatch(/[\u0000-\u001f\u007f\u202e]/);
          expect(value.isWellFormed()).toBe(true);
        }
      }),
    );
  });
});

describe('the identity of a row', () => {
  const header = ['Id', 'Name', 'Website', 'Country'];

  test('is by the partner’s id, and beside it by content', () => {
    const one = read(['1', 'Acme GmbH', 'acme.de', 'DE'], header);
    const renumbered = read(['2', 'ACME', 'https://www.acme.de/', 'Germany'], header);
    const renamed = read(['1', 'Beta', 'beta.de', 'DE'], header);
    expect(one.identity).not.toBe(renumbered.identity);
    expect(one.fallbackIdentity).toBe(renumbered.fallbackIdentity);
    expect(renamed.identity).toBe(one.identity);
    expect(renamed.fallbackIdentity).not.toBe(one.fallbackIdentity);
    expect(read(['', 'Acme', 'acme.de', 'DE'], header).identity).toBe(one.fallbackIdentity);
  });

  test('is short and opaque for any id', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 250 }), (id) => {
        const answer = readRow([id, 'Acme'], columns(header), 1);
        if ('row' in answer) expect(answer.row.identity).toMatch(/^(rid|row)[a-z2-7]{26}$/);
      }),
    );
  });

  test('by content does not depend on case, legal form or the way of writing the address', () => {
    const form = fc.constantFrom('', ' GmbH', ' Ltd.', ' S.A.', ' Inc', ' Oy');
    const website = fc.constantFrom('acme.com', 'http://www.acme.com/de', 'WWW.ACME.COM');
    const country = fc.constantFrom('DE', 'Germany', 'Deutschland', 'deu');
    const plain = read(['1', 'Kamstoom Müller', 'acme.com', 'DE'], header).fallbackIdentity;
    fc.assert(
      fc.property(form, website, country, fc.boolean(), (legal, site, land, upper) => {
        const name = `Kamstoom Mueller${legal}`;
        const row = read(['9', upper ? name.toUpperCase() : name, site, land], header);
        expect(row.fallbackIdentity).toBe(plain);
      }),
    );
  });
});

test('a cell of our export never starts a formula, and other cells stay as they are', () => {
  fc.assert(
    fc.property(fc.string(), (cell) => {
      expect(neutralise(cell)).not.toMatch(/^[=+\-@\t\r]/);
      expect([cell, `'${cell}`]).toContain(neutralise(cell));
    }),
  );
  expect(['=1', '+1', '-1', '@a', '\tx', '\rx', '"=1', ' =1'].map((cell) => neutralise(cell)[0])).toEqual(
    Array(8).fill("'"),
  );
  expect(neutralise('Acme')).toBe('Acme');
});
