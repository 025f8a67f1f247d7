/** What the use cases need from the outside: a CRM, a store, a clock. Nothing here is named for a vendor. */
import type { Money } from '../shared/domain/money.ts';
import type { FieldsOf } from '../shared/schema/field.ts';
import type { Fields, ObjectName, Role } from '../shared/schema/objects.ts';
import type { Found, ProvisionStep, Wanted } from '../shared/schema/plan.ts';

export interface Clock {
  /** UTC milliseconds. */
  now(): number;
}

// The CRM

export type { Fields, FieldsOf, Money, ObjectName };

/** A scalar as the CRM holds it, for fields that an admin names in the program. */
export type NativeValue = string | number | boolean | null;

export interface CrmRecord<Name extends ObjectName = ObjectName> {
  object: Name;
  /** The CRM's id (Salesforce: 18 characters). For rows kept inside a parent: the row's key. */
  id: string;
  /** Last modified, UTC milliseconds in the CRM's clock. */
  stamp: number;
  fields: Fields<Name>;
  /** Values of `Find.native`, by the CRM's own field name. */
  native: Readonly<Record<string, NativeValue>>;
  /**
   * Child rows that this CRM keeps inside the record, present when the field that holds them was asked for
   * (`OBJECTS[child].rowsIn`): they came at no further call. Absent where children are records of their own.
   */
  rows?: Readonly<Partial<Record<ObjectName, readonly CrmRecord[]>>>;
}

export interface Ref {
  object: ObjectName;
  id: string;
}

export interface Find<Name extends ObjectName = ObjectName> {
  object: Name;
  /** Our field names; fields that this connection hides are left out of the records. */
  fields: readonly (keyof Fields<Name> & string)[];
  /** The CRM's own field names to read as they are. */
  native?: readonly string[];
  /** All must hold. `in` takes any number of values. */
  where?: readonly { field: keyof Fields<Name> & string; in: readonly string[] }[];
  /** Resume after this id; pages come in ascending id. */
  after?: string;
}

export interface Change<Name extends ObjectName = ObjectName> {
  object: Name;
  /**
   * `upsert` by our key (fields.key must be set; fields hold the parent reference too), `update` by the CRM's id,
   * `remove` by the CRM's id or, for our objects, by fields.key (with the parent reference). `create` is for objects
   * without a key of ours: it is never sent twice, and whoever asks for it has looked whether it is there already.
   */
  op: 'upsert' | 'update' | 'remove' | 'create';
  id?: string;
  fields: Fields<Name>;
  /** `create` only: values of the CRM's own fields, by the CRM's own names. */
  native?: Readonly<Record<string, NativeValue>>;
}

export type Outcome =
  | { status: 'written'; id: string }
  /** The CRM already held this (a row inside a parent that is equal, a record already gone). */
  | { status: 'unchanged'; id: string }
  | { status: 'failed'; error: CrmError };

/** What may have happened to a record; the reader re-reads it and acts on its present state. */
export type CrmChange =
  | { kind: 'touched'; record: CrmRecord }
  /** `last`: the record as it was when it went, where the CRM still tells. */
  | { kind: 'gone'; ref: Ref; last?: CrmRecord }
  | { kind: 'merged'; ref: Ref; into: string };

export interface ChangePage {
  changes: CrmChange[];
  /** Opaque and per object; store it only after the effect of these changes is durable. */
  cursor: string;
  /** False: ask again at once with the new cursor. */
  done: boolean;
  /** Whether deletes were seen in a feed or have to be inferred by a sweep. */
  deletes: 'seen' | 'inferred';
}

export interface ChangeQuery<Name extends ObjectName = ObjectName> {
  object: Name;
  fields: Find<Name>['fields'];
  native?: readonly string[];
  /** Absent: start from now, yielding nothing but a cursor. */
  cursor?: string;
}

export interface Described {
  /** The org's or portal's own id and name. */
  account: { id: string; name: string };
  /** The company currency, and whether records carry their own. */
  currency: {
    company: string;
    multiple: boolean;
    /** ISO codes that records may carry, the company currency first. */
    codes: readonly string[];
  };
  timeZone: string;
  /** What our schema wants here and what is there. */
  wanted: Wanted;
  found: Found;
  /** Native fields by object, for settings that name one. */
  nativeFields: Readonly<Partial<Record<ObjectName, readonly NativeField[]>>>;
  /** Daily calls: what the vendor says is used and allowed. Null where it does not say. */
  allowance: { used: number; limit: number } | null;
  /** Room for records: bytes left, and what one takes. Null where the CRM counts none, or does not say. */
  storage: { leftBytes: number; bytesPerRow: number } | null;
  /** How many records a call writes at most, the calls that re-read and verify them counted in. */
  recordsPerCall: number;
}

