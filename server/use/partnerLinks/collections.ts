/** Links for partners' contacts in the store: what each is for and how it stands. What makes one work is not kept anywhere. */
import type { LinkPurpose } from '../../../shared/views/partnerPage/state.ts';
import type { Collection } from '../../ports.ts';

/** One partner, one contact, one purpose; id `connection/id of the link`. */
export interface PartnerLink {
  connection: string;
  /** Its id; the link itself follows from it and the server's key. */
  id: string;
  /** The partner's account. */
  partner: string;
  /** Its name when the link was made. */
  partnerName: string;
  /** Whom it was made for, as typed. */
  contact: string;
  purpose: LinkPurpose;
  /** Key of the claim: the one to agree to, or the one that is handed in by this link. */
  claim: string;
  /** The CRM's id of the user. */
  createdBy: string;
  /** UTC milliseconds. */
  createdAt: number;
  expiresAt: number;
  revoked: { by: string; at: number } | null;
}

export const partnerLinks: Collection<PartnerLink> = {
  name: 'partnerLinks',
  class: 'ours',
  keys: ({ connection, claim, partner }) => [
    `${connection}/claim/${claim}`,
    `${connection}/partner/${partner}`,
  ],
};

/** What was sent by a link since when, so that all processes count together; id as of the link. */
export const linkTallies: Collection<{ since: number; count: number }> = {
  name: 'linkTallies',
  class: 'derived',
};

export const LINK_COLLECTIONS = [partnerLinks, linkTallies] as const;

export function linkPlace({ connection, id }: Pick<PartnerLink, 'connection' | 'id'>): string {
  return `${connection}/${id}`;
}
