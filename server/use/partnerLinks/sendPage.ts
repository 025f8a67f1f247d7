/** Carries out what a contact sends from the page: an answer to a part, or a claim handed in. Each counts once. */
import { keyOf } from '../../../shared/domain/key.ts';
import { refusal } from '../../../shared/domain/registration/claim.ts';
import { first, seenOf } from '../../../shared/views/partnerPage/read.ts';
import type { PageRefusal, PageState, Typed } from '../../../shared/views/partnerPage/state.ts';
import type { Language } from '../../../shared/views/words/catalogue.ts';
import type { Transaction } from '../../ports.ts';
import { operations } from '../cards/collections.ts';
import { beginOperation, operationId, type Verdict } from '../operations.ts';
import { claimOf } from '../registrations/claims.ts';
import { prepareMove } from '../registrations/moveClaim.ts';
import { linkPlace, partnerLinks } from './collections.ts';
import { prepareHandIn } from './handIn.ts';
import { holds, type LinkDesk, type OpenedLink } from './openLink.ts';
import { ownPart, pageState, participantOf } from './pageState.ts';
import { tallied } from './tally.ts';

export interface PageSent {
  /** Made when the form was drawn. */
  readonly operationKey: string;
  readonly typed: Typed;
  /** In which numbers are written. */
  readonly language: Language;
}

export type PageOutcome =
  | { kind: 'done' }
  /** The link does not hold any more. */
  | { kind: 'dead' }
  | { kind: 'refused' | 'notSaved'; state: PageState }
  /** @param wait milliseconds */
  | { kind: 'crowded'; wait: number };

type Decide = (tx: Transaction) => Promise<Verdict<readonly PageRefusal[]>>;
/** What is wrong before anything is decided; null: there is nothing to do it to. */
type Prepared = Decide | readonly PageRefusal[] | null;

const plain = (code: Exclude<PageRefusal['code'], `registration.${string}`>, field: string | null = null) =>
  ({ code, field, args: {} }) as const;

export async function sendPage(desk: LinkDesk, opened: OpenedLink, sent: PageSent): Promise<PageOutcome> {
  const { link, context } = opened;
  const { store, clock } = context;
  const wait = await tallied(store, link, clock.now());
  if (wait !== null) return { kind: 'crowded', wait };
  const act = {
    user: `link/${link.id}`,
    record: null,
    action: link.purpose,
    key: sent.operationKey,
    hash: keyOf('act', JSON.stringify(Object.entries(sent.typed).sort())),
  };
  // The same form once more: what it asked for may be no longer asked.
  const known = await store.get(operations, operationId(context, act));
  if (known && known.ended?.ok !== false) return { kind: 'done' };
  const prepared = await prepare(opened, sent);
  if (prepared === null) return { kind: 'dead' };
  if (typeof prepared !== 'function') return refused(opened, sent, prepared);
  const begun = await beginOperation(context, act, whileItHolds(opened, prepared));
  if (begun.kind === 'refused') return refused(opened, sent, begun.refusal);
  if (begun.kind !== 'begun') return { kind: 'done' };
  const ended = await desk.operations.carryOut(context, begun.id);
  if (ended === null || ended.ok) return { kind: 'done' };
  // What the CRM said may name fields and people of ours.
  const state = await pageState(opened, { typed: sent.typed, refusals: [plain('page.notSaved')] });
  return state ? { kind: 'notSaved', state } : { kind: 'dead' };
}

async function prepare(opened: OpenedLink, sent: PageSent): Promise<Prepared> {
  const present = await pageState(opened);
  if (!present) return null;
  if (present.part === null) return prepareHandIn(opened, sent.typed, sent.language);
  return present.ask === null ? [refusal('registration.consent.given')] : answer(opened, sent);
}

async function answer(opened: OpenedLink, { typed }: PageSent): Promise<Prepared> {
  const { link, context, zone } = opened;
  const kept = (await claimOf(context.store, context.connection, link.claim))?.registration;
  const partner = kept && participantOf(kept, link.partner)?.partner;
  if (partner === undefined) return null;
  const consent = first(typed, 'answer');
  if (consent !== 'accepted' && consent !== 'declined') return [plain('page.answer.missing', 'answer')];
  const name = first(typed, 'name');
  const wish = { move: 'consent', partner, consent, name } as const;
  const decide = await prepareMove(context, zone, link.claim, wish, { as: 'partner', partner, name });
  if (!decide) return null;
  return async (tx) => {
    // Nobody agrees to a share that was changed while the page stood open.
    const claim = (await claimOf(tx, context.connection, link.claim))?.registration;
    const part = claim ? ownPart(claim, partner) : null;
    const isSeen = part !== null && seenOf(part) === first(typed, 'seen');
    return isSeen || part?.consent !== 'pending'
      ? decide(tx)
      : { ok: false, refusal: [plain('page.changed')] };
  };
}

/** A link that was withdrawn in the meantime counts for nothing. */
function whileItHolds({ context, link }: OpenedLink, decide: Decide): Decide {
  return async (tx) => {
    const now = await tx.get(partnerLinks, linkPlace(link));
    if (!now || !holds(now, context.clock.now())) return { ok: false, refusal: [plain('page.expired')] };
    return decide(tx);
  };
}

async function refused(
  opened: OpenedLink,
  { typed }: PageSent,
  refusals: readonly PageRefusal[],
): Promise<PageOutcome> {
  if (refusals.some(({ code }) => code === 'page.expired')) return { kind: 'dead' };
  const state = await pageState(opened, { typed, refusals });
  return state ? { kind: 'refused', state } : { kind: 'dead' };
}
