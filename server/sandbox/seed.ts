/** A believable vendor company, made up from a seed: accounts, deals, owners and partners with their dirty lists. */
import type { Company, CompanyAccount, CompanyDeal, CompanyOwner, PartnerListFile } from './company.ts';
import { DIALECTS, type Listed, writeList } from './seed/list.ts';
import { Organisations, type Organisation, slug } from './seed/organisation.ts';
import { makeOwners } from './seed/people.ts';
import { Random } from './seed/random.ts';

export interface SeedOptions {
  /** The same seed gives the same company. */
  seed?: number;
  /** Accounts in all, the partners among them. */
  accounts?: number;
  deals?: number;
  partners?: number;
  /** Rows of each partner's list. */
  lists?: { min: number; max: number };
}

const PARTNER_TYPES: readonly [type: string, trade: string][] = [
  ['System Integrator', 'Consulting'],
  ['ISV', 'Software'],
  ['MSP', 'Managed Services'],
  ['Reseller', 'IT Trading'],
  ['Distributor', 'Distribution'],
  ['Referral', 'Advisory'],
  ['Marketplace', 'Exchange'],
];
const PRODUCTS = ['Platform', 'Rollout', 'Renewal', 'Expansion', 'Pilot', 'Migration', 'Support'];
/** Deals close around this day, so that the company is the same whenever it is made. */
const TODAY = Date.UTC(2026, 10, 1);
const DAY = 86_400_000;

export function seedCompany(options: SeedOptions = {}): Company {
  const { seed = 1, accounts: count = 2_000, deals: dealCount = 300, partners: partnerCount = 7 } = options;
  const { min, max } = options.lists ?? { min: 300, max: 1_500 };
  const random = new Random(seed);
  const world = new Organisations(random);
  const owners = makeOwners(random);
  const known = makeOrganisations(random, world, count);
  for (const index of known.slice(0, partnerCount).keys()) {
    known[index] = world.inTrade(known[index] as Organisation, partnerType(index)[1]);
  }
  const accounts = known.map((organisation, index) => makeAccount(random, organisation, index, owners));
  for (const [index, account] of accounts.slice(0, partnerCount).entries()) {
    const website = `https://www.${known[index]?.domain ?? ''}`;
    Object.assign(account, { kind: 'partner', partnerType: partnerType(index)[0], website });
  }
  const deals = makeDeals(random, accounts, known, dealCount, owners);
  const partners = accounts.slice(0, partnerCount);
  const own = known.map((organisation, index) => ({ organisation, ref: accounts[index]?.ref ?? null }));
  const lists = partners.map((partner, index) =>
    makeList(random, world, own.slice(partnerCount), random.int(min, max), partner, known[index], index),
  );
  return { owners, accounts, deals, lists };
}

function partnerType(index: number): [type: string, trade: string] {
  return PARTNER_TYPES[index % PARTNER_TYPES.length] as [string, string];
}

/** Mostly strangers to each other; a few share a brand and are separate companies all the same. */
function makeOrganisations(random: Random, world: Organisations, count: number): Organisation[] {
  const made: Organisation[] = [];
  while (made.length < count) {
    made.push(made.length > 50 && random.chance(0.02) ? world.make(random.pick(made)) : world.make());
  }
  return made;
}

function makeAccount(
  random: Random,
  organisation: Organisation,
  index: number,
  owners: CompanyOwner[],
): CompanyAccount {
  const { country, name, domain, city, industry } = organisation;
  const maybe = (probability: number, field: string, value: string) =>
    random.chance(probability) ? { [field]: value } : {};
  const prefix = random.pick(['', 'www.', 'https://www.', 'http://']);
  return {
    ref: `account-${index + 1}`,
    name,
    ...maybe(0.92, 'website', prefix + domain),
    ...maybe(0.95, 'country', country.name),
    ...maybe(0.9, 'city', city),
    ...maybe(0.7, 'street', `${random.pick(country.streets)} ${random.int(1, 180)}`),
    ...maybe(0.7, 'postcode', String(random.int(10_000, 99_999))),
    ...maybe(0.6, 'phone', `${country.dialling} ${random.int(20, 989)} ${random.int(100_000, 9_999_999)}`),
    ...maybe(0.8, 'industry', industry),
    ...maybe(
      0.25,
      'registrationNumber',
      country.register.replace(/#/g, () => String(random.int(0, 9))),
    ),
    kind: random.chance(0.28) ? 'customer' : 'prospect',
    ownerRef: random.pick(owners).ref,
  };
}

function makeDeals(
  random: Random,
  accounts: CompanyAccount[],
  known: Organisation[],
  count: number,
  owners: CompanyOwner[],
): CompanyDeal[] {
  const active = owners.filter((owner) => owner.active);
  const buyers = accounts
    .map((account, index) => ({ account, index }))
    .filter(({ account }) => account.kind !== 'partner');
  if (buyers.length === 0) return [];
  return Array.from({ length: count }, (_, number) => {
    const { account, index } = random.pick(buyers);
    const outcome = random.pick([
      'open',
      'open',
      'open',
      'open',
      'won',
      'won',
      'won',
      'lost',
      'lost',
    ] as const);
    if (outcome === 'won') account.kind = 'customer';
    const days = outcome === 'open' ? random.int(5, 200) : -random.int(5, 500);
    const closeDate = new Date(TODAY + days * DAY).toISOString().slice(0, 10);
    return {
      ref: `deal-${number + 1}`,
      accountRef: account.ref,
      name: `${known[index]?.brand ?? account.name} – ${random.pick(PRODUCTS)} ${closeDate.slice(0, 4)}`,
      outcome,
      amount: random.int(5, 480) * 500,
      closeDate,
      ownerRef: random.pick(active).ref,
    };
  });
}

/** A list that shares a third to two thirds of its rows with our accounts; the rest are strangers and near-misses. */
function makeList(
  random: Random,
  world: Organisations,
  own: Listed[],
  rows: number,
  partner: CompanyAccount,
  organisation: Organisation | undefined,
  index: number,
): PartnerListFile {
  const shared = random.sample(
    own,
    Math.min(Math.floor(own.length * 0.6), Math.floor((rows * random.int(34, 66)) / 100)),
  );
  const twins = random.sample(shared, Math.floor(shared.length * 0.02));
  const nearMisses = random
    .sample(own, Math.floor(rows * 0.03))
    .map(({ organisation: like }) => stranger(world.make(like)));
  const strangers = Array.from(
    { length: Math.max(0, rows - shared.length - twins.length - nearMisses.length) },
    () => stranger(world.make()),
  );
  const listed = random.sample([...shared, ...twins, ...nearMisses, ...strangers], rows);
  const dialect = DIALECTS[index % DIALECTS.length];
  if (!dialect) throw new Error('there is a dialect for every list');
  const { csv, truth } = writeList(random, listed, dialect, organisation?.domain ?? 'partner.example');
  return { partnerRef: partner.ref, fileName: `${slug(partner.name)}.csv`, csv, truth };
}

function stranger(organisation: Organisation): Listed {
  return { organisation, ref: null };
}
