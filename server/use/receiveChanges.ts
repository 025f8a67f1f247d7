/** Brings what changed in the CRM since the last poll to its consequences, and only then moves the cursors. */
import type { ChangePage, ChangeQuery } from '../ports.ts';
import { cursors, type Run } from './collections.ts';
import { affectedBy, type Affected } from './affected.ts';
import type { Context } from './context.ts';
import { followTasks } from './cards/askedHelp.ts';
import { readings } from './cards/collections.ts';
import { noteChanged } from './customers/noteChanged.ts';
import { changeQueries, cursorId, startCursors } from './cursors.ts';
import { holdLease } from './holdLease.ts';
import { keepDecisions, keepMapped } from './keepMapped.ts';
import { mapLease } from './mapAccounts.ts';
import { countMapped, stampsOf } from './mapRun.ts';
import { mapPage } from './mapping.ts';
import { candidatesInStore } from './findCandidates.ts';
import { linkedPartners } from './partnerRows.ts';
import { readRules, type Rules } from './rules.ts';
import { type Counts, recorded } from './runLog.ts';
import { writeChanges } from './writeChanges.ts';

/** Gathered before anything is written, so that many small pages still make full batches. */
const GATHER = 20_000;

export interface ReceiveOptions {
  /** A person has looked at an unusual number of vanished accounts and says they are really gone. */
  acceptGone?: boolean;
}

/** Null when a full run or another poll of this connection is under way: it will see these changes itself. */
export async function receiveChanges(context: Context, options: ReceiveOptions = {}): Promise<Run | null> {
  const ended = await holdLease(context.store, mapLease(context.connection), (lost) => {
    const held = { ...context, signal: AbortSignal.any([context.signal, lost]) };
    return recorded(held, 'changes', async (counts) => {
      for (;;) {
        const at = held.clock.now();
        const gathered = await gather(held);
        if ((await apply(held, gathered.pages, counts, options)) === 'held') return 'held';
        if (!gathered.done) continue;
        await followTasks(held);
        await held.store.put(readings, [{ id: held.connection, document: { at } }]);
        return 'done';
      }
    });
  });
  return ended ?? null;
}

interface Gathered {
  pages: { query: ChangeQuery; page: ChangePage }[];
  done: boolean;
}

async function gather(context: Context): Promise<Gathered> {
  const pages: Gathered['pages'] = [];
  const rules = await readRules(context);
  let queries = await changeQueries(context, rules);
  await startCursors(context, rules);
  let records = 0;
  while (queries.length > 0 && records < GATHER) {
    context.signal.throwIfAborted();
    const answers = await context.crm.changesSince(queries);
    const next: ChangeQuery[] = [];
    answers.forEach((page, at) => {
      const query = queries[at] as ChangeQuery;
      pages.push({ query, page });
      records += page.changes.length;
      if (!page.done) next.push({ ...query, cursor: page.cursor });
    });
    queries = next;
    context.progress({ phase: 'changes.read', done: records });
  }
  return { pages, done: queries.length === 0 };
}

async function apply(
  context: Context,
  pages: Gathered['pages'],
  counts: Counts,
  options: ReceiveOptions,
): Promise<'done' | 'held'> {
  const { store, connection } = context;
  const changes = pages.flatMap(({ page }) => page.changes);
  counts.add('changes', changes.length);
  const affected = await affectedBy(context, changes, counts);
  if (affected.held && !options.acceptGone) return 'held';
  const rules = await readRules(context);
  const mapped = await mapAffected(context, affected, rules);
  for (const account of mapped) countMapped(counts, account);
  await keepDecisions(store, connection, mapped);
  const written = await writeChanges(
    context,
    mapped.flatMap((account) => account.changes),
    counts,
    { stamps: stampsOf(mapped) },
  );
  // The cursors stay where they are, so that the next poll sees these changes again.
  if (written.stop) throw written.stop;
  await store.transaction(async (tx) => {
    await affected.keep(tx);
    await noteChanged(
      tx,
      connection,
      mapped.map(({ mirror }) => mirror),
      rules.program,
    );
    await keepMapped(tx, connection, mapped, written, rules.policies);
    // The last page of an object carries its newest cursor.
    await tx.put(
      cursors,
      pages.map(({ query, page }) => ({
        id: cursorId(connection, query.object),
        document: { cursor: page.cursor },
      })),
    );
  });
  return 'done';
}

async function mapAffected(context: Context, affected: Affected, rules: Rules): ReturnType<typeof mapPage> {
  if (affected.accounts.length === 0) return [];
  const { store, connection } = context;
  const linked = await linkedPartners(store, connection);
  const mapping = { rules, linked, candidates: candidatesInStore(store, linked) };
  return mapPage(mapping, affected.accounts);
}
