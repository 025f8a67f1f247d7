/** A company whose every deal has twelve partners: as its CRM holds it, and as the server's mirror does. */
import type { App } from '../../../server/app.ts';
import type { CrmName, Customer } from '../../../server/demo/customer.ts';
import type { Company } from '../../../server/sandbox/company.ts';
import type { TenantStore } from '../../../server/ports.ts';
import { dealTeams, readings, type DealTeam } from '../../../server/use/cards/collections.ts';
import { mirrorAccounts, mirrorDeals, type MirrorAccount } from '../../../server/use/collections.ts';
import { keyOf } from '../../../shared/domain/key.ts';
import { DEAL_ROLES, type Fields } from '../../../shared/schema/objects.ts';

const PARTNERS = 60;
const ON_EACH_DEAL = 12;
const DEALS_OF_AN_ACCOUNT = 10;
const OVERLAPS = 3;
const CHUNK = 500;

export function companyOf(deals: number): Company {
  const accounts = Math.ceil(deals / DEALS_OF_AN_ACCOUNT);
  const account = (ref: string, name: string, kind: 'customer' | 'partner') => ({
    ref,
    name,
    kind,
    website: `https://${ref}.example.com`,
    country: 'Germany',
    ownerRef: 'rep',
    ...(kind === 'partner' && { partnerType: 'Reseller' }),
  });
  return {
    owners: [
      { ref: 'rep', firstName: 'Rhea', lastName: 'Rep', email: 'rhea@customer.example', active: true },
    ],
    accounts: [
      ...Array.from({ length: PARTNERS }, (_, n) =>
        account(`p${n}`, `Partner ${n} Consulting GmbH`, 'partner'),
      ),
      ...Array.from({ length: accounts }, (_, n) =>
        account(`a${n}`, `Customer ${n} Industries AG`, 'customer'),
      ),
    ],
    deals: Array.from({ length: deals }, (_, n) => ({
      ref: `d${n}`,
      accountRef: `a${Math.floor(n / DEALS_OF_AN_ACCOUNT)}`,
      name: `Renewal and expansion ${n}`,
      outcome: 'open' as const,
      amount: 25_000 + n,
      closeDate: '2026-12-31',
      ownerRef: 'rep',
    })),
    lists: [],
  };
}

/** Fills the mirror as runs and cards leave it, since reading it all from the CRM is not what is measured. */
export async function fillMirror(
  app: App,
  { tenant, connection, crm }: Customer,
  company: Company,
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  const store = app.store.for(tenant);
  const at = app.clock.now();
  const idOf = (ref: string) => ids.get(ref) ?? ref;
  const { accounts, deals } = company;
  await inChunks(accounts, async (some, from) => {
    const documents = some.map((one, n) => mirrored(idOf, one, from + n, at));
    await store.put(
      mirrorAccounts,
      documents.map((document) => ({ id: `${connection}/${document.id}`, document })),
    );
  });
  await inChunks(deals, async (some, from) => {
    await putDeals(store, connection, some, (deal, n) => teamOf(idOf, crm, deal, from + n, at));
    await store.put(
      mirrorDeals,
      some.map(({ ref, accountRef, name }) => ({
        id: `${connection}/${idOf(ref)}`,
        document: { connection, account: idOf(accountRef), name, closed: false, won: false, stamp: at },
      })),
    );
  });

  async function putDeals(
    into: TenantStore,
    place: string,
    some: Company['deals'],
    make: (deal: Company['deals'][number], n: number) => DealTeam,
  ): Promise<void> {
    const documents = some.map((deal, n) => ({ id: `${place}/${idOf(deal.ref)}`, document: make(deal, n) }));
    await into.put(dealTeams, documents);
  }
}

/** As a poll leaves it that has just ended. */
export async function keepPolled(app: App, { tenant, connection }: Customer): Promise<void> {
  await app.store.for(tenant).put(readings, [{ id: connection, document: { at: app.clock.now() } }]);
}

type IdOf = (ref: string) => string;

function mirrored(
  idOf: IdOf,
  { ref, name, website, kind }: Company['accounts'][number],
  n: number,
  at: number,
): MirrorAccount {
  const id = idOf(ref);
  const isPartner = kind === 'partner';
  const overlaps = isPartner ? [] : Array.from({ length: OVERLAPS }, (_, k) => overlapOf(idOf, id, n + k));
  return {
    id,
    segment: isPartner ? 'prospect' : 'customer',
    takesPart: true,
    isPartner,
    stamp: at,
    fields: { name, website: website ?? null, country: 'Germany' },
    native: {},
    overlaps: overlaps.map((fields) => ({ id: null, fields })),
    tallies: [],
  };
}

function overlapOf(idOf: IdOf, account: string, n: number): Fields<'accountOverlap'> {
  const partner = idOf(`p${n % PARTNERS}`);
  return {
    key: keyOf('ovl', account, partner),
    account,
    partner,
    row: `row-${n}`,
    ourSegment: 'customer',
    partnerSegment: 'customer',
    tier: 'sure',
    score: 92,
    reasons: [
      { key: 'match.domain.equal', args: { domain: `customer-${n}.example.com` }, weight: 60 },
      { key: 'match.name.equal', args: { name: `Customer ${n} Industries` }, weight: 32 },
    ],
    decision: null,
    partnerAccountName: `Customer ${n} Industries`,
    partnerOwner: 'Grace Hopper',
    partnerOwnerEmail: 'grace@partner.example',
  };
}

function teamOf(
  idOf: IdOf,
  crm: CrmName,
  { ref, accountRef, name, amount }: Company['deals'][number],
  n: number,
  at: number,
): DealTeam {
  const deal = idOf(ref);
  const account = idOf(accountRef);
  const partnerAt = (k: number) => idOf(`p${(n + k) % PARTNERS}`);
  return {
    stamp: at,
    readAt: at,
    rowsInside: crm === 'hubspot',
    fields: {
      name,
      account,
      amount: { minor: amount * 100, currency: 'EUR' },
      stage: 'Negotiation/Review',
      closeDate: '2026-12-31',
      closed: false,
      won: false,
    },
    parts: Array.from({ length: ON_EACH_DEAL }, (_, k) => ({
      key: keyOf('dpa', deal, partnerAt(k)),
      deal,
      partner: partnerAt(k),
      roles: [k === 0 ? 'lead' : (DEAL_ROLES[1 + (k % (DEAL_ROLES.length - 1))] ?? 'coSell')],
      status: 'active',
      contact: `Contact ${k} of the partner`,
      share: 800,
      note: 'Brings the customer’s trust, and people who know the plant.',
      joinedOn: '2026-10-01',
      endedOn: null,
    })),
    touchpoints: Array.from({ length: 4 }, (_, k) => ({
      key: keyOf('tpt', deal, String(k)),
      account,
      deal,
      partner: partnerAt(k),
      kind: 'meeting',
      on: `2026-11-0${k + 1}`,
      note: 'Went through the offer with the customer.',
    })),
  };
}

async function inChunks<T>(
  items: readonly T[],
  work: (some: T[], from: number) => Promise<void>,
): Promise<void> {
  for (let at = 0; at < items.length; at += CHUNK) await work(items.slice(at, at + CHUNK), at);
}
