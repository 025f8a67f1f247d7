import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { backgroundOf, kinIn, numberIn } from '../../shared/domain/matching/words.ts';
import { companyName, looseOf } from '../../shared/domain/normalise.ts';
import { conceptPairs } from '../../shared/domain/normalise/nameWords.ts';
import { regionIn } from '../../shared/domain/normalise/regions.ts';

const core = (text: string): string => companyName(text).core.join(' ');
const aliases = (text: string): string[] => companyName(text).aliases.map((alias) => alias.join(' '));

describe('generic words', () => {
  test.each([
    ['Universität Stuttgart', 'University of Stuttgart', 'Univ. Stuttgart', 'Uni Stuttgart'],
    ['Università di Bologna', 'University of Bologna', 'Universidad de Bologna'],
    ['Banco Kamstoom S.A.', 'Bank Kamstoom', 'Banque Kamstoom', 'Банк Kamstoom'],
    ['Kamstoom Mfg', 'Kamstoom Manufacturing'],
    ['Kamstoom Versicherungen AG', 'Kamstoom Insurance', 'Kamstoom Seguros', 'Kamstoom Assurances'],
    ['Kamstoom Dienstleistungen', 'Kamstoom Services', 'Kamstoom Svcs', 'Kamstoom Servicios'],
    ['Kamstoom Technologies', 'Kamstoom Tech', 'Kamstoom Tecnología', 'Kamstoom Technologie'],
    ['Kamstoom Grp', 'Kamstoom Gruppe', 'Kamstoom Groupe', 'Kamstoom Gruppo', 'Kamstoom Grubu'],
    ['Kamstoom Logistik', 'Kamstoom Logistics', 'Kamstoom Logística', 'Kamstoom Lojistik'],
    ['Kamstoom Bros.', 'Kamstoom Brothers', 'Kamstoom Hermanos', 'Kamstoom Gebrüder'],
    ['Ministerium der Kamstoom', 'Ministère de la Kamstoom', 'Ministry of Kamstoom'],
    ['City of Kamstoom', 'Stadt Kamstoom', 'Ville de Kamstoom', 'Comune di Kamstoom'],
    ['Kamstoom Intl', 'Kamstoom International', 'Kamstoom Internacional', 'Kamstoom Uluslararası'],
    ['Kamstoom Immobilien', 'Kamstoom Real Estate', 'Kamstoom Immobilier', 'Kamstoom Vastgoed'],
    ['Kamstoom Deutschland', 'Kamstoom Germany', 'Kamstoom Allemagne', 'Kamstoom Alemania'],
    ['Deutsche Kamstoom', 'Dt. Kamstoom'],
    ['Kamstoom UK', 'Kamstoom United Kingdom', 'Kamstoom (UK) Ltd'],
    ['Kamstoom München', 'Kamstoom Munich', 'Kamstoom Muenchen', 'Kamstoom (Munich)'],
    ['The Kamstoom & Söhne', 'Kamstoom and Sons', 'Kamstoom et Fils', 'Kamstoom y Hijos'],
    ['St. Kamstoom Hospital', 'Sankt Kamstoom Krankenhaus', 'Saint Kamstoom Hosp'],
    ['Газпром Банк', 'Gazprom Bank'],
    ['上海小米科技有限公司', 'Shanghai Xiaomi Technology'],
  ])('%s and its spellings are one name', (first, ...others) => {
    for (const other of others) expect(core(other)).toBe(core(first));
  });

  test('have one concept a spelling', () => {
    const concepts = new Map<string, Set<string>>();
    for (const [spelling, concept] of conceptPairs())
      concepts.set(spelling, (concepts.get(spelling) ?? new Set()).add(concept));
    expect([...concepts].filter(([, of]) => of.size > 1)).toEqual([]);
  });

  test.each([
    'The Limited',
    'La',
    'de la',
    'Test',
    'GmbH',
    'Duplicate',
    'Group',
    'Do not use',
    'Ltd (closed)',
  ])('%s keeps a word', (text) => {
    expect(core(text)).not.toBe('');
  });
});

