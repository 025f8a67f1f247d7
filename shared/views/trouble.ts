/** A card when there is nothing to draw: while it loads, and each kind of trouble with what to do about it. */
import type { RecordRef } from '../contract/value.ts';
import type { Block, CardKind, CardView } from '../contract/view.ts';
import { frame, RELOAD } from './frame.ts';
import { msg, text } from './make.ts';

/**
 * `unreachable`: the renderer could not reach the server. `crmDown`: the server could not reach the CRM and has nothing
 * to show. `forbidden`: the viewer may not see the record, or there is none. `notConnected`: this CRM was never
 * connected or has to be reconnected. `failed`: a fault of ours.
 */
export type Trouble = 'unreachable' | 'crmDown' | 'forbidden' | 'notConnected' | 'failed';

/** Said on the card when an act that was accepted could not be written in the end. */
export function unsavedNotice(why: string): Block {
  const message = msg('refused.notSaved', { reason: text(why.slice(0, 1_000)) });
  return { kind: 'notice', tone: 'bad', message, actions: [] };
}

const FRESH = { stamp: null, age: null };

export function loadingView(card: CardKind, record: RecordRef | null): CardView {
  const view = frame({ card, record, title: msg(`card.${card}`), fresh: FRESH, empty: false, blocks: [] });
  return { ...view, state: 'loading' };
}

/** @param reference names the fault in the server's log, for who asks for support */
export function troubleView(
  card: CardKind,
  record: RecordRef | null,
  trouble: Trouble,
  reference: string | null = null,
): CardView {
  const view = frame({
    card,
    record,
    title: msg(`card.${card}`),
    fresh: FRESH,
    empty: false,
    blocks: [
      {
        kind: 'notice',
        tone: trouble === 'forbidden' ? 'info' : 'bad',
        message: msg(`trouble.${trouble}`),
        actions: trouble === 'forbidden' ? [] : [RELOAD],
      },
      reference === null
        ? null
        : {
            kind: 'facts',
            facts: [{ label: msg('trouble.reference'), value: { kind: 'text', text: reference } }],
          },
    ],
  });
  return { ...view, state: trouble === 'unreachable' ? 'unreachable' : 'error' };
}
