/** The names of what the claims of a page speak of: partners, customers' accounts, deals; read all at once. */
import type { ProgramRules } from '../../../shared/domain/program.ts';
import type { Registration } from '../../../shared/domain/registration.ts';
import type { Named, PartnerFacts } from '../../../shared/views/state.ts';
import { mirrorDeals } from '../collections.ts';
import { isChannelManager } from './caller.ts';
import type { Names } from './claimSection.ts';
import type { Desk } from './desk.ts';
import type { Fronts } from './inboxQueues.ts';
import { partnerFacts, readAccounts } from './readAccounts.ts';
import { readDeals } from './readDeal.ts';

/** Of one customer; with more it is linked on the deal itself. */
const MOST_DEALS = 50;

export interface KnownNames {
  readonly names: Names;
  readonly partners: Readonly<Record<string, PartnerFacts>>;
}

export async function namesFor(
  desk: Desk,
  program: ProgramRules,
  { waiting, withoutDeal, ending, unshared, own }: Fronts,
): Promise<KnownNames> {
  const standing = [...withoutDeal.claims, ...ending.claims, ...unshared.claims];
  const claims = [...waiting.claims, ...standing, ...own.claims];
  const partners = partnersOn(claims);
  const customers = [...new Set(claims.flatMap(({ customer }) => customer.account ?? []))];
  // A rep sees the deals of a customer on its own card, which the CRM opens to them or not.
  const linkable = isChannelManager(desk.access) ? [...standing, ...own.claims] : [];
  const [accounts, deals] = await Promise.all([
    readAccounts(desk.context, program, [...new Set([...partners, ...customers])]),
    dealsFor(desk, claims, linkable),
  ]);
  const accountOf = (id: string): Named | null => {
    const account = accounts.get(id);
    return account ? { id, name: account.fields.name ?? id } : null;
  };
  return {
    names: { account: accountOf, ...deals },
    partners: Object.fromEntries(
      partners.map((partner) => [partner, partnerFacts(partner, accounts.get(partner), program)]),
    ),
  };
}

/** Of claims that the page sets beside its own. */
export async function partnersFor(
  { context }: Desk,
  program: ProgramRules,
  claims: readonly Registration[],
  known: KnownNames['partners'],
): Promise<KnownNames['partners']> {
  const missing = partnersOn(claims).filter((partner) => !Object.hasOwn(known, partner));
  const accounts = await readAccounts(context, program, missing);
  const found = missing.map((partner) => [partner, partnerFacts(partner, accounts.get(partner), program)]);
  return { ...known, ...Object.fromEntries(found) };
}

function partnersOn(claims: readonly Registration[]): string[] {
  return [...new Set(claims.flatMap(({ participants }) => participants.map(({ partner }) => partner)))];
}

async function dealsFor(
  { context }: Desk,
  claims: readonly Registration[],
  linkable: readonly Registration[],
): Promise<Pick<Names, 'deal' | 'dealsOf'>> {
  const { store, connection } = context;
  const places = linkable.flatMap(({ customer }) =>
    customer.account === null ? [] : [`${connection}/${customer.account}`],
  );
  const found =
    places.length === 0 ? new Map() : await store.byKeys(mirrorDeals, [...new Set(places)], MOST_DEALS);
  const idsOf = (account: string): string[] => {
    const ids = found.get(`${connection}/${account}`) ?? [];
    return ids === 'crowded' ? [] : ids.map((id: string) => id.slice(connection.length + 1));
  };
  const linked = claims.flatMap(({ deal }) => deal ?? []);
  const ofCustomers = linkable.flatMap(({ customer }) =>
    customer.account === null ? [] : idsOf(customer.account),
  );
  const wanted = [...new Set([...linked, ...ofCustomers])];
  const teams = wanted.length === 0 ? new Map() : await readDeals(context, wanted);
  const dealOf = (id: string): Named | null => {
    const team = teams.get(id);
    return team ? { id, name: team.fields.name ?? id } : null;
  };
  return {
    deal: dealOf,
    dealsOf: (account) =>
      idsOf(account).flatMap((id) => (teams.get(id)?.fields.closed === false ? (dealOf(id) ?? []) : [])),
  };
}
