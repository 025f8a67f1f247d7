/** Confirming and rejecting matches, one on an account's card or several in the queue. */
import type { ActRequest } from '../../../shared/contract/request.ts';
import { rejectInput } from '../../../shared/views/accountCard.ts';
import type { Reader } from '../../ports.ts';
import { mirrorAccounts, reviews } from '../collections.ts';
import type { MatchDecision } from '../decideMatch.ts';
import type { Prepared } from './dealActs.ts';
import type { Desk } from './desk.ts';
import { pairOf } from './overlapFacts.ts';
import type { Refused } from './refusal.ts';

export const OVERLAP_ACTS = ['confirmOverlap', 'rejectOverlap'] as const;

/** Null: one of them is about another account than the card. */
export async function prepareDecision(
  { context, caller }: Desk,
  { action, record, targets, values }: ActRequest,
): Promise<Prepared | { refusal: Refused } | null> {
  const pairs = targets.map(pairOf).filter((pair) => pair !== null);
  if (pairs.length === 0 || pairs.length < targets.length) return { refusal: { code: 'match.unknown' } };
  if (record !== null && pairs.some(({ account }) => account !== record.id)) return null;
  const { reason, note } = rejectInput(values);
  const isRejection = action === 'rejectOverlap';
  if (isRejection && reason === null) {
    return { refusal: { code: 'overlap.reject.missing', field: 'reason' } };
  }
  const decision = isRejection ? 'rejected' : 'confirmed';
  const why = isRejection && reason !== null ? { why: { reason, note } } : {};
  return {
    decide: async (tx) => {
      const decisions: MatchDecision[] = [];
      for (const pair of pairs) {
        // In a queue others decide as well; what is no longer there needs no word.
        if (!(await isThere(tx, context.connection, pair))) continue;
        decisions.push({ ...pair, decision, user: caller.user, ...why });
      }
      if (decisions.length === 0) return { ok: false, refusal: { code: 'match.unknown' } };
      return { ok: true, intent: { kind: 'decide', decisions } };
    },
  };
}

/** Whether this pair is still a match, decided or waiting. */
export async function isThere(
  store: Pick<Reader, 'get'>,
  connection: string,
  { account, partner, row }: { account: string; partner: string; row: string },
): Promise<boolean> {
  if (await store.get(reviews, `${connection}/${account}/${partner}/${row}`)) return true;
  const mirror = await store.get(mirrorAccounts, `${connection}/${account}`);
  return (mirror?.overlaps ?? []).some(({ fields }) => fields.partner === partner && fields.row === row);
}
