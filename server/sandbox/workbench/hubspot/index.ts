/** The app's cards on the pages of the imitation portal, drawn from the bundles that HubSpot's own bundler makes. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Person } from '../../hubspot/people.ts';
import type { HubSpotPortal } from '../../hubspot/portal.ts';
import type { CardAnswer, CardHost, CardUser } from '../cardHost.ts';
import { html, type Markup } from '../html.ts';
import { appFacts, placesOf } from './app.ts';
import type { CardContext, CardSetup, Properties } from './browser/protocol.ts';
import { compiledCards } from './compiled.ts';
import { contextOf } from './context.ts';
import { FetchProxy } from './fetchProxy.ts';

const FILES = '/cards/hubspot/files';
const TYPES = { js: 'text/javascript', css: 'text/css' } as const;
const OBJECT_TYPES: Readonly<Record<string, string>> = { Company: '0-2', Deal: '0-3' };

/** Each page of the app with the path that its router knows it by. */
const PAGES = {
  program: { title: 'Partner program', bundle: 'Pages.js', location: 'pages', path: '/' },
  registrations: {
    title: 'Deal registrations',
    bundle: 'Pages.js',
    location: 'pages',
    path: '/registrations',
  },
  review: { title: 'Matches to review', bundle: 'Pages.js', location: 'pages', path: '/review' },
  settings: { title: 'App settings', bundle: 'Settings.js', location: 'settings', path: '/' },
} as const;

const fetchRequest = z.strictObject({
  url: z.string(),
  method: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.string().nullable(),
  timeout: z.number().nullable(),
});
const recordRequest = z.strictObject({ objectId: z.number(), objectTypeId: z.string() });

/** @param serverUrl where the app's server is, by the address that it knows itself by */
export function hubspotCards(portal: HubSpotPortal, serverUrl: string): CardHost {
  const { name: appName, origins } = appFacts();
  const proxy = new FetchProxy({ app: portal.app, origins, serverUrl, now: () => portal.now() });
  const files = new Map<string, Buffer>();

  const person = ({ id }: CardUser): Person => {
    const found = portal.people.user(Number(id));
    if (!found) throw new Error(`The portal has no user ${id}.`);
    return found;
  };
  const standing = (user: CardUser, title: string) => ({ portal, appName, title, person: person(user) });

  return {
    slug: 'hubspot',
    build: async () => {
      const folder = await compiledCards();
      for (const name of await readdir(folder)) files.set(name, await readFile(join(folder, name)));
      files.set('cards.css', await readFile(join(import.meta.dirname, 'browser', 'cards.css')));
    },
    file: async (name) => {
      const body = files.get(name);
      const type = TYPES[name.split('.').at(-1) as keyof typeof TYPES] ?? 'application/json';
      return body && { status: 200, type: `${type}; charset=utf-8`, body };
    },
    head: () =>
      html`<link rel="stylesheet" href="${FILES}/cards.css" />
        <script src="${FILES}/host.js" defer></script>`,
    onRecord: ({ id, isPartner, kind }, user) => {
      const objectTypeId = OBJECT_TYPES[kind];
      if (objectTypeId === undefined) return undefined;
      const entry = kind === 'Deal' ? 'DealCard' : isPartner ? 'PartnerCard' : 'AccountCard';
      const crm = { objectId: Number(id), objectTypeId };
      const setups = placesOf(entry).map(({ bundle, location, name }): CardSetup => {
        const context = { ...contextOf(standing(user, name), location), crm };
        return { bundle: `${FILES}/${bundle}`, title: name, context, location: { path: '/', params: {} } };
      });
      return place(setups);
    },
    pages: Object.entries(PAGES).map(([slug, { title }]) => ({ slug, title })),
    page: (slug, user) => {
      const { bundle, location, path, title } = PAGES[slug as keyof typeof PAGES];
      const context = contextOf(standing(user, title), location);
      return place([{ bundle: `${FILES}/${bundle}`, title, context, location: { path, params: {} } }]);
    },
    post: async (name, body, user) => {
      if (name === 'fetch')
        return json(await proxy.fetch(fetchRequest.parse(JSON.parse(body.toString('utf8'))), person(user)));
      if (name !== 'properties')
        return { status: 404, type: 'text/plain', body: 'There is nothing of that name.' };
      const { objectId, objectTypeId } = recordRequest.parse(JSON.parse(body.toString('utf8')));
      return json(propertiesOf(portal, { objectId, objectTypeId }));
    },
  };
}

function place(setups: readonly CardSetup[]): Markup {
  return html`<div class="hs" data-hubspot-card="${JSON.stringify(setups)}"></div>`;
}

function json(body: unknown): CardAnswer {
  return { status: 200, type: 'application/json', body: JSON.stringify(body) };
}

/** As the page knows them: every value that the record has, instants in milliseconds. */
function propertiesOf(portal: HubSpotPortal, crm: NonNullable<CardContext['crm']>): Properties {
  const collection = portal.collection(crm.objectTypeId);
  const record = collection.get(String(crm.objectId));
  if (!record) return {};
  return {
    ...record.values,
    hs_object_id: record.id,
    [collection.type.modifiedAt]: String(record.modifiedAt),
  };
}
