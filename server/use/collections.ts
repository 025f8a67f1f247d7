/** Every named set of documents in the store, with its class: `ours` is backed up, `derived` can be rebuilt. */
import type { ListRow } from '../../shared/domain/list.ts';
import type { Subject } from '../../shared/domain/matching.ts';
import type { ProgramRules } from '../../shared/domain/program.ts';
import type { Fields, Segment } from '../../shared/schema/objects.ts';
import type { Collection, NativeValue } from '../ports.ts';
import { CARD_COLLECTIONS } from './cards/collections.ts';
import type { KeyLayout } from './lists/keyBucket.ts';
import { CUSTOMER_COLLECTIONS } from './customers/collections.ts';
import { knownDeciders } from './cards/inboxDeciders.ts';
import { knownPeople } from './cards/personName.ts';
import { knownCrms } from './registrations/knownCrm.ts';
import { LINK_COLLECTIONS } from './partnerLinks/collections.ts';
import { REGISTRATION_COLLECTIONS } from './registrations/collections.ts';

/** A partner as the tenant knows it, in whichever connections it has an account. */
export interface Partner {
  name: string;
  domain: string | null;
}
/** The partner's account in one connection; id `connection/partner`. */
export interface Link {
  account: string;
}
/** One uploaded file of a partner; id `partner/segment or all`. Its rows live under the generation it names. */
export interface List {
  partner: string;
  generation: number;
  rows: number;
  fileName: string;
  importedAt: number;
}
/** One row of a list as it is kept; '' stands for a cell that is not there, and for a content that is the identity itself. */
export type PackedRow = [
  identity: string,
  content: string,
  id: string,
  name: string,
  website: string,
  email: string,
  phone: string,
  street: string,
  postcode: string,
  city: string,
  country: string,
  registrationNumber: string,
  segment: Segment,
  owner: string,
  ownerEmail: string,
  contact: string,
];
/** How common words, names and places are in a generation of a list; id `list@generation/learnt`. */
export interface LearntCounts {
  records: number;
  /** Base64 of unsigned 32-bit integers, little-endian, as in `Counts`. */
  hashes: string;
  counts: string;
}
/** Says that all that is derived from a generation is there; id `list@generation/seal`. */
export interface Seal {
  /** How it was derived. */
  format: number;
  rows: number;
  /** Names what was learnt: lists that say the same have the same name for it. */
  learnt: string;
  layouts: { match: KeyLayout; name: KeyLayout };
}
/** A row of ours in the CRM; its id is not known while only our own write told of it. */
export interface StandingRow {
  id: string | null;
  fields: Fields<'accountOverlap'>;
}
/** One connection's copy of an account, enough to match and to show it; id `connection/account`. */
export interface MirrorAccount {
  id: string;
  segment: Segment;
  /** Takes part in mapping. */
  takesPart: boolean;
  isPartner: boolean;
  stamp: number;
  fields: Fields<'account'>;
  native: Readonly<Record<string, NativeValue>>;
  /** Our rows as they stand in the CRM. */
  overlaps: StandingRow[];
  /** Sure and confirmed matches, whatever the policies show of them. */
  tallies: readonly { partner: string; segment: Segment }[];
}
/** id `connection/deal`. */
export interface MirrorDeal {
  connection: string;
  account: string | null;
  name: string | null;
  closed: boolean;
  won: boolean;
  stamp: number;
}
/** A likely match that waits for a person; id `connection/account/partner/row`. */
export interface Review {
  account: string;
  accountName: string;
  partner: string;
  /** The list row's identities, by the partner's id and by content. */
  row: string;
  rowContent: string;
  /** No more of the row than the partner's policy lets our people see. */
  shown: Partial<ListRow> & { segment: Segment };
  score: number;
  reasons: readonly { key: string; args: Readonly<Record<string, string | number>>; weight: number }[];
}
/** A person's word on a match, kept for ever; id `connection/account/partner/row`, found by content as well. */
export interface Decision {
  connection: string;
  account: string;
  partner: string;
  row: string;
  rowContent: string;
  decision: 'confirmed' | 'rejected';
  decidedBy: string | null;
  decidedAt: number;
  /** What a person said of it. */
  why?: { reason: string; note: string | null };
}
/** A change the CRM did not take. id `connection/object/key`. */
export interface Failure {
  connection: string;
  object: string;
  /** The account or deal it is about. */
  record: string;
  field: string | null;
  code: string;
  reason: string;
  /** Hash of the refused change, so that it is not sent again night after night. Null: a passing fault, tried again soon. */
  change: string | null;
  /** The record's stamp when it was refused; null when our own writes moved it since, so that the next one counts. */
  stamp: number | null;
  at: number;
}
/** What a run did. `written + unchanged + failed` is the number of rows it wanted in the CRM. */
export interface Run {
  kind: string;
  startedAt: number;
  endedAt: number | null;
  /** `exhausted`: the calls of the day are spent, ours or the whole account's. */
  state: 'running' | 'done' | 'failed' | 'held' | 'interrupted' | 'exhausted';
  /** Where the CRM made the run stop: when it can go on, UTC milliseconds. */
  until?: number;
  counts: Record<string, number>;
  calls: number;
  problem: string | null;
}

