/** Joins the page for partners to this server's connections: its key, its public address, and who opens a connection for it. */
import { hkdfSync } from 'node:crypto';
import type { App } from './app.ts';
import type { CardParts } from './http/cards.ts';
import type { PartnerPageParts } from './http/partnerPage.ts';
import { PATH } from './http/partnerPageGuard.ts';
import { eventLog } from './log.ts';
import type { Desk } from './use/cards/desk.ts';
import { textOfLink } from './use/partnerLinks/linkText.ts';

/** The key that partners' links are signed with; it is of no use for anything else, and another master key ends them all. */
export function partnerLinkKey({ config }: Pick<App, 'config'>): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', config.masterKey ?? '', '', 'partner links', 32));
}

/** Where links of this tenant lead; null: the server has no public address. */
export function partnerLinksOf(app: Pick<App, 'config'>, tenant: string): Desk['links'] {
  const { publicUrl } = app.config;
  if (publicUrl === null) return null;
  const key = partnerLinkKey(app);
  return { addressOf: (link) => `${publicUrl}${PATH}/${textOfLink({ ...link, tenant }, key)}` };
}

/** Null: the server has no public address, so that no link can lead to it. */
export function partnerPages(
  app: App,
  { open, operations }: Pick<CardParts, 'open' | 'operations'>,
): PartnerPageParts | null {
  const { publicUrl } = app.config;
  if (publicUrl === null) return null;
  return {
    desk: {
      key: partnerLinkKey(app),
      clock: app.clock,
      operations,
      storeOf: (tenant) => app.store.for(tenant),
      open,
    },
    origin: new URL(publicUrl).origin,
    log: eventLog(app.logger, {}),
  };
}
