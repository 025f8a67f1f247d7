/** Which objects a connection is polled for, and where each poll goes on. */
import { nativeFieldsOf } from '../../shared/domain/program.ts';
import type { ObjectName } from '../../shared/schema/objects.ts';
import type { ChangeQuery } from '../ports.ts';
import { cursors } from './collections.ts';
import type { Context } from './context.ts';
import { ACCOUNT_FIELDS, DEAL_FIELDS, OVERLAP_FIELDS } from './crmFields.ts';
import type { Rules } from './rules.ts';

/** Five objects make one call on a CRM that batches its queries. */
const POLLED = {
  account: ACCOUNT_FIELDS,
  deal: DEAL_FIELDS,
  accountOverlap: OVERLAP_FIELDS,
  partnerProgram: ['key', 'version', 'rules'],
  sharingPolicy: ['key', 'partner', 'segment', 'theirs', 'theirFields', 'ours', 'ourFields', 'revokedAt'],
} as const satisfies Partial<Record<ObjectName, readonly string[]>>;

/** Queries with the cursors as stored; objects that live inside another one are polled with it. */
export async function changeQueries(context: Context, rules: Rules): Promise<ChangeQuery[]> {
  const { crm, store, connection } = context;
  const described = await crm.describe();
  const own = new Set(described.wanted.map(({ object }) => object));
  const objects = (Object.keys(POLLED) as (keyof typeof POLLED)[]).filter(
    (object) =>
      described.holds.includes(object) && (own.has(object) || object === 'account' || object === 'deal'),
  );
  const stored = await store.many(
    cursors,
    objects.map((object) => cursorId(connection, object)),
  );
  return objects.map((object) => {
    const cursor = stored.get(cursorId(connection, object))?.cursor;
    return {
      object,
      fields: POLLED[object] as readonly string[] as ChangeQuery['fields'],
      ...(object === 'account' && { native: nativeFieldsOf(rules.program) }),
      ...(cursor && { cursor }),
    };
  });
}

/** Before a full read starts, polls are told to begin no later than now, so that nothing falls between the two. */
export async function startCursors(context: Context, rules: Rules): Promise<void> {
  const missing = (await changeQueries(context, rules)).filter((query) => query.cursor === undefined);
  if (missing.length === 0) return;
  const pages = await context.crm.changesSince(missing);
  await context.store.put(
    cursors,
    pages.map((page, at) => ({
      id: cursorId(context.connection, (missing[at] as ChangeQuery).object),
      document: { cursor: page.cursor },
    })),
  );
}

export function cursorId(connection: string, object: ObjectName): string {
  return `${connection}/${object}`;
}
