/** Whether the process lives, and whether it can take work. */
import { Router } from 'express';
import type { Store } from '../ports.ts';

export function healthRoutes(store: Pick<Store, 'check' | 'pending'>): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.json({ ok: true });
  });
  // A store that cannot take a durable write rejects, and the error handler answers 503.
  router.get('/readyz', async (_request, response) => {
    await store.check();
    const { jobs, oldestAge } = await store.pending();
    response.json({ ok: true, pending: jobs, oldestPendingMs: oldestAge });
  });
  return router;
}
