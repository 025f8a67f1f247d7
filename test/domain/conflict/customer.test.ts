import { describe, expect, test } from 'vitest';
import { customerKeys, domainOf, sameCustomer } from '../../../shared/domain/conflict.ts';
import type { Customer } from '../../../shared/domain/registration.ts';

const acme: Customer = {
  name: 'Müller Werke GmbH',
  website: 'https://www.müller-werke.de/kontakt',
  country: 'DE',
  account: null,
  match: 'none',
};
const customer = (of: Partial<Customer>): Customer => ({ ...acme, ...of });

describe('the same customer', () => {
  test.each<[string, Partial<Customer>]>([
    ['in capitals', { name: 'MÜLLER WERKE GMBH', website: 'WWW.MÜLLER-WERKE.DE' }],
    ['in punycode', { website: 'xn--mller-werke-thb.de' }],
    ['under another legal form', { name: 'Müller Werke AG' }],
    ['without a country', { country: null }],
    ['with an account of ours', { account: 'C1', match: 'chosen' }],
  ])('is sure %s', (_name, of) => {
    expect(sameCustomer(acme, customer(of))).toBe('sure');
    expect(sameCustomer(customer(of), acme)).toBe('sure');
    expect(customerKeys(customer(of))).toEqual(expect.arrayContaining(customerKeys(acme)));
  });

  test.each<[string, Partial<Customer>, Partial<Customer>]>([
    ['by its domain alone', {}, { name: 'Other' }],
    ['by its name alone', {}, { website: null }],
    [
      'by an account that is only likely',
      { account: 'C1', match: 'likely' },
      { account: 'C1', match: 'sure' },
    ],
    ['under two accounts', { account: 'C1', match: 'sure' }, { account: 'C2', match: 'sure' }],
  ])('is likely %s', (_name, one, other) => {
    expect(sameCustomer(customer(one), customer(other))).toBe('likely');
  });

  test.each<[string, Partial<Customer>, Partial<Customer>]>([
    ['by a mail provider', { website: 'gmail.com', name: 'A' }, { website: 'gmail.com', name: 'B' }],
    ['by a name in another country', { website: null }, { website: null, country: 'AT' }],
    ['by nothing', { website: null, name: '' }, { website: null, name: '' }],
  ])('is not %s', (_name, one, other) => {
    expect(sameCustomer(customer(one), customer(other))).toBeNull();
  });

  test('has no domain of a provider as its own', () => {
    expect(domainOf({ website: 'sales@gmail.com' })).toBeNull();
    expect(domainOf({ website: null })).toBeNull();
    expect(domainOf(acme)).toBe('xn--mller-werke-thb.de');
  });
});
