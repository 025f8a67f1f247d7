/** A person's confirm or reject of a match: kept for ever in the store and shown in the CRM. */
import { decisions, mirrorAccounts, reviews } from './collections.ts';
import { type Context, Refusal } from './context.ts';
import { ACCOUNT_FIELDS, rowsInside } from './crmFields.ts';
import { decisionId, decisionsOf, keepMapped } from './keepMapped.ts';
import { decidedNow, isAbout } from './heldDecisions.ts';
import { dealsOf } from './dealsOf.ts';
import { mapPage } from './mapping.ts';
import { stampsOf } from './mapRun.ts';
import { candidatesInStore } from './findCandidates.ts';
import { linkedPartners } from './partnerRows.ts';
import { readRules } from './rules.ts';
import { Counts } from './runLog.ts';
import { writeChanges } from './writeChanges.ts';
import { nativeFieldsOf } from '../../shared/domain/program.ts';

export interface MatchDecision {
  account: string;
  partner: string;
  row: string;
  decision: 'confirmed' | 'rejected';
  user: string | null;
  /** Why a person rejects it. */
  why?: { reason: string; note: string | null };
}

/** Durable before the CRM is told; the CRM's row follows at once, or with the next run. */
export async function decideMatch(context: Context, request: MatchDecision): Promise<Counts> {
  const { store, connection, crm, clock } = context;
  const id = `${connection}/${request.account}/${request.partner}/${request.row}`;
  const review = await store.get(reviews, id);
  const mirror = await store.get(mirrorAccounts, `${connection}/${request.account}`);
  const standing = mirror?.overlaps.find(
    ({ fields }) => fields.partner === request.partner && fields.row === request.row,
  );
  const rowContent = review?.rowContent ?? standing?.fields.rowContent;
  if (!mirror || rowContent === undefined || rowContent === null) {
    throw new Refusal('match.unknown', 'There is no such match here any more.', 'Load the list again.');
  }
  const known = (await decisionsOf(store, connection, [request.account])).get(request.account) ?? [];
  const decision = {
    connection,
    account: request.account,
    partner: request.partner,
    row: request.row,
    rowContent,
    decision: request.decision,
    decidedBy: request.user,
    decidedAt: decidedNow(
      clock.now(),
      known.filter((one) => isAbout(one, { ...request, rowContent })),
    ),
    ...(request.why && { why: request.why }),
  };
  await store.put(decisions, [{ id: decisionId(connection, decision), document: decision }]);
  const rules = await readRules(context);
  const read = await crm.get('account', [request.account], ACCOUNT_FIELDS, nativeFieldsOf(rules.program));
  const record = read.get(request.account);
  const counts = new Counts();
  if (!record) return counts;
  const linked = await linkedPartners(store, connection);
  const mapped = await mapPage({ rules, linked, candidates: candidatesInStore(store, linked) }, [
    {
      connection,
      record,
      found: rowsInside(record) ?? mirror.overlaps,
      deals: (await dealsOf(context, [request.account])).get(request.account) ?? { open: false, won: false },
      decisions: (await decisionsOf(store, connection, [request.account])).get(request.account) ?? [],
    },
  ]);
  const written = await writeChanges(
    context,
    mapped.flatMap(({ changes }) => changes),
    counts,
    { stamps: stampsOf(mapped) },
  );
  await store.transaction(async (tx) => {
    await tx.remove(reviews, [id]);
    await keepMapped(tx, connection, mapped, written, rules.policies);
  });
  return counts;
}