/** What was agreed when an account was connected; id is the connection. */
export interface Installation {
  account: { id: string; name: string };
  connectedAt: number;
  /** The user we act as, where an account has one for us. */
  integrationUser: { id: string; name: string } | null;
  /** The key that the account's own calls to us are signed with, pinned by its administrator. */
  certificate: { name: string; pem: string; expiresAt: number } | null;
}

const plain = <T>(name: string, kind: 'ours' | 'derived'): Collection<T> => ({ name, class: kind });
const text = (name: string, kind: 'ours' | 'derived'): Collection<string> => ({
  ...plain(name, kind),
  isText: true,
});

export const partners = plain<Partner>('partners', 'ours');
export const links = plain<Link>('links', 'ours');
export const lists = plain<List>('lists', 'ours');
export const reviews = plain<Review>('reviews', 'ours');
export const runs = plain<Run>('runs', 'ours');
export const programs = plain<{ rules: ProgramRules; version: number }>('programs', 'ours');
export const policies = plain<Fields<'sharingPolicy'>>('policies', 'ours');
export const secrets = plain<{ sealed: string }>('secrets', 'ours');
export const installations = plain<Installation>('installations', 'ours');
/** Install links that have been used; id is the link's own id. Each works once. */
export const spentLinks = plain<{ usedAt: number }>('spentLinks', 'ours');
/** When a connection last called us and proved who it was. */
export const sightings = plain<{ at: number }>('sightings', 'derived');
/** When a scheduled kind of run last began; id `connection/kind`. */
export const starts = plain<{ at: number }>('starts', 'derived');
export const cursors = plain<{ cursor: string }>('cursors', 'derived');
/** Where an interrupted run goes on; id is the connection. */
export const checkpoints = plain<{ inputs: string; after: string; counts: Record<string, number> }>(
  'checkpoints',
  'derived',
);

export const failures: Collection<Failure> = {
  name: 'failures',
  class: 'derived',
  keys: ({ connection, record, change }) => [
    `${connection}/${record}`,
    ...(change === null ? [`passing/${connection}`] : []),
  ],
};
export const decisions: Collection<Decision> = {
  name: 'decisions',
  class: 'ours',
  keys: ({ connection, account, partner }) => [
    `${connection}/${account}`,
    `partner/${connection}/${partner}`,
  ],
};
/**
 * Rows of a list that stand next to each other, each a `PackedRow` in JSON and a line feed; id
 * `list@generation/number of the block`, six digits.
 */
export const rowBlocks = text('rowBlocks', 'ours');
/** The rows behind a range of keys, see `packBucket`, in base64; id `list@generation/table/number of the bucket`. */
export const rowKeys = text('rowKeys', 'derived');
/** Rows that stand next to each other, see `outline`, in base64; id `list@generation/number of the block`, six digits. */
export const rowOutlines = text('rowOutlines', 'derived');
export const learntCounts = plain<LearntCounts>('learntCounts', 'derived');
export const seals = plain<Seal>('seals', 'derived');
export const mirrorAccounts = plain<MirrorAccount>('mirrorAccounts', 'derived');
export const mirrorDeals: Collection<MirrorDeal> = {
  name: 'mirrorDeals',
  class: 'derived',
  keys: (deal) => (deal.account ? [`${deal.connection}/${deal.account}`] : []),
};

export const COLLECTIONS: readonly Collection<never>[] = [
  partners,
  links,
  lists,
  rowBlocks,
  rowKeys,
  rowOutlines,
  learntCounts,
  seals,
  reviews,
  decisions,
  runs,
  programs,
  policies,
  secrets,
  installations,
  spentLinks,
  sightings,
  starts,
  cursors,
  failures,
  checkpoints,
  mirrorAccounts,
  mirrorDeals,
  ...CARD_COLLECTIONS,
  ...CUSTOMER_COLLECTIONS,
  knownCrms,
  knownDeciders,
  knownPeople,
  ...REGISTRATION_COLLECTIONS,
  ...LINK_COLLECTIONS,
];

export function subjectOfRow(row: ListRow): Subject {
  return {
    id: row.identity,
    name: row.name,
    website: row.website,
    emails: row.email ? [row.email] : [],
    country: row.country,
    city: row.city,
    postcode: row.postcode,
    street: row.street,
    phone: row.phone,
    registrationNumber: row.registrationNumber,
  };
}
