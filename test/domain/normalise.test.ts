import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  companyName,
  countryCode,
  domainKind,
  registrableDomain,
  registrationNumber,
} from '../../shared/domain/normalise.ts';

describe('the registrable domain', () => {
  test.each([
    ['https://user:pw@shop.Acme.co.uk:8443/a?b#c', 'acme.co.uk'],
    ['www.acme.com', 'acme.com'],
    ['ACME.COM.', 'acme.com'],
    ['jane.doe@mail.acme.com', 'acme.com'],
    ['"Doe, Jane" <jane@acme.com>', 'acme.com'],
    ['www.acme.com, acme.de', 'acme.com'],
    ['müller.de', 'xn--mller-kva.de'],
    ['XN--MLLER-KVA.de', 'xn--mller-kva.de'],
    ['acme.blogspot.com', 'acme.blogspot.com'],
    ['acme.uk.com', 'acme.uk.com'],
    ['例え.jp', 'xn--r8jz45g.jp'],
  ])('of %s is %s', (text, domain) => {
    expect(registrableDomain(text)).toBe(domain);
  });

  test.each([
    '',
    ' ',
    'n/a',
    'none',
    '-',
    'acme',
    'http://',
    '192.168.0.1',
    '[::1]',
    'localhost',
    'acme.local',
    'co.uk',
    'example.com',
  ])('is missing in %j', (text) => {
    expect(registrableDomain(text)).toBeNull();
  });

  test.each([
    ['acme.com', 'own'],
    ['acme.uk.com', 'own'],
    ['gmail.com', 'freeMail'],
    ['yahoo.co.jp', 'freeMail'],
    ['gmx.at', 'freeMail'],
    ['t-online.de', 'freeMail'],
    ['acme.blogspot.com', 'hosting'],
    ['blogspot.com', 'hosting'],
    ['acme.myshopify.com', 'hosting'],
    ['wordpress.com', 'hosting'],
    ['sites.google.com', 'hosting'],
    ['google.com', 'own'],
    ['linkedin.com', 'social'],
    ['facebook.com', 'social'],
  ])('%s is %s', (domain, kind) => {
    expect(domainKind(domain)).toBe(kind);
  });

  test('of a domain is that domain, and no text is too strange', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl(), fc.emailAddress(), fc.domain()),
        (text) => {
          const domain = registrableDomain(text);
          fc.pre(domain !== null);
          expect(registrableDomain(domain)).toBe(domain);
          expect(domain).toMatch(/^[\x21-\x7e]+$/);
        },
      ),
    );
  });
});

