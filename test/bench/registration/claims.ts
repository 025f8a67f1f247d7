/** A program at work: thousands of live claims in every state that waits or stands, and for each rep a draft. */
import type { CrmName } from '../../../server/demo/customer.ts';
import type { Stored, TenantStore } from '../../../server/ports.ts';
import { mirrorAccounts, type MirrorAccount } from '../../../server/use/collections.ts';
import { claimId } from '../../../server/use/registrations/claims.ts';
import { type KeptClaim, registrations, sequences } from '../../../server/use/registrations/collections.ts';
import type { CompanyAccount } from '../../../server/sandbox/company.ts';
import type { RegistrationRules, Verdict } from '../../../shared/domain/conflict.ts';
import {
  defaultPolicy,
  draftOf,
  makeMove,
  type MoveRequest,
  type Registration,
} from '../../../shared/domain/registration.ts';
import { defaultRoleRules, type DealRole } from '../../../shared/domain/team.ts';

const CHUNK = 500;
const DAY = 86_400_000;
/** Two claims meet at each customer. */
const AT_ONE_CUSTOMER = 2;
const ROLES: readonly DealRole[] = ['resell', 'lead', 'coSell', 'implementation'];
const RULES: RegistrationRules = {
  policy: defaultPolicy(),
  roles: defaultRoleRules(),
  version: 1,
  zone: 'UTC',
};

/** An account as the mirror holds it, with an id of the CRM's shape that this CRM never gave. */
export function mirrored(crm: CrmName, { name, website, country }: CompanyAccount, n: number): MirrorAccount {
  const number = String(n).padStart(9, '0');
  return {
    id: crm === 'salesforce' ? `001Zz0${number}AAA` : `9${number}`,
    segment: 'customer',
    takesPart: true,
    isPartner: false,
    stamp: 1,
    fields: { name, website: website ?? null, country: country ?? null },
    native: {},
    overlaps: [],
    tallies: [],
  };
}

export async function putAccounts(
  store: TenantStore,
  connection: string,
  accounts: readonly MirrorAccount[],
): Promise<void> {
  const documents = accounts.map((document) => ({ id: `${connection}/${document.id}`, document }));
  for (let at = 0; at < documents.length; at += CHUNK)
    await store.put(mirrorAccounts, documents.slice(at, at + CHUNK));
}

export interface People {
  /** As claims name their owners. */
  users: readonly string[];
  partners: readonly string[];
}

/** @param live how many wait or stand; of a hundred forty are approved. */
export async function putClaims(
  store: TenantStore,
  connection: string,
  accounts: readonly MirrorAccount[],
  live: number,
  people: People,
  now: number,
): Promise<void> {
  const claims = Array.from({ length: live }, (_, n) => submitted(accounts, n, people, now));
  const drafts = people.users.map((_, n) => drafted(accounts, live + n, n * AT_ONE_CUSTOMER, people));
  const documents = [...claims, ...drafts].map((registration, n): Stored<KeptClaim> => ({
    id: claimId(connection, registration.key),
    document: {
      connection,
      registration,
      row: registration.state === 'draft' ? null : `row${n}`,
      written: registration.history.length,
      score: (n % 100) / 100,
    },
  }));
  for (let at = 0; at < documents.length; at += CHUNK)
    await store.put(registrations, documents.slice(at, at + CHUNK));
  await store.put(sequences, [{ id: connection, document: { last: live } }]);
}

function drafted(
  accounts: readonly MirrorAccount[],
  n: number,
  place: number,
  { users, partners }: People,
): Registration {
  const account = accounts[Math.floor(place / AT_ONE_CUSTOMER) % accounts.length];
  const user = users[n % users.length] ?? null;
  if (!account) throw new RangeError('claims need accounts');
  const { name, website = null, country = null } = account.fields;
  const part = (k: number, share: number) => ({
    partner: partners[(n * 7 + k) % partners.length] ?? null,
    roles: [ROLES[(n + k) % ROLES.length] ?? 'coSell'],
    share,
    contribution: 'Found the customer and wrote the first offer.',
    evidence: null,
  });
  const made = draftOf(
    `bench${n}`,
    {
      customer: { name: name ?? '', website, country, account: account.id, match: 'chosen' },
      deal: null,
      products: ['Edge'],
      amount: { minor: 1_000_000 + n, currency: 'USD' },
      expectedClose: '2099-12-31',
      note: null,
      participants: [part(0, 4_000), part(1, 3_000), part(2, 3_000)],
    },
    { owner: user, enteredBy: user },
    RULES.policy,
  );
  if (!made.ok) throw new Error(`a claim of the bench is no draft: ${JSON.stringify(made.refusals)}`);
  return made.registration;
}

function submitted(accounts: readonly MirrorAccount[], n: number, people: People, now: number): Registration {
  const draft = drafted(accounts, n, n, people);
  const at = now - ((n * 7_919) % (5 * DAY));
  const isSecond = n % AT_ONE_CUSTOMER === 1;
  const verdict: Verdict = {
    outcome: isSecond ? 'hold' : 'clear',
    findings: [],
    joins: null,
    score: 0.5,
    policyVersion: 1,
  };
  const partners = new Map(
    draft.participants.map(({ partner: id }) => [
      id,
      { id, name: id, type: null, tier: null, status: null, domains: [] },
    ]),
  );
  const around = { partners, account: draft.customer.account, deal: null, currencies: null };
  const actor = { as: 'rep', user: draft.owner ?? '' } as const;
  const place = { sequence: n + 1, typedAt: null };
  const standing = moved(draft, { move: 'submit', place, verdict, around }, actor, at);
  if (n % 5 > 1) return standing;
  const manager = { as: 'channelManager', user: 'decider' } as const;
  return moved(standing, { move: 'approve', why: 'First to find them.', verdict, partners }, manager, at);
}

function moved(
  claim: Registration,
  request: MoveRequest,
  actor: Parameters<typeof makeMove>[2]['actor'],
  now: number,
): Registration {
  const made = makeMove(claim, request, { actor, now, rules: RULES });
  if (!made.ok) throw new Error(`${request.move} of the bench was refused: ${JSON.stringify(made.refusals)}`);
  return made.registration;
}
