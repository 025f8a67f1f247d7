/** Sends wanted changes to the CRM, records each refusal, and does not repeat one that was refused until something changes. */
import { keyOf } from '../../shared/domain/key.ts';
import type { Change, CrmError, CrmFault, Outcome } from '../ports.ts';
import { failures, type Failure } from './collections.ts';
import type { Context } from './context.ts';
import type { Counts } from './runLog.ts';

export interface Written {
  /** The CRM's id of each upserted row, by our key. */
  ids: ReadonlyMap<string, string>;
  failed: ReadonlySet<Change>;
  /** The CRM stopped in the middle: what it had not got to is not refused and has to be sent again later. */
  stop: CrmError | null;
}

export interface WriteOptions {
  /** Stamps of the accounts that changes are about, as they were read. */
  stamps?: ReadonlyMap<string, number>;
  /** A person asks for what was refused to be tried again. */
  retry?: boolean;
}

/** A rule of the CRM may be gone without a trace in any record; milliseconds. */
const TRIED_AGAIN_AFTER = 7 * 86_400_000;
const PAGE = 1_000;

/** Every change ends as written, unchanged or failed; one that is held back because it was refused before counts as failed. */
export async function writeChanges(
  context: Context,
  changes: readonly Change[],
  counts: Counts,
  options: WriteOptions = {},
): Promise<Written> {
  const { store, crm } = context;
  const refused = await store.many(
    failures,
    changes.map((change) => failureId(context, change)),
  );
  const before = (change: Change) => refused.get(failureId(context, change));
  const sent = changes.filter((change) => !isHeldBack(context, change, before(change), options));
  const answers = sent.length > 0 ? await crm.write(sent) : [];
  const outcomes = new Map(sent.map((change, at) => [change, answers[at] as Outcome]));
  const moved = new Set(sent.filter((change) => outcomes.get(change)?.status === 'written').map(subjectOf));
  const keep: { id: string; document: Failure }[] = [];
  const mended: string[] = [];
  const failed = new Set<Change>();
  const ids = new Map<string, string>();
  let stop: CrmError | null = null;
  for (const change of changes) {
    const id = failureId(context, change);
    const outcome = outcomes.get(change);
    const stamp = options.stamps?.get(subjectOf(change)) ?? null;
    if (outcome && outcome.status !== 'failed') {
      if (before(change)) mended.push(id);
      counts.add(outcome.status);
      if (outcome.status === 'written') counts.add(`${change.op}.${change.object}`);
      const key = ourKey(change);
      if (change.op === 'upsert' && key) ids.set(key, outcome.id);
      continue;
    }
    counts.add('failed');
    failed.add(change);
    if (outcome && stops(outcome.error.fault)) {
      stop = outcome.error;
      continue;
    }
    const known = before(change);
    if (outcome) {
      context.log('write.failed', { object: change.object, code: codeOf(outcome.error.fault) });
      const basis = moved.has(subjectOf(change)) ? null : stamp;
      keep.push({ id, document: failureOf(context, change, outcome, basis) });
    } else if (known && known.stamp === null && stamp !== null) {
      keep.push({ id, document: { ...known, stamp } });
    }
  }
  if (keep.length > 0) await store.put(failures, keep);
  if (mended.length > 0) await store.remove(failures, mended);
  return { ids, failed, stop };
}

export function failureId({ connection }: Pick<Context, 'connection'>, change: Change): string {
  return `${connection}/${change.object}/${ourKey(change) ?? change.id ?? ''}`;
}

/** Ids of this connection's failures beyond these. */
export async function failuresNotIn(
  { store, connection }: Context,
  met: ReadonlySet<string>,
): Promise<string[]> {
  const prefix = `${connection}/`;
  const rest: string[] = [];
  for (let after: string | undefined; ;) {
    const page = await store.page(failures, { prefix, ...(after && { after }), limit: PAGE });
    rest.push(...page.flatMap(({ id }) => (met.has(id) ? [] : [id])));
    after = page.at(-1)?.id;
    if (page.length < PAGE) return rest;
  }
}

/** A change that was refused waits until it or the record is another, a person asks, or a week has passed. */
function isHeldBack(
  { clock }: Context,
  change: Change,
  before: Failure | undefined,
  { stamps, retry }: WriteOptions,
): boolean {
  if (!before || retry || before.change !== hashOf(change)) return false;
  const stamp = stamps?.get(subjectOf(change));
  const hasMoved = before.stamp !== null && stamp !== undefined && stamp !== before.stamp;
  return !hasMoved && clock.now() - before.at < TRIED_AGAIN_AFTER;
}

function ourKey({ fields }: Change): string | null {
  return (fields as { key?: string | null }).key ?? null;
}

/** The account or deal that a change is about. */
function subjectOf({ id, fields }: Change): string {
  const { account, deal } = fields as { account?: string | null; deal?: string | null };
  return account ?? deal ?? id ?? '';
}

function hashOf(change: Change): string {
  return keyOf('chg', change.op, JSON.stringify(change.fields));
}

/** A lock or an outage passes; a rule of the CRM stands until someone changes it or the record. */
function lasts(fault: CrmFault): boolean {
  return (
    fault.kind === 'rejected' ||
    fault.kind === 'denied' ||
    fault.kind === 'duplicate' ||
    fault.kind === 'missing'
  );
}

function stops({ kind }: CrmFault): boolean {
  return kind === 'exhausted' || kind === 'throttled';
}

function failureOf(
  { connection, clock }: Context,
  change: Change,
  { error }: Outcome & { status: 'failed' },
  stamp: number | null,
): Failure {
  const { fault } = error;
  return {
    connection,
    object: change.object,
    record: subjectOf(change),
    field: fault.kind === 'rejected' ? (fault.field ?? null) : null,
    code: codeOf(fault),
    reason: error.message,
    change: lasts(fault) ? hashOf(change) : null,
    stamp,
    at: clock.now(),
  };
}

function codeOf(fault: CrmFault): string {
  return fault.kind === 'rejected' ? fault.code : fault.kind;
}