describe('a company name', () => {
  test.each([
    ['Müller GmbH & Co. KG', 'muller', 'gmbh&co'],
    ['Mueller Gesellschaft mit beschränkter Haftung', 'muller', 'gmbh'],
    ['MULLER', 'muller', null],
    ['S.A.R.L. Dupont', 'dupont', 'sarl'],
    ['Dupont S. à r. l.', 'dupont', 'sarl'],
    ['Volvo Aktiebolag', 'volvo', 'ab'],
    ['Nokia Oyj', 'nokia', 'oy'],
    ['Skoda Auto a.s.', 'skoda auto', 'as'],
    ['Foo spol. s r.o.', 'foo', 'sro'],
    ['Foo Sp. z o.o. Sp.k.', 'foo', 'spzoo'],
    ['OTP Bank Nyrt.', 'otp bank', 'kft'],
    ['ООО «Ромашка»', 'romashka', 'ooo'],
    ['UAB Baltic', 'baltic', 'uab'],
    ['Koç Holding A.Ş.', 'koc holding', 'as'],
    ['Petrobras Ltda.', 'petrobras', 'ltd'],
    ['Acme Pty. Ltd.', 'acme', 'ltd'],
    ['Genting Sdn. Bhd.', 'genting', 'sdnbhd'],
    ['株式会社トヨタ', 'toyota', 'kk'],
    ['㈜삼성', 'samseong', 'kk'],
    ['McDonald’s', 'mcdonalds', null],
    ['AT&T Inc.', 'at t', 'inc'],
    ['H & M', 'hm', null],
    ['The Limited', 'limited', null],
    ['GmbH', 'gmbh', null],
    ['!!!', '', null],
  ])('%s is %j, %j', (text, core, legalForm) => {
    const name = companyName(text);
    expect(name.core.join(' ')).toBe(core);
    expect(name.legalForm).toBe(legalForm);
  });

  test('has one core in all its spellings of umlauts', () => {
    const spellings = ['Möbel Größe Übersee', 'Moebel Groesse Uebersee', 'Mobel Grosse Ubersee'];
    expect(new Set(spellings.map((text) => companyName(text).core.join(' '))).size).toBe(1);
  });

  test('is its own plain form, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        const { plain, core } = companyName(text);
        expect(plain).toMatch(/^([a-z0-9]+( [a-z0-9]+)*)?$/);
        expect(companyName(plain).plain).toBe(plain);
        expect(core.length === 0).toBe(plain === '');
      }),
    );
  });

  test('does not depend on case, spaces or a known legal form', () => {
    const word = fc.constantFrom('kamstoom', 'nordwind', 'müller', 'Ærø', 'Łódź');
    const form = fc.constantFrom(
      'GmbH',
      'Ltd.',
      'S.A.',
      'B.V.',
      'Oy',
      'Inc',
      'S.p.A.',
      'Sp. z o.o.',
      'AG',
      'PLC',
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 3 }), form, (words, legal) => {
        const bare = companyName(words.join(' ')).core;
        expect(companyName(`  ${words.join('   ').toUpperCase()}  ${legal}`).core).toEqual(bare);
      }),
    );
  });
});

describe('a country', () => {
  test.each([
    ['DE', 'DE'],
    ['deu', 'DE'],
    ['Germany', 'DE'],
    ['Deutschland', 'DE'],
    ['Allemagne', 'DE'],
    ['Alemania', 'DE'],
    ['Niemcy', 'DE'],
    ['Германия', 'DE'],
    ['ドイツ', 'DE'],
    ['德国', 'DE'],
    ['USA', 'US'],
    ['U.S.A.', 'US'],
    ['United States of America', 'US'],
    ['the Netherlands', 'NL'],
    ['Holland', 'NL'],
    ['England', 'GB'],
    ['UK', 'GB'],
    ['Österreich', 'AT'],
    ['Schweiz', 'CH'],
    ['Suisse', 'CH'],
    ['Czech Republic', 'CZ'],
    ['Türkiye', 'TR'],
    ["Côte d'Ivoire", 'CI'],
    ['South Korea', 'KR'],
  ])('%s is %s', (text, code) => {
    expect(countryCode(text)).toBe(code);
  });

  test.each(['', 'Nowhere', '-', 'n/a', 'x'.repeat(10_000)])('%j is none', (text) => {
    expect(countryCode(text)).toBeNull();
  });
});

describe('a registration number', () => {
  test.each([
    ['00-412-7790', '4127790'],
    ['4127790', '4127790'],
    ['DE 136 695 976', 'DE136695976'],
    ['de136695976', 'DE136695976'],
    ['HRB 12345 B', 'HRB12345B'],
  ])('%s is %s', (text, number) => {
    expect(registrationNumber(text)).toBe(number);
  });

  test.each([
    '',
    'n/a',
    'unknown',
    '0000',
    '000000000',
    '999-999-999',
    '123456789',
    '987654321',
    '1.23E+08',
    '1,23E+08',
    '42',
  ])('%j is none', (text) => {
    expect(registrationNumber(text)).toBeNull();
  });

  test('of a number is that number', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z]{0,3}[ .-]?[0-9 .-]{6,14}[A-Z]?$/), (text) => {
        const number = registrationNumber(text);
        fc.pre(number !== null);
        expect(registrationNumber(number)).toBe(number);
      }),
    );
  });
});
