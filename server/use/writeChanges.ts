/** Sends wanted changes to the CRM, records each refusal, and does not repeat one that was refused until something changes. */
import { keyOf } from '../../shared/domain/key.ts';
import type { Change, CrmFault, Outcome } from '../ports.ts';
import { failures, type Failure } from './collections.ts';
import type { Context } from './context.ts';
import type { Counts } from './runLog.ts';

/**
 * Every change ends as written, unchanged or failed; one that is held back because it was refused before counts as failed.
 * @returns the CRM's id of each upserted row, by our key
 */
export async function writeChanges(
  context: Context,
  changes: readonly Change[],
  counts: Counts,
): Promise<ReadonlyMap<string, string>> {
  const ids = changes.map((change) => failureId(context, change));
  const refused = await context.store.many(failures, ids);
  const send: number[] = [];
  changes.forEach((change, at) => {
    if (refused.get(ids[at] as string)?.change !== hashOf(change)) send.push(at);
  });
  const outcomes = send.length > 0 ? await context.crm.write(send.map((at) => changes[at] as Change)) : [];
  const byChange = new Map(send.map((at, i) => [at, outcomes[i] as Outcome]));
  const refusals: { id: string; document: Failure }[] = [];
  const mended: string[] = [];
  const statuses = changes.map((change, at) => {
    const outcome = byChange.get(at);
    const id = ids[at] as string;
    if (!outcome) return 'failed';
    if (outcome.status !== 'failed') {
      if (refused.has(id)) mended.push(id);
      return outcome.status;
    }
    if (lasts(outcome.error.fault)) refusals.push({ id, document: failureOf(context, change, outcome) });
    context.log('write.failed', { object: change.object, code: codeOf(outcome.error.fault) });
    return 'failed';
  });
  if (refusals.length > 0) await context.store.put(failures, refusals);
  if (mended.length > 0) await context.store.remove(failures, mended);
  changes.forEach(({ object, op }, at) => {
    const status = statuses[at] as Outcome['status'];
    counts.add(status);
    if (status === 'written') counts.add(`${op}.${object}`);
  });
  return new Map(
    changes.flatMap(({ op, fields }, at) => {
      const outcome = byChange.get(at);
      const key = (fields as { key?: string | null }).key;
      return op === 'upsert' && key && outcome && outcome.status !== 'failed'
        ? [[key, outcome.id] as const]
        : [];
    }),
  );
}

function failureId({ connection }: Context, change: Change): string {
  return `${connection}/${change.object}/${change.id ?? (change.fields as { key?: string | null }).key ?? ''}`;
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

function failureOf(context: Context, change: Change, outcome: Outcome & { status: 'failed' }): Failure {
  const { fault } = outcome.error;
  const fields = change.fields as { account?: string | null; deal?: string | null };
  return {
    object: change.object,
    record: change.id ?? fields.account ?? fields.deal ?? '',
    field: fault.kind === 'rejected' ? (fault.field ?? null) : null,
    code: codeOf(fault),
    reason: outcome.error.message,
    change: hashOf(change),
    at: context.clock.now(),
  };
}

function codeOf(fault: CrmFault): string {
  return fault.kind === 'rejected' ? fault.code : fault.kind;
}
