/** What every page has around it: the tabs of both CRMs, who looks, and the word that this is an imitation. */
import type { CardUser } from './cardHost.ts';
import { html, type Markup } from './html.ts';
import { userSwitch } from './users.ts';
import type { CrmView } from './view.ts';
import { figure } from './words.ts';

export interface Page {
  title: string;
  crms: CrmView[];
  /** The CRM the page belongs to. */
  crm: CrmView;
  users: readonly CardUser[];
  user: CardUser | undefined;
  /** Where another user would come back to. */
  here: string;
  /** What the cards on the page need. */
  head: Markup | undefined;
  main: Markup;
}

export function document({ title, crms, crm, users, user, here, head, main }: Page): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · imitation of ${crm.name}</title>
        ${head}
        <link rel="stylesheet" href="/style.css" />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <script src="/live.js" defer></script>
      </head>
      <body class="${crm.slug}">
        <a class="skip" href="#main">Skip to content</a>
        <header class="top">
          <p class="imitation">
            <strong>Imitation.</strong> Not ${crm.name}: a stand-in on this machine, with invented companies.
          </p>
          <div class="bar">
            <nav aria-label="CRMs">${crms.map((one) => tab(one, one === crm))}</nav>
            ${user && userSwitch(crm.slug, users, user, here)}
          </div>
        </header>
        <main id="main" tabindex="-1">${main}</main>
        <p class="live" role="status" id="status"></p>
      </body>
    </html>`.text;
}

function tab(crm: CrmView, isHere: boolean): Markup {
  const counts = crm.counts().map(({ label, count }) => html`<span><b>${figure(count)}</b> ${label}</span>`);
  return html`<a class="tab ${crm.slug}" href="/${crm.slug}" ${isHere && html` aria-current="true"`}>
    <strong>${crm.name}</strong> <span class="counts" data-live="counts-${crm.slug}">${counts}</span></a
  >`;
}
