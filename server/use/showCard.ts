/** Answers a card: what stands on it for this viewer, from the mirror. */
import type { RecordRef } from '../../shared/contract/value.ts';
import type { CardKind, CardView } from '../../shared/contract/view.ts';
import { dealCard } from '../../shared/views/dealCard.ts';
import { dealState, type JustEnded } from './cards/dealState.ts';
import type { Desk } from './cards/desk.ts';
import type { Permissions } from './cards/permissions.ts';

export interface CardAsked {
  readonly card: CardKind;
  readonly record: RecordRef | null;
  /** Last-modified stamp that the viewer's CRM shows, UTC milliseconds; null where it shows none. */
  readonly stamp: number | null;
}

/** What an act leaves on the card that shows its effect. */
export interface Shown {
  readonly ended?: JustEnded;
}

/** Null: there is nothing here that this viewer may see. */
export async function showCard(
  desk: Desk,
  permissions: Permissions,
  { card, record, stamp }: CardAsked,
  shown: Shown = {},
): Promise<CardView | null> {
  if (!desk.access.read) return null;
  if (card === 'deal' && record?.object === 'deal') {
    const state = await dealState(desk, permissions, record.id, stamp, shown.ended ?? null);
    return state && dealCard(state);
  }
  return null;
}