export interface NativeField {
  name: string;
  /** What we call it, where it is one of our schema's. */
  field?: string;
  label: string;
  type: string;
  options: readonly string[];
  /** Required on create and without a default. */
  required: boolean;
  writable: boolean;
}

export interface Crm {
  find<Name extends ObjectName>(query: Find<Name>): AsyncIterable<CrmRecord<Name>[]>;
  /** The present records, by id; those that are gone or hidden are missing from the map. A merged id maps to its survivor. */
  get<Name extends ObjectName>(
    object: Name,
    ids: readonly string[],
    fields: Find<Name>['fields'],
    native?: readonly string[],
  ): Promise<Map<string, CrmRecord<Name>>>;
  /** One outcome per change, in order, whatever happened. Throws only what stops every change (expired, exhausted, down). */
  write(changes: readonly Change[]): Promise<Outcome[]>;
  /** One page for each query, as few calls as the CRM allows. */
  changesSince(queries: readonly ChangeQuery[]): Promise<ChangePage[]>;
  describe(): Promise<Described>;
  /**
   * Objects of ours that this CRM keeps as records of their own, and optional ones of its own, that are open to us; known
   * after the first call.
   */
  keeps(): Promise<readonly ObjectName[]>;
  /** Carries out one provisioning step; done twice it changes nothing. */
  apply(steps: readonly ProvisionStep[]): Promise<StepOutcome[]>;
  may(user: string, access: 'read' | 'edit', ref: Ref): Promise<boolean>;
  /** Those of these records that the user may read, in as few calls as the CRM allows. */
  readable(user: string, object: ObjectName, ids: readonly string[]): Promise<ReadonlySet<string>>;
  roleOf(user: string): Promise<Role | null>;
  /** Whether the CRM itself lets this user set up what everyone else works with. */
  mayAdminister(user: string): Promise<boolean>;
  /** Those whom records name as their owners; without ids all who can be one, where the CRM lists them. */
  people(ids?: readonly string[]): Promise<Person[]>;
  /** Those who decide on registrations: channel managers, and administrators where they have a role of ours. */
  deciders(): Promise<Person[]>;
  /** How many changes `write` likes to get at once: more make better batches, fewer keep what was read fresh. */
  readonly changesAtOnce: number;
  /** Requests sent since the adapter was opened, token requests apart. */
  calls(): number;
  close(): Promise<void>;
}

export interface Person {
  /** As owner fields of records name this person. */
  id: string;
  /** As `may` and `roleOf` name the same person. */
  user: string;
  name: string;
  teams: readonly { id: string; name: string }[];
}

export type StepOutcome =
  { status: 'done' } | { status: 'unchanged' } | { status: 'failed'; error: CrmError };

/** A fault of the CRM, of a kind that says what follows. */
export type CrmFault =
  /** Wait until then (UTC ms) and go on. */
  | { kind: 'throttled'; until: number }
  /** The allowance or our share of it is spent: stop the run until then. */
  | { kind: 'exhausted'; until: number }
  /** A lock: retry smaller and serial. */
  | { kind: 'busy' }
  /** The credential no longer works: someone must reconnect. */
  | { kind: 'expired' }
  /** A scope, object or field is closed to us: suspend what needs it. */
  | { kind: 'denied'; what: string }
  | { kind: 'missing' }
  /** Another record holds this unique value: adopt it. */
  | { kind: 'duplicate'; existing?: string }
  /** Refused for good until something changes. */
  | { kind: 'rejected'; field?: string; code: string }
  /** The answer made no sense. */
  | { kind: 'garbled' }
  | { kind: 'down' };

export class CrmError extends Error {
  override readonly name = 'CrmError';
  readonly fault: CrmFault;
  constructor(fault: CrmFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.fault = fault;
  }
}

// The store

