/** Makes and withdraws links: who made one for whom is kept with it. */
import { keyOf } from '../../../shared/domain/key.ts';
import type { LinkPurpose } from '../../../shared/views/partnerPage/state.ts';
import type { Reader, Transaction } from '../../ports.ts';
import { linkPlace, partnerLinks, type PartnerLink } from './collections.ts';
import { holds } from './openLink.ts';

const DAY = 86_400_000;
/** One claim or partner has not more links that matter. */
const MOST = 200;

export interface LinkWish {
  readonly partner: string;
  readonly partnerName: string;
  readonly contact: string;
  readonly purpose: LinkPurpose;
  /** The claim to agree to; null where one is to be handed in. */
  readonly claim: string | null;
  readonly days: number;
  /** The CRM's id of the user who makes it. */
  readonly user: string;
}

/** @param operation asked for again, it is the same link */
export function linkOf(
  connection: string,
  { partner, partnerName, contact, purpose, claim, days, user }: LinkWish,
  operation: string,
  now: number,
): PartnerLink {
  const id = keyOf('lnk', operation);
  return {
    connection,
    id,
    partner,
    partnerName,
    contact,
    purpose,
    claim: claim ?? keyOf('reg', operationKeyOf(id)),
    createdBy: user,
    createdAt: now,
    expiresAt: now + days * DAY,
    revoked: null,
  };
}

/** The form of a link is one claim, however often it is sent. */
export function operationKeyOf(link: string): string {
  return `link/${link}`;
}

export async function keepLink(tx: Transaction, link: PartnerLink): Promise<void> {
  const id = linkPlace(link);
  if (!(await tx.get(partnerLinks, id))) await tx.put(partnerLinks, [{ id, document: link }]);
}

/** A link that was withdrawn stays so. */
export async function revokeLink(
  tx: Transaction,
  link: PartnerLink,
  user: string,
  now: number,
): Promise<void> {
  const kept = await tx.get(partnerLinks, linkPlace(link));
  if (!kept || kept.revoked !== null) return;
  await tx.put(partnerLinks, [
    { id: linkPlace(link), document: { ...kept, revoked: { by: user, at: now } } },
  ]);
}

/** The newest first. @param about `claim/key of the claim` or `partner/account` */
export async function standingLinks(
  reader: Pick<Reader, 'byKeys' | 'many'>,
  connection: string,
  about: `claim/${string}` | `partner/${string}`,
  now: number,
): Promise<PartnerLink[]> {
  const found = await reader.byKeys(partnerLinks, [`${connection}/${about}`], MOST);
  const ids = [...found.values()].flatMap((answer) => (answer === 'crowded' ? [] : answer));
  if (ids.length === 0) return [];
  const links = [...(await reader.many(partnerLinks, ids)).values()];
  return links.filter((link) => holds(link, now)).sort((a, b) => b.createdAt - a.createdAt);
}
