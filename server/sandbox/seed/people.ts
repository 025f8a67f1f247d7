/** Names of the people who own accounts and answer mails. */
import type { CompanyOwner } from '../company.ts';
import { slug } from './organisation.ts';
import type { Random } from './random.ts';

const FIRST =
  'Anna Ben Chloé Daniel Elif Farid Giulia Hannah Ivo Jana Karim Lucía Mats Nora Oskar Priya Quentin Rosa Søren Tomáš'.split(
    ' ',
  );
const LAST =
  'Albrecht Berger Costa Dahl Eriksen Fischer García Haas Ivanov Jansson Kaya Lopez Meyer Novak Olsen Petit Rossi Schäfer Tanaka Weber'.split(
    ' ',
  );

/** Twelve people of the vendor's own; the last one has left. */
export function makeOwners(random: Random, count = 12): CompanyOwner[] {
  const firsts = random.sample(FIRST, count);
  const lasts = random.sample(LAST, count);
  return firsts.map((firstName, index) => {
    const lastName = lasts[index] ?? 'Weber';
    const email = `${slug(firstName)}.${slug(lastName)}@vendor.example`;
    return { ref: `owner-${index + 1}`, firstName, lastName, email, active: index < count - 1 };
  });
}

export interface Contact {
  name: string;
  email: string;
}

export function makeContact(random: Random, domain: string): Contact {
  const [first, last] = [random.pick(FIRST), random.pick(LAST)];
  return { name: `${first} ${last}`, email: `${slug(first)}.${slug(last)}@${domain}` };
}
