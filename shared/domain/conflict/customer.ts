/** Whether two claims are about the same customer, by what each says of it, and the keys under which to look for others. */
import { companyName, countryCode, siteOf } from '../normalise.ts';
import type { Customer } from '../registration/claim.ts';

/** The company's own registrable domain; null where it has none. */
export function domainOf({ website }: Pick<Customer, 'website'>): string | null {
  const site = website === null ? null : siteOf(website);
  return site?.kind === 'own' ? site.domain : null;
}

/**
 * Claims that share none of these are not compared. A name counts without its legal form, and without its country too,
 * since either claim may leave it out.
 */
export function customerKeys(customer: Customer): string[] {
  const domain = domainOf(customer);
  const name = coreOf(customer);
  return [
    ...(customer.account === null ? [] : [`account/${customer.account}`]),
    ...(domain === null ? [] : [`domain/${domain}`]),
    ...(name === '' ? [] : [`name/${name}`]),
  ];
}

/**
 * One account that nobody doubts is one customer, and so are one domain and one name together. A domain or a name alone
 * makes it likely, so that a person sees the two side by side and neither learns of the other.
 */
export function sameCustomer(a: Customer, b: Customer): 'sure' | 'likely' | null {
  if (a.account !== null && a.account === b.account) {
    return a.match === 'likely' || b.match === 'likely' ? 'likely' : 'sure';
  }
  const domain = domainOf(a);
  const domains = domain !== null && domain === domainOf(b);
  const name = coreOf(a);
  const names = name !== '' && name === coreOf(b);
  if (domains && names) return a.account === null || b.account === null ? 'sure' : 'likely';
  if (domains) return 'likely';
  return names && !otherCountry(a, b) ? 'likely' : null;
}

function otherCountry(a: Customer, b: Customer): boolean {
  const [left, right] = [a, b].map(({ country }) => (country === null ? null : countryCode(country)));
  return left !== null && right !== null && left !== right;
}

function coreOf({ name }: Customer): string {
  return companyName(name).core.join(' ');
}
