/** Draws the package's compiled components on Salesforce pages, and answers them as the platform would. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, extname, join, normalize } from 'node:path';
import type { SalesforceSandbox } from '../../salesforce/index.ts';
import type { CardAnswer, CardHost, CardUser } from '../cardHost.ts';
import type { AppOnPages } from '../hosts.ts';
import { html } from '../html.ts';
import type { RecordView } from '../view.ts';
import { bundle } from './bundle.ts';
import { componentsBeside, TABS } from './cardsOnPages.ts';
import { Gateway, type GatewayCall } from './gateway.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};
const LOOKS = dirname(createRequire(import.meta.url).resolve('@salesforce-ux/design-system/package.json'));
const BASE = '/cards/salesforce/files';
/** Of the requests that the platform's services make. */
const API = '/services/data/v65.0';

export function salesforceCards({ org, url, grants }: SalesforceSandbox, app: AppOnPages): CardHost {
  const gateway = new Gateway(org, app.certificate, app.serverUrl);
  let folder: string | undefined;

  const place = (component: string, recordId = '', objectApiName = '') =>
    html`<div
      class="slds-scope"
      data-component="${component}"
      data-record-id="${recordId}"
      data-object-api-name="${objectApiName}"
    ></div>`;

  return {
    slug: 'salesforce',
    pages: TABS,
    build: async () => {
      folder = await bundle();
    },
    file: async (name) => {
      const path = normalize(`/${name}`);
      const type = TYPES[extname(path)];
      const from = path.startsWith('/assets/') ? LOOKS : folder;
      if (from === undefined || type === undefined) return undefined;
      return contentOf(join(from, path), type);
    },
    head: (user) =>
      html`<meta name="card-user" content="${JSON.stringify(localeOf(user))}" />
        <link rel="stylesheet" href="${BASE}/assets/styles/salesforce-lightning-design-system.min.css" />
        <script type="module" src="${BASE}/cards.js"></script>`,
    onRecord: (record: RecordView) => {
      const object = org.find(record.id)?.object.name ?? '';
      const components = componentsBeside(object, record.isPartner);
      if (components.length === 0) return undefined;
      return html`${components.map((component) => place(component, record.id, object))}`;
    },
    page: (slug) => html`${TABS.filter((tab) => tab.slug === slug).map(({ component }) => place(component))}`,
    post: async (name, body, user) => {
      const asked = JSON.parse(body.toString('utf8')) as Record<string, unknown>;
      if (name === 'ui-api') return uiApi(String(asked['path']), user);
      if (name === 'apex/AlongsideGateway.ask')
        return json(200, JSON.stringify(await gateway.ask(asked as unknown as GatewayCall, user.id)));
      return json(404, JSON.stringify([{ errorCode: 'NOT_FOUND', message: `There is no ${name}.` }]));
    },
  };

  /** As the platform writes for this user. */
  function localeOf({ id }: CardUser): Record<string, unknown> {
    const row = org.row('User', id) ?? {};
    const tag = (name: string) => String(row[name] ?? 'en_US').replaceAll('_', '-');
    return { locale: tag('LocaleSidKey'), lang: tag('LanguageLocaleKey'), timeZone: row['TimeZoneSidKey'] };
  }

  /** The org's own API, in a session of the user. */
  async function uiApi(path: string, { id }: CardUser): Promise<CardAnswer> {
    if (!path.startsWith('/ui-api/'))
      return json(404, JSON.stringify([{ errorCode: 'NOT_FOUND', message: path }]));
    const answer = await fetch(`${url}${API}${path}`, {
      headers: { Authorization: `Bearer ${grants.access(id)}` },
    });
    return json(answer.status, await answer.text());
  }
}

function json(status: number, body: string): CardAnswer {
  return { status, type: 'application/json; charset=utf-8', body };
}

async function contentOf(path: string, type: string): Promise<CardAnswer | undefined> {
  try {
    return { status: 200, type, body: await readFile(path) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
