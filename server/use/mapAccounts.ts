/** Nightly and on demand: reads a connection's deals and accounts, matches them with partners' lists, writes only differences. */
import type { DealFacts } from '../../shared/domain/partner.ts';
import { nativeFieldsOf } from '../../shared/domain/program.ts';
import { checkpoints, mirrorDeals, type Run } from './collections.ts';
import { dealTeams } from './cards/collections.ts';
import { keepDealTeams } from './cards/readDeal.ts';
import { type Context, Refusal } from './context.ts';
import { ACCOUNT_FIELDS, DEAL_FIELDS, dealFacts, mirrorOfDeal } from './crmFields.ts';
import { indexAccounts } from './customers/indexAccounts.ts';
import { startCursors } from './cursors.ts';
import { holdLease } from './holdLease.ts';
import { MapRun, type MapOptions } from './mapRun.ts';
import { candidatesInMemory } from './findCandidates.ts';
import { linkedPartners, listsVersion } from './partnerRows.ts';
import { linkPartners } from './linkPartners.ts';
import { claimsAbout, noteGone, wake } from './registrations/claimWakes.ts';
import { refreshRules } from './rules.ts';
import { type Counts, recorded } from './runLog.ts';
import { Sweep, tooMany } from './sweep.ts';
import { totalChanges } from './totals.ts';

const PAGE = 1_000;
const DEALS = 5_000;

/** @throws Refusal when another run of this connection is under way. */
export async function mapAccounts(context: Context, options: MapOptions = {}): Promise<Run> {
  const ended = await holdLease(context.store, mapLease(context.connection), (lost) =>
    mapUnderLease({ ...context, signal: AbortSignal.any([context.signal, lost]) }, options),
  );
  if (ended) return ended;
  throw new Refusal(
    'run.busy',
    'A mapping run of this connection is already under way.',
    'Wait for it to end.',
  );
}

/** For a process that works while another one holds the lease for it. */
export function mapUnderLease(context: Context, options: MapOptions = {}): Promise<Run> {
  return recorded(context, 'map', (counts) => run(context, counts, options));
}

/** Full runs and polls of a connection take turns by this lease. */
export function mapLease(connection: string): string {
  return `map/${connection}`;
}

async function run(context: Context, counts: Counts, options: MapOptions): Promise<Run['state']> {
  const { store, connection, crm } = context;
  const rules = await refreshRules(context);
  await startCursors(context, rules);
  const { unlinked } = await linkPartners(context, rules);
  for (const name of unlinked) context.log('map.unlinked', { partner: name });
  const linked = await linkedPartners(store, connection);
  // One waits for the CRM, the other for our processor.
  const [deals, candidates] = await Promise.all([
    readDeals(context),
    candidatesInMemory(store, linked, (done) => context.progress({ phase: 'map.lists', done })),
  ]);
  const inputs = `${rules.fingerprint} ${listsVersion(linked)}`;
  const saved = await store.get(checkpoints, connection);
  const resumed = saved?.inputs === inputs ? saved : null;
  if (resumed) counts.restore(resumed.counts);
  const sweep = resumed ? null : await Sweep.start(context);
  const mapRun = new MapRun(context, { rules, linked, candidates }, deals, counts, inputs, options);
  const read = crm.find({
    object: 'account',
    fields: ACCOUNT_FIELDS,
    native: nativeFieldsOf(rules.program),
    ...(resumed && { after: resumed.after }),
  });
  for await (const page of inPagesOf(PAGE, read)) {
    context.signal.throwIfAborted();
    await mapRun.page(page);
    sweep?.seen(page);
    context.progress({ phase: 'map.accounts', done: counts.get('accounts') });
  }
  const state = (await sweep?.end(counts, options)) ?? 'done';
  await mapRun.flush(await totalChanges(context, linked, rules.policies, mapRun.waiting()));
  // A resumed run has not seen every account.
  if (sweep && state === 'done') await mapRun.forgetRest();
  await indexAccounts(context, rules.program);
  await store.remove(checkpoints, [connection]);
  return state;
}

async function readDeals(context: Context): Promise<Map<string, DealFacts>> {
  const { crm, store, connection } = context;
  const byAccount = new Map<string, { closed?: boolean | null; won?: boolean | null }[]>();
  const gone = await knownDeals(context);
  const known = gone.size;
  let done = 0;
  for await (const page of crm.find({ object: 'deal', fields: DEAL_FIELDS })) {
    context.signal.throwIfAborted();
    await store.put(
      mirrorDeals,
      page.map((record) => ({
        id: `${connection}/${record.id}`,
        document: mirrorOfDeal(connection, record),
      })),
    );
    await store.transaction((tx) => keepDealTeams(tx, connection, page, context.clock.now()));
    for (const { id, fields } of page) {
      gone.delete(`${connection}/${id}`);
      if (!fields.account) continue;
      const deals = byAccount.get(fields.account);
      if (deals) deals.push(fields);
      else byAccount.set(fields.account, [fields]);
    }
    context.progress({ phase: 'map.deals', done: (done += page.length) });
  }
  await forgetDeals(context, [...gone], known);
  return new Map([...byAccount].map(([account, deals]) => [account, dealFacts(deals)]));
}

/** What was claimed on them is looked at again, unless so many are hidden from us rather than gone. @param ids `connection/deal` */
async function forgetDeals(
  { store, connection, clock }: Context,
  ids: readonly string[],
  known: number,
): Promise<void> {
  if (ids.length === 0) return;
  if (tooMany(ids.length, known)) return store.remove(mirrorDeals, ids);
  const deals = ids.map((id) => id.slice(connection.length + 1));
  const claims = await claimsAbout(store, connection, { deals });
  await store.transaction(async (tx) => {
    await tx.remove(mirrorDeals, ids);
    await tx.remove(dealTeams, ids);
    await wake(tx, connection, claims, clock.now());
    if (claims.length > 0) await noteGone(tx, connection, { deals }, clock.now());
  });
}

async function knownDeals({ store, connection }: Context): Promise<Set<string>> {
  const known = new Set<string>();
  const prefix = `${connection}/`;
  for (let after: string | undefined; ;) {
    const page = await store.page(mirrorDeals, { prefix, ...(after && { after }), limit: DEALS });
    for (const { id } of page) known.add(id);
    after = page.at(-1)?.id;
    if (page.length < DEALS) return known;
  }
}

/** Store commits and match look-ups work on pages of one size, however small the CRM's are. */
async function* inPagesOf<T>(size: number, pages: AsyncIterable<T[]>): AsyncGenerator<T[]> {
  let gathered: T[] = [];
  for await (const page of pages) {
    gathered.push(...page);
    while (gathered.length >= size) {
      yield gathered.slice(0, size);
      gathered = gathered.slice(size);
    }
  }
  if (gathered.length > 0) yield gathered;
}
