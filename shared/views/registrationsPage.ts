/** The page of registrations: for who decides the queue, for everyone else their own claims. */
import type { CardView } from '../contract/view.ts';
import { frame, type Freshness } from './frame.ts';
import { msg } from './make.ts';

export function registrationsPage(state: Freshness): CardView {
  return frame({
    card: 'registrations',
    record: null,
    title: msg('card.registrations'),
    fresh: state,
    empty: true,
    blocks: [],
  });
}