describe('other names', () => {
  test.each([
    ['International Business Machines (IBM)', 'international business machine', ['ibm']],
    ['Meta Platforms, Inc. (formerly Facebook, Inc.)', 'meta platforms', ['facebook']],
    ['Acme Corp dba Rocket Sleds', 'acme', ['rocket sleds']],
    ['Acme d/b/a Rocket Sleds LLC', 'acme', ['rocket sleds']],
    ['Acme t/a Rocket Sleds', 'acme', ['rocket sleds']],
    ['Acme AG, ehemals Zenitrix GmbH', 'acme', ['zenitrix']],
    ['Acme AG (ehem. Zenitrix GmbH)', 'acme', ['zenitrix']],
    ['Acme also known as Zenitrix', 'acme', ['zenitrix']],
    ['Acme SA (ex Zenitrix)', 'acme', ['zenitrix']],
    ['Acme | Rocket Sleds', 'acme', ['rocket sleds']],
    [
      'IBM - International Business Machines',
      'ibm international business machine',
      ['ibm', 'international business machine'],
    ],
    ['Acme (Rocket) (Sleds) (More)', 'acme', ['rocket', 'sleds']],
    ['Acme (Deutschland) GmbH', 'acme germany', []],
    ['Acme (Holdings) Ltd', 'acme holding', []],
    ['Acme Ltd (in liquidation)', 'acme', []],
    ['Acme (duplicate)', 'acme', []],
    ['Acme (100234)', 'acme', []],
    ['A/S Norden', 'norden', []],
    ['24/7 Media', '24 7 media', []],
  ])('of %s are found', (text, main, others) => {
    expect(core(text)).toBe(main);
    expect(aliases(text)).toEqual(others);
  });
});

describe('noise', () => {
  test.each([
    'TEST Acme',
    'Acme - DO NOT USE',
    'DO NOT USE - Acme Corp',
    'Acme Corp (DUPLICATE)',
    'Acme Corp ACCOUNT CLOSED',
    '1. Acme',
    '#12 Acme',
    'Acme #12',
    '"Acme"',
    '🚀 Acme 🚀',
    'Acme™',
    'Acme GmbH c/o Müller',
    'Acme GmbH z.Hd. Herrn Müller',
    'Acme Ltd in liquidation',
    'Acme en liquidación S.A.',
    'Dr. med. dent. Acme',
    'Dipl.-Ing. Acme GmbH',
    'Prof. Dr. Acme',
    'Inh. Acme',
  ])('in %s is left out', (text) => {
    expect(core(text)).toBe('acme');
  });
});

describe('legal forms', () => {
  test.each(
    'Foo S. p. A.|Foo S.A. de C.V.|Foo Sp. z o.o. sp.k.|Foo Private Limited|Foo (P) Ltd|Foo Public Company Limited|Công ty TNHH Foo|PT Foo Tbk|Foo Sanayi ve Ticaret A.Ş.|Foo San. ve Tic. Ltd. Şti.|UAB Foo|SIA Foo|Foo OÜ|Foo Sh.p.k.|Foo d.o.o.|Foo Zrt.|АО Foo|ТОВ «Foo»|ПрАТ Foo|Foo A.E.|Foo Ltda - ME|Foo S.A.C.|Foo SARL AU|Foo SUARL|Foo e.K.|Foo UG (haftungsbeschränkt)|Foo W.L.L.|Foo P.J.S.C.|Foo有限公司|Foo Co., Ltd.|Foo N.V./S.A.|Foo AG & Co. KGaA|Foo AB (publ)|AB Foo (publ)|Foo y Cía. S.A.|Foo Sdn Bhd|Foo Designated Activity Company|Foo EIRELI|Foo Pty Limited'.split(
      '|',
    ),
  )('%s is foo', (text) => {
    expect(core(text)).toBe('foo');
    expect(companyName(text).legalForm).not.toBeNull();
  });
});

