/** The acts that move a claim on: each puts the move that it wishes. */
import type { ActRequest } from '../../../shared/contract/request.ts';
import type { Registration, Wish } from '../../../shared/domain/registration.ts';
import { participantInput, wordInput } from '../../../shared/views/registration.ts';
import { dealNamed, formOf } from './claimEdits.ts';

type Move = (claim: Registration, asked: Pick<ActRequest, 'action' | 'targets' | 'values'>) => Wish;

export const CLAIM_MOVES: Readonly<Record<string, Move>> = {
  submitClaim: () => ({ move: 'submit' }),
  withdrawClaim: (_claim, { values }) => ({ move: 'withdraw', why: wordInput(values) }),
  answerClaim: (claim, { values }) => ({ move: 'answer', form: formOf(claim), why: wordInput(values) }),
  appealClaim: (_claim, { values }) => ({ move: 'appeal', why: wordInput(values) ?? '' }),
  extendClaim: (_claim, { values }) => ({ move: 'extend', evidence: wordInput(values) ?? '' }),
  joinClaim: (_claim, { values }) => ({ move: 'join', participant: participantInput(values) }),
  linkDeal: (claim, asked) => {
    const deal = dealNamed(asked);
    // What was not submitted yet is only filled in otherwise.
    return claim.state === 'draft'
      ? { move: 'edit', form: { ...formOf(claim), deal } }
      : { move: 'linkDeal', deal };
  },
};
