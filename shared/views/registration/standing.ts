/** What can be done with a claim that was submitted, and what is asked of whoever made it. */
import type { Action } from '../../contract/action.ts';
import type { Block } from '../../contract/view.ts';
import { isWaiting, type Move, movesFrom } from '../../domain/registration.ts';
import { action, msg, text } from '../make.ts';
import { editingActions, linkActions } from './draft.ts';
import { refusalMessage } from './refusals.ts';
import type { RegistrationSection, ShownClaim } from './state.ts';

/** The question that waits for an answer, or the reason of a rejection. */
export function saidNotice({ claim }: ShownClaim): Block | null {
  const { state, history, ruling } = claim;
  if (state === 'moreInfo') {
    const asked = history.findLast(({ move }) => move === 'askInfo')?.why ?? '';
    return {
      kind: 'notice',
      tone: 'warning',
      message: msg('claim.asked', { question: text(asked) }),
      actions: [],
    };
  }
  if (state !== 'rejected' || !ruling?.reason) return null;
  const message = msg('claim.rejected', { reason: text(ruling.reason) });
  return { kind: 'notice', tone: 'bad', message, actions: [] };
}

export function standingActions(shown: ShownClaim, section: RegistrationSection): Action[] {
  const { claim, as, closed } = shown;
  const targets = [claim.key];
  const moves = new Set<Move>(movesFrom(claim.state, as));
  const needsReason = as === 'channelManager' || claim.state === 'approved';
  const offered: (Action | false)[] = [
    moves.has('answer') &&
      action('answerClaim', msg('claim.answer'), { targets, look: 'primary', form: { name: 'answer' } }),
    ...(moves.has('edit') ? editingActions(shown, section) : []),
    ...(moves.has('linkDeal') ? linkActions(shown) : []),
    moves.has('extend') &&
      action('extendClaim', msg('claim.extend'), {
        targets,
        form: { name: 'extend' },
        disabled: closed.extend && refusalMessage(closed.extend),
      }),
    (isWaiting(claim) || claim.state === 'approved') &&
      !moves.has('edit') &&
      action('joinClaim', msg('claim.part.add'), { targets, form: { name: 'join' } }),
    moves.has('appeal') &&
      action('appealClaim', msg('claim.appeal'), {
        targets,
        form: { name: 'appeal' },
        disabled: closed.appeal && refusalMessage(closed.appeal),
      }),
    moves.has('withdraw') &&
      action('withdrawClaim', msg('claim.withdraw'), {
        targets,
        look: 'danger',
        form: { name: needsReason ? 'withdrawApproved' : 'withdraw' },
      }),
  ];
  return offered.filter((one) => one !== false);
}
