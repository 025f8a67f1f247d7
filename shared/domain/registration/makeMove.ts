/** Makes one move of a registration, if the table allows it and its own conditions hold, and writes it into the history. */
import { joinClaim, giveConsent, reshare } from './parts.ts';
import { assign, editForm, follow, linkDeal, settleCustomer } from './particulars.ts';
import {
  type Facet,
  type HistoryEntry,
  type Moved,
  refusal,
  type Refusal,
  type Registration,
} from './claim.ts';
import { appeal, approve, askInfo, answer, reject, rejudge, review } from './deciding.ts';
import { convert, expire, extendProtection, release, reopen, withdraw } from './ending.ts';
import { ruleOf } from './moves.ts';
import type { Effect, MoveContext, MoveRequest } from './request.ts';
import { submit } from './submit.ts';

/** Pure: the registration after the move with the history entry that was appended, or why it may not be made. */
export function makeMove(registration: Registration, request: MoveRequest, context: MoveContext): Moved {
  const refused = disallowed(registration, request, context);
  if (refused) return { ok: false, refusals: [refused] };
  const effect = effectOf(registration, request, context);
  if ('refusals' in effect) return { ok: false, refusals: effect.refusals };
  const { to } = ruleOf(request.move);
  const state = effect.changes.state ?? (to === 'same' ? registration.state : to[0]);
  const next: Registration = { ...registration, ...effect.changes, ...(state && { state }) };
  const { before, after } = differences(registration, next);
  if (Object.keys(after).length === 0) return { ok: true, registration, entry: null };
  const { actor: by, now: at, rules } = context;
  const why = effect.why?.trim() || null;
  const entry: HistoryEntry = {
    at,
    by,
    move: request.move,
    why,
    before,
    after,
    policyVersion: rules.version,
  };
  return { ok: true, registration: { ...next, history: [...registration.history, entry] }, entry };
}

/** What the table refuses whatever else holds; null if nothing. */
function disallowed(
  registration: Registration,
  { move }: MoveRequest,
  { actor }: MoveContext,
): Refusal | null {
  const { from, by } = ruleOf(move);
  const { state } = registration;
  if (!by.includes(actor.as)) return refusal('registration.move.actor');
  // A claim that is another's looks the same in every state.
  const foreign =
    (actor.as === 'rep' && move !== 'join' && registration.owner !== actor.user) ||
    (actor.as === 'partner' && !registration.participants.some(({ partner }) => partner === actor.partner));
  if (foreign) return refusal('registration.notYours');
  return from.includes(state)
    ? null
    : refusal('registration.move.state', null, { state: { kind: 'word', key: `registration.${state}` } });
}

function effectOf(registration: Registration, request: MoveRequest, context: MoveContext): Effect {
  switch (request.move) {
    case 'edit':
      return editForm(registration, request.form, context);
    case 'submit':
      return submit(registration, request, context);
    case 'review':
      return review(context);
    case 'rejudge':
      return rejudge(registration, request.verdict);
    case 'askInfo':
      return askInfo(registration, request.why, context);
    case 'answer':
      return answer(registration, request, context);
    case 'approve':
      return approve(registration, request, context);
    case 'reject':
      return reject(registration, request.why, context);
    case 'appeal':
      return appeal(registration, request.why, context);
    case 'withdraw':
      return withdraw(registration, request.why, context);
    case 'extend':
      return extendProtection(registration, request.evidence, context);
    case 'join':
      return joinClaim(registration, request, context);
    case 'consent':
      return giveConsent(registration, request, context);
    case 'reshare':
      return reshare(registration, request);
    case 'settleCustomer':
      return settleCustomer(registration, request.account);
    case 'linkDeal':
      return linkDeal(registration, request);
    case 'assign':
      return assign(registration, request);
    case 'expire':
      return expire(registration, context);
    case 'convert':
      return convert(registration, request.deal, context);
    case 'reopen':
      return reopen(registration, request.deal);
    case 'release':
      return release(registration, request.why);
    case 'follow':
      return follow(registration, request);
  }
}

/** The facets that differ, as they were and as they are; of the participants only those that differ. */
function differences(from: Registration, to: Registration): { before: Facet; after: Facet } {
  const names = (Object.keys(to) as (keyof Registration)[]).filter(
    (name): name is keyof Facet => name !== 'key' && name !== 'history' && !same(from[name], to[name]),
  );
  const facetOf = (of: Registration, beside: Registration): Facet => ({
    ...Object.fromEntries(names.map((name) => [name, of[name]])),
    ...(names.includes('participants') && {
      participants: of.participants.filter(
        (one) => !beside.participants.some((other) => other.key === one.key && same(one, other)),
      ),
    }),
  });
  return { before: facetOf(from, to), after: facetOf(to, from) };
}

/** Facets are plain values whose fields always stand in the same order. */
function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
