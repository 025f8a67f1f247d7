/** The head of the deal card: how partners are involved, how the registration stands, and the deal's own facts. */
import type { Block, BlockOf } from '../../contract/view.ts';
import type { Tone } from '../../contract/value.ts';
import { account, date, money, msg, orNone, text, word } from '../make.ts';
import type { DealCardState } from './state.ts';

type Shown = NonNullable<DealCardState['registration']>;

const REGISTRATION_TONE: Readonly<Record<Shown['status'], Tone>> = {
  none: 'neutral',
  draft: 'neutral',
  inReview: 'info',
  moreInfo: 'warning',
  appealed: 'info',
  withdrawn: 'neutral',
  converted: 'good',
  submitted: 'info',
  approved: 'good',
  rejected: 'bad',
  expired: 'warning',
};
/** With fewer days left than this an approved registration asks for attention. */
const SOON = 14;

export function headerBadges({ involvement, registration, age }: DealCardState): Block {
  return {
    kind: 'badges',
    badges: [
      {
        label: msg('deal.involvement'),
        value: word(`involvement.${involvement}`),
        tone: involvement === 'none' ? 'neutral' : 'good',
      },
      ...(registration ? [registrationBadge(registration)] : []),
      {
        label: msg('deal.freshness'),
        value: word(age === null ? 'freshness.current' : 'freshness.old'),
        tone: age === null ? 'good' : 'warning',
      },
    ],
  };
}

function registrationBadge({ status, daysLeft }: Shown): BlockOf<'badges'>['badges'][number] {
  const label = msg('deal.registration');
  if (status !== 'approved' || daysLeft === null) {
    return { label, value: word(`registration.${status}`), tone: REGISTRATION_TONE[status] };
  }
  const left =
    daysLeft > 0 ? word('registration.daysLeft', { days: daysLeft }) : word('registration.lastDay');
  return { label, value: left, tone: daysLeft < SOON ? 'warning' : REGISTRATION_TONE[status] };
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
