/** Opens a link that somebody came with: to which tenant it leads is believed only after our code over it was checked. */
import type { Clock, TenantStore } from '../../ports.ts';
import type { Context } from '../context.ts';
import type { Operations } from '../operations.ts';
import { linkPlace, partnerLinks, type PartnerLink } from './collections.ts';
import { linkIn } from './linkText.ts';

export interface LinkDesk {
  readonly key: Uint8Array;
  readonly clock: Clock;
  readonly operations: Operations;
  storeOf(tenant: string): TenantStore;
  /** The connection, opened. @throws Refusal when it has no credential */
  open(place: { tenant: string; connection: string }): Promise<{ context: Context; zone: string }>;
}

export interface OpenedLink {
  readonly tenant: string;
  readonly link: PartnerLink;
  readonly context: Context;
  /** IANA name; the connection's. */
  readonly zone: string;
}

/** Null: forged, run out, withdrawn or never made; nobody outside is told which. */
export async function openLink(desk: LinkDesk, text: string): Promise<OpenedLink | null> {
  const now = desk.clock.now();
  const address = linkIn(text, desk.key, now);
  if (!address) return null;
  const link = await desk.storeOf(address.tenant).get(partnerLinks, linkPlace(address));
  if (!link || !holds(link, now)) return null;
  return { tenant: address.tenant, link, ...(await desk.open(address)) };
}

export function holds({ expiresAt, revoked }: PartnerLink, now: number): boolean {
  return revoked === null && expiresAt > now;
}
