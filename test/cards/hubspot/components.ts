/** What HubSpot's documentation lets a component of a project say, strictly: its own schemas are not public. */
import { z } from 'zod';

const name = z.string().min(1).max(200);
const uid = z.string().regex(/^[\w.-]{1,64}$/);
const address = z.url({ protocol: /^https$/ });
const entrypoint = (folder: string) => z.string().regex(new RegExp(`^/app/${folder}/[A-Za-z]+\\.tsx$`));
const component = <Type extends string, Config extends z.ZodType>(type: Type, config: Config) =>
  z.strictObject({ uid, type: z.literal(type), config });

export const app = component(
  'app',
  z.strictObject({
    name,
    description: name,
    distribution: z.literal('private'),
    auth: z.strictObject({
      type: z.literal('oauth'),
      redirectUrls: z.array(address).min(1),
      requiredScopes: z.array(z.string()),
      optionalScopes: z.array(z.string()),
      conditionallyRequiredScopes: z.array(z.string()),
    }),
    permittedUrls: z.strictObject({
      fetch: z.array(address),
      iframe: z.array(address),
      img: z.array(address),
    }),
  }),
);
export const card = component(
  'card',
  z.strictObject({
    name,
    description: name,
    entrypoint: entrypoint('cards'),
    location: z.enum(['crm.record.sidebar', 'crm.record.tab']),
    objectTypes: z.array(z.enum(['DEAL', 'COMPANY'])).length(1),
  }),
);
export const pages = component('pages', z.strictObject({ entrypoint: entrypoint('pages') }));
export const settings = component('settings', z.strictObject({ entrypoint: entrypoint('settings') }));
const subscription = z.discriminatedUnion('subscriptionType', [
  z.strictObject({
    subscriptionType: z.enum(['object.creation', 'object.deletion', 'object.merge', 'object.restore']),
    objectType: z.enum(['company', 'deal']),
    active: z.boolean(),
  }),
  z.strictObject({
    subscriptionType: z.literal('object.propertyChange'),
    objectType: z.enum(['company', 'deal']),
    propertyName: z.string().regex(/^[a-z]\w*$/),
    active: z.boolean(),
  }),
]);
export const webhooks = component(
  'webhooks',
  z.strictObject({
    settings: z.strictObject({ targetUrl: address, maxConcurrentRequests: z.int().min(5) }),
    subscriptions: z.strictObject({
      crmObjects: z.array(subscription).max(1_000),
      legacyCrmObjects: z.array(z.never()),
      hubEvents: z.array(z.never()),
    }),
  }),
);
export const anyComponent = z.discriminatedUnion('type', [app, card, pages, settings, webhooks]);
