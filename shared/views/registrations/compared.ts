/** A claim that waits beside the one that stands against it, row by row. */
import type { Value } from '../../contract/value.ts';
import type { BlockOf } from '../../contract/view.ts';
import type { Registration } from '../../domain/registration.ts';
import { account, date, deal, instant, list, money, msg, percent, text, word } from '../make.ts';
import { partnerIn } from '../registration/state.ts';
import type { RegistrationsState, WaitingClaim } from './state.ts';

type Pair = BlockOf<'pairs'>['items'][number];
type Row = Pair['rows'][number];

const OUTCOME_TONES = {
  clear: 'good',
  flag: 'info',
  join: 'info',
  hold: 'warning',
  refused: 'bad',
} as const;
const MOST_ROWS = 20;

export function badgesOf({ claim, told }: WaitingClaim, { now, inbox }: RegistrationsState): Pair['badges'] {
  const { state, clock, decider } = claim;
  const dueAt = clock?.dueAt ?? null;
  const badges: Pair['badges'] = [
    { label: msg('claim.state'), value: word(`registration.${state}`), tone: 'neutral' },
    {
      label: msg('inbox.verdict'),
      value: word(`inbox.verdict.${told.outcome}`),
      tone: OUTCOME_TONES[told.outcome],
    },
  ];
  if (dueAt !== null) {
    badges.push({ label: msg('claim.due'), value: instant(dueAt), tone: dueAt <= now ? 'bad' : 'neutral' });
  }
  const asked = decider ?? inbox?.decider ?? null;
  const name = inbox?.deciders.find(({ id }) => id === asked)?.name;
  if (name !== undefined) badges.push({ label: msg('claim.decider'), value: text(name), tone: 'neutral' });
  return badges;
}

export function rowsOf(waiting: WaitingClaim, state: RegistrationsState): Row[] {
  const { claim, against, ourDeal } = waiting;
  const both = (of: (claim: Registration) => Value | null) => ({
    ours: of(claim),
    theirs: against && of(against),
  });
  const others: Value | null = ourDeal ? deal(ourDeal) : null;
  return [
    { label: msg('claim.customer'), ...both(({ customer }) => text(customer.name.slice(0, 255))) },
    ...waiting.candidates.map((one) => ({ label: msg('inbox.found'), ours: account(one), theirs: null })),
    ...partRows(waiting, state),
    { label: msg('claim.products'), ...both(({ products }) => texts(products)) },
    { label: msg('deal.amount'), ...both(({ amount }) => amount && money(amount)) },
    {
      label: msg('claim.expectedClose'),
      ...both(({ expectedClose }) => (expectedClose === null ? null : date(expectedClose))),
    },
    { label: msg('openDeals.deal'), ours: waiting.deal && deal(waiting.deal), theirs: others },
    { label: msg('claim.state'), ours: null, theirs: against && word(`registration.${against.state}`) },
    { label: msg('claim.submittedAt'), ...both(({ submission }) => submission && instant(submission.at)) },
    {
      label: msg('claim.protectedUntil'),
      ...both(({ protection }) => protection && date(protection.until)),
    },
  ]
    .filter(({ ours, theirs }) => ours !== null || theirs !== null)
    .map((row) => ({ ...row, same: null }))
    .slice(0, MOST_ROWS);
}

/** One row for each partner of either claim, so that the same partner stands beside itself. */
function partRows({ claim, against }: WaitingClaim, { partners }: RegistrationsState) {
  const parts = [...claim.participants, ...(against?.participants ?? [])];
  return [...new Set(parts.map(({ partner }) => partner))].map((partner) => ({
    label: msg('inbox.part', { partner: partnerIn({ partners }, partner).name }),
    ours: partIn(claim, partner),
    theirs: against && partIn(against, partner),
  }));
}

function partIn({ participants }: Registration, partner: string): Value | null {
  const part = participants.find((one) => one.partner === partner);
  if (!part) return null;
  const { roles, share, consent } = part;
  return list([
    ...roles.map((role) => word(`role.${role}`)),
    ...(share === null ? [] : [percent(share)]),
    ...(consent === 'pending' ? [] : [word(`consent.${consent}`)]),
  ]);
}

function texts(products: readonly string[]): Value | null {
  return products.length === 0 ? null : list(products.map(text));
}
