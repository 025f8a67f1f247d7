/** The account card: which partners know this customer, how surely, and how they can help. */
import type { Block, CardView } from '../contract/view.ts';
import { askForm, asksTable } from './account/ask.ts';
import { afterSaleTable, openDealsTable } from './account/deals.ts';
import { overlapsBlock, rejectForm } from './account/overlaps.ts';
import type { AccountCardState } from './account/state.ts';
import { frame } from './frame.ts';
import { msg, number } from './make.ts';
import { hasNoClaims, registrationBlocks, registrationForms } from './registration.ts';

export { ASK_TEXT_LIMIT, askDraft, askInput, askSubject } from './account/ask.ts';
export { REJECT_REASONS, rejectInput, type RejectInput, type RejectReason } from './account/overlaps.ts';
export type { AccountCardState, AccountOverlap, AfterSalePart, Ask, OpenDealPart } from './account/state.ts';

export function accountCard(state: AccountCardState): CardView {
  const nothing = [state.overlaps, state.openDeals, state.afterSale].every((rows) => rows.length === 0);
  return frame({
    card: 'account',
    record: { object: 'account', id: state.account.id },
    title: msg('card.account'),
    fresh: state,
    empty: nothing && hasNoClaims(state.registrations),
    blocks: [
      header(state),
      overlapsBlock(state),
      asksTable(state),
      ...registrationBlocks(state.registrations),
      openDealsTable(state),
      afterSaleTable(state),
    ],
    forms: { reject: rejectForm(), ask: askForm(state), ...registrationForms(state.registrations) },
  });
}

function header({ overlaps, asks, age }: AccountCardState): Block {
  const known = new Set(
    overlaps.filter(({ decision }) => decision !== 'rejected').map(({ partner }) => partner.id),
  );
  const open = asks.filter(({ state }) => state === 'open').length;
  return {
    kind: 'badges',
    badges: [
      {
        label: msg('overlaps.partners'),
        value: number(known.size),
        tone: known.size > 0 ? 'good' : 'neutral',
      },
      { label: msg('asks.open'), value: number(open), tone: open > 0 ? 'info' : 'neutral' },
      {
        label: msg('deal.freshness'),
        value: { kind: 'word', key: age === null ? 'freshness.current' : 'freshness.old' },
        tone: age === null ? 'good' : 'warning',
      },
    ],
  };
}
