/** The head of the deal card: how partners are involved, how the registration stands, and the deal's own facts. */
import type { Block } from '../../contract/view.ts';
import type { Tone } from '../../contract/value.ts';
import { account, date, money, msg, orNone, text, word } from '../make.ts';
import type { DealCardState } from './state.ts';

const REGISTRATION_TONE: Readonly<Record<DealCardState['registration']['status'], Tone>> = {
  none: 'neutral',
  submitted: 'info',
  approved: 'good',
  rejected: 'bad',
  expired: 'warning',
};
/** With fewer days left than this an approved registration asks for attention. */
const SOON = 14;

export function headerBadges({ involvement, registration, age }: DealCardState): Block {
  const { status, daysLeft } = registration;
  const protectedFor = status === 'approved' && daysLeft !== null;
  return {
    kind: 'badges',
    badges: [
      {
        label: msg('deal.involvement'),
        value: word(`involvement.${involvement}`),
        tone: involvement === 'none' ? 'neutral' : 'good',
      },
      {
        label: msg('deal.registration'),
        value: protectedFor
          ? word('registration.daysLeft', { days: daysLeft })
          : word(`registration.${status}`),
        tone: protectedFor && daysLeft < SOON ? 'warning' : REGISTRATION_TONE[status],
      },
      {
        label: msg('deal.freshness'),
        value: word(age === null ? 'freshness.current' : 'freshness.old'),
        tone: age === null ? 'good' : 'warning',
      },
    ],
  };
}

/** Null: the viewer may read none of them. */
export function dealFacts(state: DealCardState): Block | null {
  const facts = [];
  if (state.account !== undefined) {
    facts.push({ label: msg('deal.account'), value: orNone(state.account, account) });
  }
  if (state.amount !== undefined) {
    facts.push({ label: msg('deal.amount'), value: orNone(state.amount, money) });
  }
  if (state.stage !== undefined) facts.push({ label: msg('deal.stage'), value: orNone(state.stage, text) });
  if (state.closeDate !== undefined) {
    facts.push({ label: msg('deal.closeDate'), value: orNone(state.closeDate, date) });
  }
  return facts.length === 0 ? null : { kind: 'facts', facts };
}
