/** The Salesforce adapter of the Crm port. */
import type { Change, ChangeQuery, Clock, Crm, CrmRecord, Find, ObjectName, Ref } from '../../ports.ts';
import { CrmError } from '../../ports.ts';
import { definitionOf } from '../../../shared/schema/objects.ts';
import type { Spent } from '../daily.ts';
import { Limiter } from '../limiter.ts';
import { TokenKeeper, type TokenSource } from '../tokens.ts';
import { deciders, may, people, readable, roleOf } from './access.ts';
import { Changes } from './changes.ts';
import { Client } from './client.ts';
import { Org } from './org.ts';
import { Provisioner } from './provision.ts';
import { Reader } from './query.ts';
import type { Session } from './transport.ts';
import { Writer } from './write.ts';

export interface SalesforceOptions {
  /** The org's own address, such as https://acme.my.salesforce.com. */
  url: string;
  tokens: TokenSource;
  /** Our share of the org's daily calls, 0 to 1. */
  share: number;
  clock: Clock;
  /** Requests of ours in the last 24 hours that an earlier process sent; they count into our share. */
  spent?: readonly Spent[];
  /** Ends what is waited for, and requests under way within seconds. */
  signal?: AbortSignal;
  /** Told of what the adapter settles by itself, such as a request that is sent again. */
  log?: (event: string, fields: Readonly<Record<string, string | number>>) => void;
  /** Default 66.0. */
  apiVersion?: string;
  /** The package's namespace, where the package is installed. */
  namespace?: string;
  /** An administrator's own CLI session; provisioning uses this and nothing else does. */
  deployWith?: { accessToken: string; instanceUrl: string };
  /** Milliseconds one request may take. Default two minutes, as long as Salesforce itself works on one. */
  deadline?: number;
}

const API_VERSION = '66.0';
const DEADLINE = 120_000;
/** Salesforce takes 25 long calls at once from the whole org. */
const CONCURRENCY = 5;
/** Past some thousands a bulk job costs the same few calls whatever its size. */
const CHANGES_AT_ONCE = 100_000;

export async function openSalesforce(options: SalesforceOptions): Promise<Crm> {
  const {
    url,
    clock,
    share,
    spent,
    signal,
    namespace,
    apiVersion = API_VERSION,
    deadline = DEADLINE,
  } = options;
  const limiter = new Limiter(clock, {
    share,
    concurrency: CONCURRENCY,
    ...(spent && { spent }),
    ...(signal && { signal }),
  });
  const common = { apiVersion, clock, limiter, deadline, ...(options.log && { log: options.log }) };
  const client = new Client({ ...common, url, session: new TokenKeeper(options.tokens, clock) });
  const admin =
    options.deployWith &&
    new Client({
      ...common,
      url: options.deployWith.instanceUrl,
      session: fixed(options.deployWith.accessToken),
    });
  const org = new Org(client, { dialect: 'salesforce', ...(namespace && { namespace }) });
  const reader = new Reader(client, org);
  const writer = new Writer(client, org, reader);
  const changes = new Changes(client, org);
  const provisioner = new Provisioner(client, org, admin);
  return {
    find: <Name extends ObjectName>(query: Find<Name>) =>
      reader.find(query) as AsyncIterable<CrmRecord<Name>[]>,
    get: async <Name extends ObjectName>(
      object: Name,
      ids: readonly string[],
      fields: Find<Name>['fields'],
      native?: readonly string[],
    ) => (await reader.get(object, ids, fields, native)) as Map<string, CrmRecord<Name>>,
    write: (wanted: readonly Change[]) => writer.write(wanted),
    changesSince: (queries: readonly ChangeQuery[]) => changes.since(queries),
    describe: () => provisioner.describe(),
    keeps: async () =>
      [...(await org.objects())].flatMap(([object, { createable }]) => {
        const { native, optional } = definitionOf(object);
        return native === undefined || (optional && createable) ? [object] : [];
      }),
    apply: (steps) => provisioner.apply(steps),
    may: (user: string, access: 'read' | 'edit', ref: Ref) => may(client, user, access, ref),
    readable: (user: string, _object: ObjectName, ids: readonly string[]) => readable(client, user, ids),
    roleOf: (user: string) => roleOf(client, user),
    // Roles are permission sets there, which its own administrators assign.
    mayAdminister: async () => false,
    people: (ids: readonly string[] = []) => people(client, ids),
    deciders: () => deciders(client),
    changesAtOnce: CHANGES_AT_ONCE,
    calls: () => limiter.calls(),
    close: async () => undefined,
  };
}

/** A session that is not ours to renew. */
function fixed(accessToken: string): Session {
  return {
    access: async () => accessToken,
    accepted: () => undefined,
    refused: async () => {
      throw new CrmError(
        { kind: 'expired' },
        "Salesforce refused the administrator's session; log in again with `sf org login web`",
      );
    },
  };
}
