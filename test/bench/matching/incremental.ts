/** What changes cost once a million rows are there: in memory, and from a store on PostgreSQL, down to a single record. */
import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import { openStore } from '../../../server/store/index.ts';
import type { TenantStore } from '../../../server/ports.ts';
import { links } from '../../../server/use/collections.ts';
import {
  candidatesInMemory,
  candidatesInStore,
  type FindCandidates,
} from '../../../server/use/findCandidates.ts';
import { importList, partnerId } from '../../../server/use/importList.ts';
import { linkedPartners } from '../../../server/use/partnerRows.ts';
import { Companies, defaultMatchSettings, type Subject } from '../../../shared/domain/matching.ts';
import { startPostgres } from '../../store/postgres.ts';
import type { Lists } from './lists.ts';

export interface Incremental {
  changedInMemory: Changed;
  changedOnPostgres: Changed;
  /** Milliseconds from one record to its matches, on PostgreSQL. */
  oneRecord: { p50: number; p99: number };
  /** Seconds that it took to take the list in, before anything was measured. */
  importing: number;
}

export interface Changed {
  /** From the changed records to their matches with reasons. */
  seconds: number;
  /** Of our process, without the database's. */
  cpuSeconds: number;
  /** Matches found, sure and likely. */
  pairs: number;
}

const CHANGED = 10_000;
const SINGLE = 1_000;

export async function incremental(lists: Lists): Promise<Incremental> {
  const [changed, before] = await subjectsOf(lists.ours, [CHANGED, SINGLE]);
  const postgres = await startPostgres();
  const store = await openStore({ databaseUrl: await postgres.database() });
  try {
    const tenant = store.for('bench');
    const importing = await takeIn(tenant, lists.theirs);
    const partners = await linkedPartners(tenant, 'crm');
    // A server has run for long when changes come in.
    const inStore = () => candidatesInStore(tenant, partners);
    await pairsOf(inStore(), before);
    const changedOnPostgres = await timed(inStore(), changed);
    const oneRecord = await singly(tenant, changed.slice(0, SINGLE));
    const inMemory = await candidatesInMemory(tenant, partners, () => undefined);
    await pairsOf(inMemory, before);
    const changedInMemory = await timed(inMemory, changed);
    return { changedInMemory, changedOnPostgres, oneRecord, importing };
  } finally {
    await store.close();
    await postgres.stop();
  }
}

async function takeIn(store: TenantStore, file: string): Promise<number> {
  const from = performance.now();
  const list = {
    partner: 'Contoso',
    segment: 'customer',
    fileName: 'list.csv',
    bytes: createReadStream(file),
  } as const;
  await importList(store, { now: () => Date.now() }, list, () => undefined);
  await store.put(links, [{ id: `crm/${partnerId('Contoso')}`, document: { account: 'partner' } }]);
  return (performance.now() - from) / 1000;
}

/** A poll gathers as many changes before it maps them: they are normalised, looked up, weighed and scored. */
async function timed(find: FindCandidates, changed: readonly Subject[]): Promise<Changed> {
  const from = performance.now();
  const cpu = process.cpuUsage();
  const pairs = await pairsOf(find, changed);
  const { user, system } = process.cpuUsage(cpu);
  return { seconds: (performance.now() - from) / 1000, cpuSeconds: (user + system) / 1e6, pairs };
}

async function pairsOf(find: FindCandidates, subjects: readonly Subject[]): Promise<number> {
  const found = await find(Companies.of(subjects), [], defaultMatchSettings);
  return found.reduce((sum, { length }) => sum + length, 0);
}

/** As a change from a webhook is mapped: which partners there are, candidates by key, scores. */
async function singly(
  store: TenantStore,
  changed: readonly Subject[],
): Promise<{ p50: number; p99: number }> {
  const took: number[] = [];
  for (const subject of changed) {
    const from = performance.now();
    await pairsOf(candidatesInStore(store, await linkedPartners(store, 'crm')), [subject]);
    took.push(performance.now() - from);
  }
  took.sort((a, b) => a - b);
  const at = (share: number): number => took[Math.floor((took.length - 1) * share)] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}

/** Records of a generated list from its beginning, as many for each of the two. */
async function subjectsOf(
  file: string,
  [first, second]: readonly [number, number],
): Promise<readonly [Subject[], Subject[]]> {
  const subjects: Subject[] = [];
  const rows = createReadStream(file).pipe(parse({ columns: true, to: first + second }));
  for await (const row of rows as AsyncIterable<Record<'id' | 'name' | 'email' | 'duns', string>>) {
    const { email, duns, ...rest } = row;
    subjects.push({ ...rest, emails: email === '' ? [] : [email], registrationNumber: duns });
  }
  return [subjects.slice(0, first), subjects.slice(first)];
}
