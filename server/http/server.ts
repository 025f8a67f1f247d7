/** The HTTP face of the server: its routes, and what holds for all of them. */
import { createServer, type Server } from 'node:http';
import express, { type Express } from 'express';
import type { Log } from '../use/context.ts';
import type { Store } from '../ports.ts';
import { cardRoutes, type CardParts } from './cards.ts';
import { errorHandler, notFound } from './errors.ts';
import { healthRoutes } from './health.ts';
import { oauthRoutes, type OAuthParts } from './oauth.ts';
import { partnerPageRoutes, type PartnerPageParts } from './partnerPage.ts';
import { webhookRoutes, type WebhookParts } from './webhooks.ts';

export interface HttpParts {
  store: Store;
  log: Log;
  oauth: OAuthParts;
  webhooks: WebhookParts;
  cards: CardParts;
  /** Null: no link leads here. */
  partnerPage: PartnerPageParts | null;
}

/** Nothing here is for a browser to keep, frame, guess the type of or tell others about. */
const HEADERS: Readonly<Record<string, string>> = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
};

const HEADERS_WITHIN = 10_000;
const REQUEST_WITHIN = 20_000;

/** A server, not yet listening. */
export function httpServer(parts: HttpParts): Server {
  const server = createServer(routes(parts));
  server.headersTimeout = HEADERS_WITHIN;
  server.requestTimeout = REQUEST_WITHIN;
  return server;
}

function routes({ store, log, oauth, webhooks, cards, partnerPage }: HttpParts): Express {
  const app = express();
  app.disable('x-powered-by');
  // Nothing may be kept, so nothing has to be told apart.
  app.disable('etag');
  app.set('query parser', 'simple');
  // Whoever stands right before us says whose request it is; nobody on the open internet does.
  app.set('trust proxy', ['loopback', 'linklocal', 'uniquelocal']);
  app.use((_request, response, next) => {
    response.set(HEADERS);
    next();
  });
  app.use(healthRoutes(store));
  app.use(oauthRoutes(oauth));
  app.use(webhookRoutes(webhooks));
  app.use(cardRoutes(cards));
  if (partnerPage) app.use(partnerPageRoutes(partnerPage));
  app.use(notFound);
  app.use(errorHandler(log));
  return app;
}
