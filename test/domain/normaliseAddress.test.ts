import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  countryCode,
  phoneOf,
  placeOf,
  postcodeOf,
  registrableDomain,
  registrationNumber,
  sameRegistration,
  streetOf,
} from '../../shared/domain/normalise.ts';

describe('a street', () => {
  test.each([
    ['haupt st 5', 'Hauptstraße 5', 'Haupt-Str. 5', '5 Haupt Street', 'HAUPTSTRASSE 5, 3. OG'],
    ['kungs st 12', 'Kungsgatan 12', 'KUNGS GATAN 12'],
    ['st rivoli 12', '12 rue de Rivoli', '12, Rue Rivoli'],
    ['5th av 350', '350 5th Avenue, 21st Floor', '350 5th Ave., Suite 200'],
    ['marszalkowska 10', 'ul. Marszałkowska 10/12 lok. 5', 'Marszałkowska 10'],
    ['st mayor 3', 'Calle Mayor, 3', 'C/ Mayor 3'],
    ['n main st 100', '100 N. Main St.', '100 North Main Street Apt 4'],
  ])('%s has other spellings', (street, ...texts) => {
    for (const text of texts) expect(streetOf(text)).toBe(street);
  });

  test.each(['', ' ', '---'])('is missing in %j', (text) => {
    expect(streetOf(text)).toBeNull();
  });
});

describe('a place', () => {
  test.each([
    ['munich', 'München', 'Muenchen', 'Munich', '80331 München', 'D-80331 München', 'Monachium'],
    ['vienna', 'Wien', 'Vienna', 'Vienne'],
    ['moscow', 'Москва', 'Moskva', 'Moskau'],
    ['frankfurt', 'Frankfurt am Main', 'Frankfurt/Main', 'Frankfurt (Main)', 'FRANKFURT'],
    ['saintgallen', 'St. Gallen', 'Sankt Gallen'],
    ['paris', 'Paris', 'PARIS CEDEX 08', 'Paris 8', 'Paris, France'],
    ['beijing', '北京', 'Peking'],
  ])('%s has other spellings', (place, ...texts) => {
    for (const text of texts) expect(placeOf(text)).toBe(place);
  });

  test.each(['', '12345', '--'])('is missing in %j', (text) => {
    expect(placeOf(text)).toBeNull();
  });
});

describe('a postcode', () => {
  test.each([
    ['D-80331', '80331'],
    ['CH 8001', '8001'],
    ['12345-6789', '12345'],
    ['SW1A 1AA', 'sw1a1aa'],
    ['K1A 0B1', 'k1a0b1'],
    ['1012 ab', '1012ab'],
    ['NL-1012 AB', '1012ab'],
    ['111 22', '11122'],
    ['00-950', '00950'],
  ])('%s is %s', (text, code) => {
    expect(postcodeOf(text)).toBe(code);
  });

  test.each(['', 'ab', '12', '00000', 'none', 'x'.repeat(500)])('is missing in %j', (text) => {
    expect(postcodeOf(text)).toBeNull();
  });
});

describe('a telephone number', () => {
  test.each([
    ['91234567', '+49 (0)89 1234-567', '089 1234567', '0049 89 1234567', '089/1234567 ext. 12'],
    ['15550132', '+1 (415) 155-50132', '415.155.50132 x7'],
    ['5551234', '555-1234'],
  ])('%s has other spellings', (phone, ...texts) => {
    for (const text of texts) expect(phoneOf(text)).toBe(phone);
  });

  test.each(['', 'n/a', '123456', '0000000000', '1111111', '12345678', '9'.repeat(100)])(
    'is missing in %j',
    (text) => {
      expect(phoneOf(text)).toBeNull();
    },
  );
});

describe('two registration numbers', () => {
  test.each([
    ['DE136695976', '136695976', 'equal'],
    ['DE 136 695 976', 'DE136695976', 'equal'],
    ['FR40303265045', '303265045', 'equal'],
    ['303 265 045 00011', '303265045', 'equal'],
    ['303 265 045 00011', '303 265 045 00029', 'equal'],
    ['303 265 045 00011', 'FR40303265045', 'equal'],
    ['217483905', '509114276', 'other'],
    ['04127790', '217483905', 'other'],
    ['DE136695976', 'DE811257987', 'other'],
    ['303 265 045 00011', '552 100 554 00011', 'other'],
    ['DE136695976', '509114276', 'unknown'],
    ['HRB 12345', '509114276', 'unknown'],
    ['DE136695976', 'ATU37675002', 'unknown'],
    ['GB12345', '12345', 'unknown'],
  ])('%s and %s: %s', (a, b, same) => {
    const [first, second] = [registrationNumber(a) ?? '', registrationNumber(b) ?? ''];
    expect(sameRegistration(first, second)).toBe(same);
    expect(sameRegistration(second, first)).toBe(same);
  });
});

describe('a sloppy country', () => {
  test.each([
    ['DE - Germany', 'DE'],
    ['Germany (DE)', 'DE'],
    ['D', 'DE'],
    ['BRD', 'DE'],
    ['U.K.', 'GB'],
    ['California, USA', 'US'],
    ['Atlanta, Georgia, USA', 'US'],
    ['Guinea-Bissau', 'GW'],
    ['Bosnia-Herzegovina', 'BA'],
    ['Trinidad & Tobago', 'TT'],
    ['Czechia', 'CZ'],
    ['Korea', 'KR'],
  ])('%s is %s', (text, code) => {
    expect(countryCode(text)).toBe(code);
  });
});

describe('a domain', () => {
  test('is the same whatever was looked up before, and with or without www', () => {
    const label = fc.stringMatching(/^[a-z][a-z0-9-]{5,9}[a-z]$/);
    fc.assert(
      fc.property(label, fc.constantFrom('com', 'co.uk', 'de', 'com.br', 'uk.com'), (name, suffix) => {
        const domain = registrableDomain(`${name}.${suffix}`);
        for (const text of [
          `https://www.${name}.${suffix}/a?b`,
          `info@${name}.${suffix}`,
          ` ${name}.${suffix}. `,
        ])
          expect(registrableDomain(text)).toBe(domain);
      }),
    );
    expect(registrableDomain('www.com.co')).toBe('www.com.co');
    expect(registrableDomain('acme.com/?next=https://other.com/')).toBe('acme.com');
  });
});

test('no text is too strange, and what comes out is short ASCII that stays as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      for (const form of [streetOf, placeOf, postcodeOf, phoneOf]) {
        const found = form(text);
        expect(found ?? 'x').toMatch(/^[\x20-\x7e]+$/);
      }
      const [code, phone] = [postcodeOf(text), phoneOf(text)];
      if (code !== null) expect(postcodeOf(code)).toBe(code);
      if (phone !== null) expect(phoneOf(phone)).toBe(phone);
    }),
  );
});
