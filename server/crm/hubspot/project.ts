/** Prints the HubSpot project that an admin uploads: no host stands in it but the server's own, from configuration. */
import { fieldName } from '../../../shared/schema/naming.ts';
import { definitionOf } from '../../../shared/schema/objects.ts';
import { SCOPES, TASK_SCOPES } from './oauth.ts';
import { NAMING, type Parent, PARENTS } from './parents.ts';

export interface ProjectOptions {
  /** Our server's public https address. */
  serverUrl: string;
}

/** Where HubSpot meets our server, below the server's address. */
export const REDIRECT_PATH = '/oauth/hubspot/callback';
export const WEBHOOK_PATH = '/webhooks/hubspot';

/** HubSpot's singular names, as webhook subscriptions want them. */
const OBJECT_TYPES: Readonly<Record<Parent, string>> = { account: 'company', deal: 'deal' };
const LIFE = ['object.creation', 'object.deletion', 'object.merge', 'object.restore'] as const;

/**
 * The project's files by path below `hubspot-app/`.
 * @throws RangeError for an address that HubSpot would refuse
 */
export function projectFiles({ serverUrl }: ProjectOptions): Map<string, string> {
  const base = checkedUrl(serverUrl);
  return new Map([
    ['hsproject.json', print({ name: 'alongside', srcDir: 'src', platformVersion: '2026.03' })],
    ['src/app/app-hsmeta.json', print(app(base))],
    ['src/app/webhooks/webhooks-hsmeta.json', print(webhooks(base))],
    ['src/app/packages/renderer/server.ts', cardsServer(base)],
  ]);
}

/** Custom objects need HubSpot's Enterprise edition, so nobody is refused for not having them. */
const OPTIONAL_SCOPES = [
  ...TASK_SCOPES,
  'crm.objects.custom.read',
  'crm.objects.custom.write',
  'crm.schemas.custom.read',
];

function app(base: string) {
  return {
    uid: 'alongside',
    type: 'app',
    config: {
      name: 'Alongside',
      description: 'Every partner on the deal, inside the CRM the sales team already uses.',
      distribution: 'private',
      auth: {
        type: 'oauth',
        redirectUrls: [`${base}${REDIRECT_PATH}`],
        requiredScopes: SCOPES,
        optionalScopes: OPTIONAL_SCOPES,
        conditionallyRequiredScopes: [],
      },
      permittedUrls: { fetch: [base], iframe: [], img: [] },
    },
  };
}

function webhooks(base: string) {
  const crmObjects = PARENTS.flatMap((parent) => {
    const objectType = OBJECT_TYPES[parent];
    return [
      ...LIFE.map((subscriptionType) => ({ subscriptionType, objectType, active: true })),
      ...watched(parent).map((propertyName) => {
        return { subscriptionType: 'object.propertyChange', objectType, propertyName, active: true };
      }),
    ];
  });
  return {
    uid: 'alongside-webhooks',
    type: 'webhooks',
    config: {
      settings: { targetUrl: `${base}${WEBHOOK_PATH}`, maxConcurrentRequests: 10 },
      subscriptions: { crmObjects, legacyCrmObjects: [], hubEvents: [] },
    },
  };
}

/** The cards are bundled by HubSpot, so that what they have to know stands in their source. */
function cardsServer(base: string): string {
  return [
    '/** Where the cards find the server; printed by `connect hubspot --url`, so that no host stands in the source. */',
    `export const SERVER = '${base}';`,
    '',
  ].join('\n');
}

/** The CRM's own properties that we read; changes of ours are made by us. */
function watched(parent: Parent): string[] {
  const names = Object.entries(definitionOf(parent).fields)
    .filter(([, field]) => field.native !== undefined && !field.readOnly && !field.unwatched)
    .map(([name]) => fieldName(NAMING, parent, name));
  return names.filter((name) => name !== null).filter((name) => !name.startsWith('alongside_'));
}

function checkedUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'https:' || url.search !== '' || url.hash !== '' || url.username !== '') {
    throw new RangeError(`HubSpot reaches a server only by a plain https address, not by ${text}`);
  }
  const path = url.pathname.replace(/\/+$/, '');
  // It is printed into quotes.
  return `${url.origin}${path.replaceAll("'", '%27')}`;
}

function print(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