/** A named set of JSON documents. `keys` are looked up by `byKeys`, many documents to a key and many keys to a document. */
export interface Collection<T> {
  readonly name: string;
  /** `ours` goes into backups; `derived` may be deleted and rebuilt at any time. */
  readonly class: 'ours' | 'derived';
  /** Documents are texts and kept as they are: what is read by the thousand need not be parsed whole. */
  readonly isText?: boolean;
  keys?(document: T): readonly string[];
}

export interface Stored<T> {
  id: string;
  document: T;
}

/** Keys that start with `prefix`, or with `from` and `below` only those of them from the one to before the other, bytewise. */
export interface KeyRange {
  readonly prefix: string;
  readonly from?: string;
  readonly below?: string;
}

export interface Reader {
  get<T>(collection: Collection<T>, id: string): Promise<T | undefined>;
  /** Those that exist, in no order. */
  many<T>(collection: Collection<T>, ids: readonly string[]): Promise<Map<string, T>>;
  /** The ids behind each key; a key with more than `cap` ids answers only that it is `crowded`. */
  byKeys<T>(
    collection: Collection<T>,
    keys: readonly string[],
    cap: number,
  ): Promise<Map<string, readonly string[] | 'crowded'>>;
  /** Ids behind the keys of a range, in ascending order of key (bytewise), then of id: an order that documents keep by themselves. */
  idsByKey<T>(collection: Collection<T>, range: KeyRange, limit: number): Promise<string[]>;
  /** For each range the ids behind its keys, in order. */
  countByKey<T>(collection: Collection<T>, ranges: readonly KeyRange[]): Promise<number[]>;
  /** Up to `limit` documents in ascending id (bytewise), after `after`, whose id starts with `prefix`. */
  page<T>(
    collection: Collection<T>,
    options: { prefix?: string; after?: string; limit: number },
  ): Promise<Stored<T>[]>;
  count<T>(collection: Collection<T>, prefix?: string): Promise<number>;
}

export interface Writer extends Reader {
  put<T>(collection: Collection<T>, documents: readonly Stored<T>[]): Promise<void>;
  remove<T>(collection: Collection<T>, ids: readonly string[]): Promise<void>;
  removePrefix<T>(collection: Collection<T>, prefix: string): Promise<number>;
}

export interface Job {
  name: string;
  /** A waiting job with the same key is replaced, so that missed runs collapse into one. */
  key: string;
  payload: Readonly<Record<string, unknown>>;
  /** UTC milliseconds; absent means now. */
  runAt?: number;
}

export interface Transaction extends Writer {
  enqueue(job: Job): Promise<void>;
}

/** Held by one process at a time; a transaction under a lease fails if someone else has taken it since. */
export interface Lease {
  readonly name: string;
  /** Grows with each holder. */
  readonly fence: number;
  /** False when someone else has it now. */
  renew(milliseconds: number): Promise<boolean>;
  release(): Promise<void>;
}

export interface TenantStore extends Writer {
  readonly tenant: string;
  /** All or nothing, durable when the promise resolves. Nothing outside the transaction is waited for inside it. */
  transaction<R>(work: (tx: Transaction) => Promise<R>, lease?: Lease): Promise<R>;
  /** Undefined while someone else holds it. */
  lease(name: string, milliseconds: number): Promise<Lease | undefined>;
}

export type JobHandler = (tenant: string, job: Job, signal: AbortSignal) => Promise<void>;

export interface Store {
  for(tenant: string): TenantStore;
  tenants(): Promise<string[]>;
  /** Runs waiting jobs until stopped; a failed job is tried again later with growing pauses. */
  work(handlers: Readonly<Record<string, JobHandler>>, options: { concurrency: number }): Promise<Worker>;
  /** Throws a StoreError when the store cannot take a durable write. */
  check(): Promise<void>;
  /** Waiting jobs and the age of the oldest that is due, in milliseconds. */
  pending(): Promise<{ jobs: number; oldestAge: number }>;
  close(): Promise<void>;
}

export interface Worker {
  /** Finishes what runs, takes nothing new. */
  stop(): Promise<void>;
}

export type StoreFault = 'full' | 'locked' | 'outgrown' | 'newer' | 'fenced' | 'damaged' | 'unreachable';

export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly fault: StoreFault;
  constructor(fault: StoreFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.fault = fault;
  }
}

/** Seals small secrets for the store; the sealed text is useless without the master key and bound to its owner. */
export interface Vault {
  seal(tenant: string, label: string, secret: string): Promise<string>;
  open(tenant: string, label: string, sealed: string): Promise<string>;
}
