/** Who the customer of a claim is: the account of ours that the matching engine takes for what somebody typed. */
import { Companies, type Match, Scorer } from '../../../shared/domain/matching.ts';
import { subjectOf } from '../../../shared/domain/partner.ts';
import { defaultProgram, type ProgramRules } from '../../../shared/domain/program.ts';
import type { Customer, Registration } from '../../../shared/domain/registration.ts';
import { mirrorAccounts, type MirrorAccount, programs } from '../collections.ts';
import { accountsSharing } from '../customers/lookUpAccounts.ts';
import type { Inside } from '../mirrorPages.ts';

/** Characters; what is longer is refused with the form. */
const LONGEST = 255;

interface FoundAccount {
  account: MirrorAccount;
  match: Match;
}

/**
 * The customer with the account that is surely it, or with the one that is likely, which a person decides. Of two that
 * are both sure neither is: the better one is likely. What a person chose stays.
 */
export async function findCustomer(inside: Inside, customer: Customer): Promise<Customer> {
  if (customer.match === 'chosen' && customer.account !== null) return customer;
  const [best, ...others] = await customerCandidates(inside, customer);
  if (!best) return { ...customer, account: null, match: 'none' };
  const isSure = best.match.tier === 'sure' && !others.some(({ match }) => match.tier === 'sure');
  return { ...customer, account: best.account.id, match: isSure ? 'sure' : 'likely' };
}

/** Accounts that are surely or likely this customer, the surest first. */
async function customerCandidates(
  inside: Inside,
  { name, website, country }: Pick<Customer, 'name' | 'website' | 'country'>,
): Promise<FoundAccount[]> {
  const texts = [name, website ?? '', country ?? ''];
  if (texts.some(({ length }) => length > LONGEST) || `${name}${website ?? ''}`.trim() === '') return [];
  const { store, connection } = inside;
  const program = (await store.get(programs, connection))?.rules ?? defaultProgram();
  const customer = Companies.of([{ id: '', name, website, country }]);
  const { accounts, learnt } = await accountsSharing(inside, program, customer.keysOf(0));
  const mirrors = await store.many(
    mirrorAccounts,
    accounts.map((id) => `${connection}/${id}`),
  );
  const present = [...mirrors.values()];
  if (present.length === 0) return [];
  const ours = companiesOf(present, program);
  learnt.weigh(customer);
  learnt.weigh(ours);
  const scorer = new Scorer(customer, ours, learnt, program.matching);
  const found = present.flatMap((account, at) => {
    const match = scorer.match(0, at);
    return match ? [{ account, match }] : [];
  });
  return found.sort(surer);
}

/**
 * The customer that is typed for a claim. Where it says the same as one that a person settled before, that person's
 * word on it stands.
 */
export async function customerFor(
  inside: Inside,
  customer: Customer,
  before: Registration | null,
): Promise<Customer> {
  if (before && isSettled(before) && saysSame(before.customer, customer)) {
    const { account, match } = before.customer;
    return { ...customer, account, match };
  }
  return findCustomer(inside, customer);
}

/** A person said who it is, or that it is none of our accounts. */
function isSettled({ history }: Registration): boolean {
  return history.some(({ move }) => move === 'settleCustomer');
}

/** Whether the same was typed. */
export function saysSame(a: Customer, b: Customer): boolean {
  return typed(a) === typed(b);
}

function typed({ name, website, country }: Customer): string {
  return JSON.stringify([name.trim(), website?.trim() || null, country?.trim() || null]);
}

function companiesOf(accounts: readonly MirrorAccount[], program: ProgramRules): Companies {
  return Companies.of(accounts.map((account) => subjectOf(account, program)));
}

function surer(a: FoundAccount, b: FoundAccount): number {
  const tier = Number(b.match.tier === 'sure') - Number(a.match.tier === 'sure');
  return tier || b.match.score - a.match.score || (a.account.id < b.account.id ? -1 : 1);
}
