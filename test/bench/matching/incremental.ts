/** What changes cost once a million rows are there: in memory, and from a store on PostgreSQL, down to a single record. */
import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import { openStore } from '../../../server/store/index.ts';
import type { TenantStore } from '../../../server/ports.ts';
import { links } from '../../../server/use/collections.ts';
import { candidatesInStore } from '../../../server/use/findCandidates.ts';
import { importList, partnerId } from '../../../server/use/importList.ts';
import { linkedPartners } from '../../../server/use/partnerRows.ts';
import { readSide } from '../../../server/map/readSide.ts';
import {
  Companies,
  countIn,
  defaultMatchSettings,
  KeyIndex,
  Learnt,
  Scorer,
  type Subject,
} from '../../../shared/domain/matching.ts';
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
  /** Matches found, sure and likely. */
  pairs: number;
}

const CHANGED = 10_000;
const SINGLE = 1_000;
const MOST = 4_096;

export async function incremental(lists: Lists): Promise<Incremental> {
  const changed = await subjectsOf(lists.ours, CHANGED);
  const memory = changedInMemory(lists.theirs, changed);
  const postgres = await startPostgres();
  try {
    return {
      changedInMemory: memory,
      ...(await onPostgres(await postgres.database(), lists.theirs, changed)),
    };
  } finally {
    await postgres.stop();
  }
}

async function onPostgres(
  databaseUrl: string,
  theirs: string,
  changed: readonly Subject[],
): Promise<Omit<Incremental, 'changedInMemory'>> {
  const store = await openStore({ databaseUrl });
  try {
    const tenant = store.for('bench');
    const importing = await takeIn(tenant, theirs);
    const changedOnPostgres = await changedInStore(tenant, changed);
    return { importing, changedOnPostgres, oneRecord: await singly(tenant, changed.slice(0, SINGLE)) };
  } finally {
    await store.close();
  }
}

/** The index stands; the records are normalised, weighed, looked up and scored. */
function changedInMemory(
  theirsFile: string,
  changed: readonly Subject[],
): { seconds: number; pairs: number } {
  const theirs = Companies.over(readSide(theirsFile, () => undefined).companies);
  const learnt = new Learnt(countIn(theirs));
  learnt.weigh(theirs);
  const index = KeyIndex.of(theirs);
  const seen = new Uint32Array(theirs.size);
  const found = new Uint32Array(MOST);
  const matchAll = (subjects: readonly Subject[], firstMark: number): number => {
    const ours = Companies.of(subjects);
    learnt.weigh(ours);
    const scorer = new Scorer(ours, theirs, learnt, defaultMatchSettings);
    let pairs = 0;
    for (let row = 0; row < ours.size; row++) {
      const count = index.candidates(ours.keysOf(row), seen, firstMark + row, found);
      for (let at = 0; at < count; at++) if (scorer.match(row, found[at] ?? 0)) pairs++;
    }
    return pairs;
  };
  // A server has run for long when a change comes in.
  matchAll(changed.slice(0, SINGLE), 1);
  const from = performance.now();
  const pairs = matchAll(changed, SINGLE + 1);
  return { seconds: (performance.now() - from) / 1000, pairs };
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

async function changedInStore(store: TenantStore, changed: readonly Subject[]): Promise<Changed> {
  await matchesInStore(store, changed.slice(0, 100));
  const from = performance.now();
  // A poll gathers as many changes before it maps them.
  const pairs = await matchesInStore(store, changed);
  return { seconds: (performance.now() - from) / 1000, pairs };
}

async function singly(
  store: TenantStore,
  changed: readonly Subject[],
): Promise<{ p50: number; p99: number }> {
  const took: number[] = [];
  for (const subject of changed) {
    const from = performance.now();
    await matchesInStore(store, [subject]);
    took.push(performance.now() - from);
  }
  took.sort((a, b) => a - b);
  const at = (share: number): number => took[Math.floor((took.length - 1) * share)] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}

/** As a change from a webhook is mapped: which partners there are, candidates by key, scores. */
async function matchesInStore(store: TenantStore, subjects: readonly Subject[]): Promise<number> {
  const candidates = candidatesInStore(store, await linkedPartners(store, 'crm'));
  const found = await candidates(Companies.of(subjects), [], defaultMatchSettings);
  return found.reduce((sum, { length }) => sum + length, 0);
}

/** The first records of a generated list. */
async function subjectsOf(file: string, count: number): Promise<Subject[]> {
  const subjects: Subject[] = [];
  const rows = createReadStream(file).pipe(parse({ columns: true, to: count }));
  for await (const row of rows as AsyncIterable<Record<'id' | 'name' | 'email' | 'duns', string>>) {
    const { email, duns, ...rest } = row;
    subjects.push({ ...rest, emails: email === '' ? [] : [email], registrationNumber: duns });
  }
  return subjects;
}
