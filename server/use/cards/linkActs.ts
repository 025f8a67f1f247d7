/** The acts on links for partners' contacts: made for one contact and withdrawn again, with who did so kept beside them. */
import type { ActRequest } from '../../../shared/contract/request.ts';
import { defaultProgram } from '../../../shared/domain/program.ts';
import { movesFrom } from '../../../shared/domain/registration.ts';
import { textRefusal } from '../../../shared/domain/registration/text.ts';
import { linkInput, MOST_LINKS, type ShownLink } from '../../../shared/views/registration/links.ts';
import { claimRefusal } from '../../../shared/views/registration.ts';
import { programs } from '../collections.ts';
import { linkPlace, partnerLinks, type PartnerLink } from '../partnerLinks/collections.ts';
import { keepLink, linkOf, type LinkWish, revokeLink, standingLinks } from '../partnerLinks/makeLink.ts';
import { claimOf } from '../registrations/claims.ts';
import { isChannelManager } from './caller.ts';
import { isAbout, seesClaim } from './claimAccess.ts';
import type { Desk } from './desk.ts';
import { partnerFacts, readAccounts } from './readAccounts.ts';
import type { Refused } from './refusal.ts';

export const LINK_ACTS = ['makeLink', 'revokeLink'] as const;

type LinkDone = { shown: Record<string, never>; done: 'saved' } | { refusal: Refused };
type Asked = Pick<LinkWish, 'partner' | 'claim'>;

/** Null: what it is about is not there for this viewer. @param operation sent again, it is the same link */
export async function prepareLinkAct(
  desk: Desk,
  request: ActRequest,
  operation: string,
): Promise<LinkDone | null> {
  return request.action === 'makeLink' ? make(desk, request, operation) : withdraw(desk, request);
}

async function make(desk: Desk, request: ActRequest, operation: string): Promise<LinkDone | null> {
  const { context, caller, links } = desk;
  const { store, connection, clock } = context;
  const asked = await askedFor(desk, request);
  if (asked === null) return null;
  if ('refusal' in asked) return asked;
  if (links === null) return { refusal: { code: 'link.noAddress' } };
  const input = linkInput(request.values);
  if (input === null || (asked.claim === null) === (input.purpose === 'consent')) {
    return { refusal: { code: 'link.contact.missing', field: 'contact' } };
  }
  const wrong = textRefusal(input.contact, 'contact', input.contact.length);
  if (wrong.length > 0) return { refusal: claimRefusal(wrong) };
  const about =
    asked.claim === null ? (`partner/${asked.partner}` as const) : (`claim/${asked.claim}` as const);
  const standing = await standingLinks(store, connection, about, clock.now());
  const alike = standing.filter(({ purpose }) => (purpose === 'consent') === (asked.claim !== null));
  if (alike.length >= MOST_LINKS) return { refusal: { code: 'link.many' } };
  const program = (await store.get(programs, connection))?.rules ?? defaultProgram();
  const account = (await readAccounts(context, program, [asked.partner])).get(asked.partner);
  if (!account?.isPartner) return null;
  const partnerName = partnerFacts(asked.partner, account, program).name;
  const wish = { ...asked, ...input, partnerName, user: caller.user };
  const link = linkOf(connection, wish, operation, clock.now());
  await store.transaction((tx) => keepLink(tx, link));
  return { shown: {}, done: 'saved' };
}

/** A part of a claim that waits for its answer, or the partner whose card it is. */
async function askedFor(
  desk: Desk,
  { card, record, targets: [key = '', partner = ''] }: ActRequest,
): Promise<Asked | { refusal: Refused } | null> {
  if (card === 'partner') return record && { partner: record.id, claim: null };
  const { store, connection } = desk.context;
  const claim = (await claimOf(store, connection, key))?.registration;
  if (!claim || !isAbout(claim, record) || !seesClaim(desk, claim)) return null;
  const part = claim.participants.find((one) => one.partner === partner);
  if (!part) return null;
  const isOpen = part.consent === 'pending' && movesFrom(claim.state, 'partner').includes('consent');
  return isOpen ? { partner, claim: key } : { refusal: { code: 'link.answered' } };
}

async function withdraw(
  desk: Desk,
  { record, card, targets: [id = ''] }: ActRequest,
): Promise<LinkDone | null> {
  const { context, caller } = desk;
  const { store, connection, clock } = context;
  const link = await store.get(partnerLinks, linkPlace({ connection, id }));
  if (!link) return null;
  const mine = link.createdBy === caller.user || isChannelManager(desk.access);
  if (link.purpose !== 'consent') {
    if (card !== 'partner' || record?.id !== link.partner || !mine) return null;
  } else {
    const claim = (await claimOf(store, connection, link.claim))?.registration;
    if (!claim || !isAbout(claim, record) || !seesClaim(desk, claim)) return null;
  }
  await store.transaction((tx) => revokeLink(tx, link, caller.user, clock.now()));
  return { shown: {}, done: 'saved' };
}

/** Of a claim that the viewer sees whole. */
export async function linksOnClaim(
  desk: Desk,
  claim: { key: string; customer: { name: string } },
): Promise<ShownLink[]> {
  const { store, connection, clock } = desk.context;
  const found = await standingLinks(store, connection, `claim/${claim.key}`, clock.now());
  return found
    .filter(({ purpose }) => purpose === 'consent')
    .flatMap((link) => shownLink(desk, link, claim.customer.name));
}

/** What the partner's contacts may hand in, as far as the viewer asked for it. */
export async function linksOfPartner(desk: Desk, partner: string): Promise<ShownLink[]> {
  const { context, caller, access } = desk;
  const { store, connection, clock } = context;
  const found = await standingLinks(store, connection, `partner/${partner}`, clock.now());
  return found
    .filter(({ purpose, createdBy }) => {
      return purpose !== 'consent' && (createdBy === caller.user || isChannelManager(access));
    })
    .flatMap((link) => shownLink(desk, link, null));
}

function shownLink({ links, caller }: Desk, link: PartnerLink, customer: string | null): ShownLink[] {
  if (links === null) return [];
  const { id, partnerName: partner, contact, purpose, expiresAt, createdBy } = link;
  const own = createdBy === caller.user;
  return [{ id, partner, contact, purpose, customer, expiresAt, own, address: links.addressOf(link) }];
}
