/** Values that are read as bytes where they stand in a file say what the same values say as texts, by whichever short cut. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  asciiText,
  companyName,
  companyNameIn,
  decoded,
  Memo,
  phoneIn,
  phoneOf,
  postcodeIn,
  postcodeOf,
  type Reader,
  registrationIn,
  registrationNumber,
  siteIn,
  siteOf,
  streetIn,
  streetOf,
  WordTable,
  writeInitials,
} from '../../shared/domain/normalise.ts';
import { asciiOf, lettersIn } from '../../shared/domain/normalise/letters.ts';
import { textsOf } from '../../shared/domain/normalise/nameTokens.ts';
import { cutAfter } from '../../shared/domain/normalise/utf8.ts';
import { lettersHash } from '../../shared/domain/normalise/wordTable.ts';

const LONGEST = 160;
const pieces = (...some: string[]): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...some, ' ', '1', '42', 'é'), { maxLength: 8 }).map((all) => all.join(''));
const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom('a', 'E', 'ü', 'ß', 'Ł', '©', '日', '\u{1f600}', ' ', '-'),
    maxLength: 20,
  }),
);

/** The text as bytes between others that must not be read, and where it stands. */
function placed(text: string): [bytes: Uint8Array, from: number, to: number] {
  const value = Buffer.from(text);
  const bytes = new Uint8Array(value.length + 6).fill('7'.charCodeAt(0));
  bytes.set(value, 3);
  return [bytes, 3, 3 + value.length];
}

describe('a value among others', () => {
  const readers: Record<string, [Reader, (text: string) => string | null, fc.Arbitrary<string>]> = {
    'a street': [
      streetIn,
      streetOf,
      pieces('Haupt', 'str.', 'straße', "d'Arc", '5th', 'Suite', 'of ', '_', 'Weg'),
    ],
    'a postcode': [postcodeIn, postcodeOf, pieces('D-', '-', 'AB', 'a', '0', '12345', '6789')],
    'a telephone number': [
      phoneIn,
      phoneOf,
      pieces('+49', '-', '(0)', ' ext. ', 'x', ',', '0000000', '1234567'),
    ],
    'a registration number': [registrationIn, registrationNumber, pieces('DE', '-', '000', '123456789', 'e')],
  };

  test.each(Object.entries(readers))('%s says what its text says', (_name, [read, of, like]) => {
    fc.assert(
      fc.property(fc.oneof(like, anything), (text) => {
        fc.pre(text.isWellFormed());
        const out = new Uint8Array(8_192);
        const end = read(...placed(text), out, 5);
        expect(end === 5 ? null : asciiText(out, 5, end)).toBe(of(text));
      }),
      { numRuns: 200 },
    );
  });

  test('a website or address says what its text says, and what it says with a blank before it', () => {
    const like = pieces(
      'https://',
      'www.',
      'WWW.',
      'de.com',
      'Acme',
      '.',
      'co.uk',
      '/',
      ':',
      '@',
      'gmail.com',
      '-',
    );
    fc.assert(
      fc.property(fc.oneof(like, fc.webUrl(), fc.domain(), fc.emailAddress(), anything), (text) => {
        fc.pre(text.isWellFormed());
        expect(siteIn(...placed(text))).toEqual(siteOf(text));
      }),
      { numRuns: 300 },
    );
    fc.assert(
      fc.property(fc.oneof(fc.domain(), fc.emailAddress()), (text) => {
        // The blank takes it past the short cut for plain hosts.
        expect(siteOf(text)).toEqual(siteOf(` ${text}`));
      }),
      { numRuns: 300 },
    );
  });

  test('a name says what its text says, in words that the tables list and in others', () => {
    const like = pieces(
      'Müller',
      ' GmbH',
      ' & Co. KG',
      '(formerly ',
      ')',
      ' dba ',
      'The ',
      'S.A.',
      'Sp. z o.o.',
      '株式会社',
    );
    fc.assert(
      fc.property(fc.oneof(like, anything), (text) => {
        fc.pre(text.isWellFormed());
        const { core, legalForm, aliases, initials } = companyName(text);
        const read = companyNameIn(...placed(text));
        const letters = new Uint8Array(20);
        expect({
          core: textsOf(read.core),
          legalForm: read.legalForm,
          aliases: read.aliases.map(textsOf),
          initials: asciiText(letters, 0, writeInitials(read.spelt, letters, 0)),
        }).toEqual({ core, legalForm, aliases, initials });
      }),
      { numRuns: 300 },
    );
  });
});

test('letters are the same from bytes as from a text', () => {
  fc.assert(
    fc.property(anything, (text) => {
      fc.pre(text.isWellFormed() && text.length > 0);
      const { codes, length } = lettersIn(...placed(text));
      expect(asciiText(codes, 0, length)).toBe(asciiOf(text));
    }),
    { numRuns: 300 },
  );
});

test('a value is cut where its text would be, but never inside a letter', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        anything,
        anything.map((text) => text.repeat(20)),
      ),
      (text) => {
        fc.pre(text.isWellFormed());
        const [bytes, from, to] = placed(text);
        const cut = decoded(bytes, from, cutAfter(bytes, from, to, LONGEST));
        const slice = text.slice(0, LONGEST);
        expect(cut).toBe(slice.isWellFormed() ? slice : slice.slice(0, -1));
      },
    ),
  );
});

test('what is remembered is what would be worked out, however the values follow each other', () => {
  const upper = new Memo(4, (text) => text.toUpperCase());
  fc.assert(
    fc.property(fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'ü'), maxLength: 20 })), (texts) => {
      for (const text of texts) expect(upper.of(...placed(text))).toBe(text.toUpperCase());
    }),
  );
});

test('a table finds the words of its list and no others', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(fc.uniqueArray(word, { minLength: 1, maxLength: 60 }), fc.array(word), (listed, others) => {
      const table = new WordTable(listed);
      for (const text of [...listed, ...others]) {
        const [bytes, from, to] = placed(text);
        expect(table.numberOf(bytes, from, to, lettersHash(bytes, from, to))).toBe(listed.indexOf(text));
      }
    }),
  );
});
