/** Which objects a connection is polled for, and where each poll goes on. */
import { nativeFieldsOf } from '../../shared/domain/program.ts';
import { definitionOf, type ObjectName } from '../../shared/schema/objects.ts';
import type { ChangeQuery } from '../ports.ts';
import { cursors } from './collections.ts';
import type { Context } from './context.ts';
import { ACCOUNT_FIELDS, DEAL_FIELDS, OVERLAP_FIELDS, PART_FIELDS, TOUCHPOINT_FIELDS } from './crmFields.ts';
import { PARTICIPANT_FIELDS, ROW_FIELDS } from './registrations/claimRows.ts';
import type { Rules } from './rules.ts';

/** Each begun five objects make one call on a CRM that batches its queries. */
const POLLED = {
  account: ACCOUNT_FIELDS,
  deal: DEAL_FIELDS,
  accountOverlap: OVERLAP_FIELDS,
  dealPartner: PART_FIELDS,
  partnerTouchpoint: TOUCHPOINT_FIELDS,
  partnerProgram: ['key', 'version', 'rules'],
  dealRegistration: ROW_FIELDS,
  registrationParticipant: PARTICIPANT_FIELDS,
  sharingPolicy: ['key', 'partner', 'segment', 'theirs', 'theirFields', 'ours', 'ourFields', 'revokedAt'],
} as const satisfies Partial<Record<ObjectName, readonly string[]>>;
const POLLED_OBJECTS = Object.keys(POLLED) as (keyof typeof POLLED)[];

/** One query for each object that a poll has been started for, from where the last one ended. */
export async function changeQueries({ store, connection }: Context, rules: Rules): Promise<ChangeQuery[]> {
  const stored = await store.many(
    cursors,
    POLLED_OBJECTS.map((object) => cursorId(connection, object)),
  );
  return POLLED_OBJECTS.flatMap((object) => {
    const kept = stored.get(cursorId(connection, object));
    return kept ? [{ ...queryFor(object, rules), cursor: kept.cursor }] : [];
  });
}

/**
 * Begins what is not polled yet. Before a full read starts, polls are so told to begin no later than now, and nothing
 * falls between the two.
 */
export async function startCursors(context: Context, rules: Rules): Promise<void> {
  const kept = await context.crm.keeps();
  const started = new Set((await changeQueries(context, rules)).map(({ object }) => object));
  // Rows that live inside another record are polled with it.
  const missing = POLLED_OBJECTS.filter(
    (object) => !started.has(object) && (definitionOf(object).native || kept.includes(object)),
  );
  if (missing.length === 0) return;
  const pages = await context.crm.changesSince(missing.map((object) => queryFor(object, rules)));
  await context.store.put(
    cursors,
    pages.map((page, at) => ({
      id: cursorId(context.connection, missing[at] as ObjectName),
      document: { cursor: page.cursor },
    })),
  );
}

function queryFor(object: keyof typeof POLLED, rules: Rules): ChangeQuery {
  return {
    object,
    fields: POLLED[object] as readonly string[] as ChangeQuery['fields'],
    ...(object === 'account' && { native: nativeFieldsOf(rules.program) }),
  };
}

export function cursorId(connection: string, object: ObjectName): string {
  return `${connection}/${object}`;
}