describe('any name', () => {
  const word = fc.constantFrom(
    ...'the of de (uk) dba formerly test group bank GmbH & - | / ( ) [ #1 c/o do not use in liquidation munich saint'.split(
      ' ',
    ),
    ...'Deutschland United Kingdom Ltd. S.A. 24/7 company Müller ООО Ромашка 株式会社 科技 🚀 ™ A E x'.split(
      ' ',
    ),
  );
  const name = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.array(word, { maxLength: 8 }).map((words) => words.join(' ')),
  );

  test('gives short ASCII words, and a core wherever there is a letter', () => {
    fc.assert(
      fc.property(name, (text) => {
        const found = companyName(text);
        for (const words of [found.core, ...found.aliases]) {
          for (const each of words) expect(each).toMatch(/^[a-z0-9]+$/);
          expect(words.length).toBeLessThanOrEqual(3_000);
        }
        expect(found.aliases.length).toBeLessThanOrEqual(2);
        expect(found.core.length === 0).toBe(found.plain === '');
        expect(companyName(text)).toEqual(found);
      }),
    );
  });

  test('of ten thousand brackets or bars costs no more than one of three hundred letters', () => {
    for (const sign of ['(', '(a', 'a|', ' - a', '/ ', '#1 ', 'c/o ', 'dba ']) {
      const { core: words, aliases: others } = companyName(`Acme ${sign.repeat(10_000)}`);
      expect(words.length).toBeLessThan(300);
      expect(others.length).toBeLessThanOrEqual(2);
    }
  });
});

describe('the loose spelling', () => {
  test.each([
    ['yandex', 'jandeks'],
    ['philips', 'filip'],
    ['tchaikovsky', 'chaikovskii'],
    ['schmidt', 'shmit'],
    ['xerox', 'kseroks'],
    ['gazprom', 'gasprom'],
    ['mercedes', 'mersedes'],
    ['kowalski', 'kovalsky'],
    ['tzeltal', 'tseltal'],
    ['muller', 'muler'],
  ])('of %s is that of %s', (a, b) => {
    expect(looseOf(a)).toBe(looseOf(b));
  });

  test('stays within twice the word, and keeps unlike words apart', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9]{1,30}$/), (word) => {
        const loose = looseOf(word);
        expect(loose).toMatch(/^[a-z0-9]+$/);
        expect(loose.length).toBeLessThanOrEqual(2 * word.length);
      }),
    );
    expect(looseOf('nordwind')).not.toBe(looseOf('nordland'));
  });
});

describe('what a word is worth', () => {
  test('follows how common it is', () => {
    expect(backgroundOf('group')).toBeGreaterThan(backgroundOf('bank'));
    expect(backgroundOf('bank')).toBeGreaterThan(backgroundOf('smith'));
    expect(backgroundOf('smith')).toBeGreaterThan(backgroundOf('kamstoom'));
    expect(backgroundOf('kamstoom')).toBe(0);
  });

  test.each([
    ['Kamstoom Stiftung', 'foundation'],
    ['Kamstoom Beteiligungen', 'investment'],
    ['Kamstoom Immobilien', 'realestate'],
    ['Kamstoom Niederlassung', 'branch'],
    ['Kamstoom Verwaltungs GmbH', 'verwaltung'],
    ['Kamstoom Beteiligungsges. mbH', 'investment'],
  ])('tells kinship in %s', (text, kin) => {
    expect(companyName(text).core.flatMap((each) => kinIn(each) ?? [])).toEqual([kin]);
  });

  test.each([
    ['ii', '2'],
    ['007', '7'],
    ['2nd', '2'],
    ['zweite', '2'],
    ['a380', 'a380'],
    ['acme', null],
    ['r0botherm', null],
  ])('number of %s is %s', (text, number) => {
    expect(numberIn(text)).toBe(number);
  });

  test('regions of one country are one, and a town is none', () => {
    for (const text of ['Acme Deutschland', 'Acme Germany', 'Acme Niemcy'])
      expect(companyName(text).core.flatMap((each) => regionIn(each) ?? [])).toEqual(['DE']);
    expect(companyName('Long Island Railroad').core.flatMap((each) => regionIn(each) ?? [])).toEqual([]);
  });
});
