/** Takes a CRM's hints that something changed: verified on the raw bytes, durable before they are acknowledged. */
import express, { type Request, Router } from 'express';
import { z } from 'zod';
import type { Clock, Store } from '../ports.ts';
import { noteHint } from '../use/noteHint.ts';
import { notFound } from './errors.ts';

const LARGEST_BODY = '1mb';

/** An event says which account it is about; for the rest the record itself is asked. */
const events = z
  .array(z.looseObject({ portalId: z.union([z.number(), z.string()]).transform(String) }))
  .max(10_000);

export interface SignedRequest {
  method: string;
  target: string;
  rawHeaders: readonly string[];
  body: Uint8Array;
}

export interface WebhookParts {
  store: Store;
  clock: Clock;
  isSigned(request: SignedRequest): boolean;
  /** The connection that holds this account. */
  connectionOf(account: string): Promise<{ tenant: string; connection: string } | null>;
}

export function webhookRoutes(parts: WebhookParts): Router {
  const router = Router();
  const raw = express.raw({ type: () => true, limit: LARGEST_BODY });
  router.post('/webhooks/hubspot', raw, async (request, response, next) => {
    const body = bodyOf(request);
    const { method, originalUrl: target, rawHeaders } = request;
    if (!parts.isSigned({ method, target, rawHeaders, body })) {
      response.status(401).json({ code: 'unsigned' });
      return;
    }
    const accounts = accountsIn(body);
    if (accounts === null) {
      response.status(400).json({ code: 'badRequest' });
      return;
    }
    const known = await Promise.all([...accounts].map((account) => parts.connectionOf(account)));
    const places = known.filter((place) => place !== null);
    if (places.length === 0 && accounts.size > 0) {
      notFound(request, response, next);
      return;
    }
    for (const { tenant, connection } of places) {
      await noteHint(parts.store.for(tenant), connection, parts.clock.now());
    }
    response.status(204).end();
  });
  return router;
}

function bodyOf(request: Request): Uint8Array {
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
}

/** The accounts that a batch is about; null when it is no batch of events. */
function accountsIn(body: Uint8Array): Set<string> | null {
  const parsed = events.safeParse(jsonOf(body));
  return parsed.success ? new Set(parsed.data.map(({ portalId }) => portalId)) : null;
}

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
