/** Answers a card: what stands on it for this viewer, from the mirror. */
import type { RecordRef } from '../../shared/contract/value.ts';
import type { CardKind, CardView } from '../../shared/contract/view.ts';
import { accountCard } from '../../shared/views/accountCard.ts';
import { dealCard } from '../../shared/views/dealCard.ts';
import { partnerCard } from '../../shared/views/partnerCard.ts';
import { programPage } from '../../shared/views/programPage.ts';
import { type LeftClaim, registrationsPage } from '../../shared/views/registrationsPage.ts';
import { reviewQueue } from '../../shared/views/reviewQueue.ts';
import { settingsPage } from '../../shared/views/settingsPage.ts';
import { unsavedNotice } from '../../shared/views/trouble.ts';
import { accountState } from './cards/accountState.ts';
import { isChannelManager } from './cards/caller.ts';
import { operations } from './cards/collections.ts';
import { dealState, type JustEnded } from './cards/dealState.ts';
import type { Desk } from './cards/desk.ts';
import { inboxState } from './cards/inboxState.ts';
import { partnerState } from './cards/partnerState.ts';
import type { Permissions } from './cards/permissions.ts';
import { programState, type Tried } from './cards/programState.ts';
import { reviewState } from './cards/reviewState.ts';
import { settingsState } from './cards/settingsState.ts';

/** An act that failed after all is said for an hour; milliseconds. */
const SAID_FOR = 3_600_000;
const MOST_SAID = 20;

export interface CardAsked {
  readonly card: CardKind;
  readonly record: RecordRef | null;
  /** Last-modified stamp that the viewer's CRM shows, UTC milliseconds; null where it shows none. */
  readonly stamp: number | null;
}

/** What an act leaves on the card that shows its effect. */
export interface Shown {
  readonly ended?: JustEnded;
  readonly tried?: Tried;
  readonly left?: readonly LeftClaim[];
}

/** Null: there is nothing here that this viewer may see. */
export async function showCard(
  desk: Desk,
  permissions: Permissions,
  asked: CardAsked,
  shown: Shown = {},
): Promise<CardView | null> {
  const [view, unsaved] = await Promise.all([
    drawn(desk, permissions, asked, shown),
    unsavedOf(desk, asked.record?.id ?? ''),
  ]);
  if (view === null) return null;
  return unsaved.length === 0 ? view : { ...view, blocks: [...unsaved.map(unsavedNotice), ...view.blocks] };
}

/** What this viewer did and was told too early was accepted: why it is not saved. */
async function unsavedOf({ context, caller }: Desk, record: string): Promise<string[]> {
  const { store, connection, clock } = context;
  const found = await store.byKeys(operations, [`unsaved/${connection}/${record}/${caller.user}`], MOST_SAID);
  const ids = [...found.values()].flatMap((answer) => (answer === 'crowded' ? [] : answer));
  if (ids.length === 0) return [];
  const failed = [...(await store.many(operations, ids)).values()];
  return failed.flatMap(({ at, ended }) => {
    return ended && !ended.ok && clock.now() - at < SAID_FOR ? [ended.reason] : [];
  });
}

async function drawn(
  desk: Desk,
  permissions: Permissions,
  { card, record, stamp }: CardAsked,
  shown: Shown,
): Promise<CardView | null> {
  if (!desk.access.read) return null;
  if (record === null) {
    // The queue names accounts that only those who see every account may read.
    if (card === 'review' && isChannelManager(desk.access)) return reviewQueue(await reviewState(desk));
    if (card === 'settings') {
      const state = await settingsState(desk);
      return state && settingsPage(state);
    }
    if (card === 'registrations') return registrationsPage(await inboxState(desk, shown.left));
    return card === 'program' ? programPage(await programState(desk, shown.tried)) : null;
  }
  const { object, id } = record;
  if (card === 'deal' && object === 'deal') {
    const state = await dealState(desk, permissions, id, stamp, shown.ended ?? null);
    return state && dealCard(state);
  }
  if (card === 'account' && object === 'account') {
    const state = await accountState(desk, permissions, id, stamp);
    return state && accountCard(state);
  }
  if (card === 'partner' && object === 'account') {
    const state = await partnerState(desk, permissions, id, stamp);
    return state && partnerCard(state);
  }
  return null;
}
