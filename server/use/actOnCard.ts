/** Carries out what a viewer does on a card: permission asked anew, decided once, written to the CRM, shown. */
import type { CardAnswer } from '../../shared/contract/answer.ts';
import type { ActRequest } from '../../shared/contract/request.ts';
import { keyOf } from '../../shared/domain/key.ts';
import { notSavedAnswer, refusalAnswer, viewAnswer, type Done } from '../../shared/views/answers.ts';
import { actOf } from './cards/acts.ts';
import type { Desk } from './cards/desk.ts';
import type { Permissions } from './cards/permissions.ts';
import { beginOperation, operationId, type Act, type Operations } from './operations.ts';
import { showCard, type Shown } from './showCard.ts';

/** Null: there is nothing here that this viewer may see. @param desk with permissions asked for just now */
export async function actOnCard(
  desk: Desk,
  permissions: Permissions,
  operations: Operations,
  request: ActRequest,
): Promise<CardAnswer | null> {
  const { access, context, caller } = desk;
  if (!access.read) return null;
  const act = actOf(request);
  if (!act) return refusalAnswer({ code: 'request.unknownAction' }, request.locale);
  const mayNot = act.refuse(access);
  if (mayNot) return refusalAnswer(mayNot, request.locale);
  const operation: Act = {
    user: caller.user,
    record: request.record?.id ?? null,
    action: request.action,
    key: request.operationKey,
    hash: hashOf(request),
  };
  const id = operationId(context, operation);
  const prepared = await act.prepare(desk, request, id);
  if (prepared === null) return null;
  if ('shown' in prepared) {
    if (prepared.done) permissions.forget();
    return answered(desk, permissions, request, prepared.done ?? null, prepared.shown);
  }
  if ('refusal' in prepared) return refusalAnswer(prepared.refusal, request.locale);
  const begun = await beginOperation(context, operation, prepared.decide);
  if (begun.kind === 'refused') return refusalAnswer(begun.refusal, request.locale);
  if (begun.kind === 'conflict') return refusalAnswer({ code: 'request.repeated' }, request.locale);
  const shown = { ...(prepared.ended && { ended: prepared.ended }), ...prepared.after?.() };
  if (begun.kind === 'unchanged') return answered(desk, permissions, request, 'unchanged', shown);
  const ended =
    begun.kind === 'begun'
      ? await operations.carryOut(context, begun.id)
      : await operations.endOf(context, begun.id);
  if (ended && !ended.ok) return notSavedAnswer(ended.code, ended.reason, ended.retry, request.locale);
  return answered(desk, permissions, request, ended?.done ?? 'accepted', shown);
}

async function answered(
  desk: Desk,
  permissions: Permissions,
  request: ActRequest,
  done: Done | null,
  shown: Shown,
): Promise<CardAnswer | null> {
  // What was just written is in the mirror; the stamp that the viewer saw is from before.
  const view = await showCard(desk, permissions, { ...request, stamp: null }, shown);
  const changedRecord = (done === 'saved' || done === 'asked') && request.record !== null;
  return view && viewAnswer(view, request.locale, { done, changedRecord });
}

/** Of everything that says what is to be done; the stamp may have moved on between two attempts. */
function hashOf({ card, record, action, targets, values }: ActRequest): string {
  return keyOf('act', JSON.stringify([card, record, action, targets, values]));
}
