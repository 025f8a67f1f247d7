/** What went wrong is logged by its kind and answered without a word of the vendor's. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { expect, test } from 'vitest';
import { errorHandler } from '../../server/http/errors.ts';
import { CrmError, StoreError } from '../../server/ports.ts';

const VENDOR_TEXT = 'Bearer 00Dxx secret of rhea@customer.example';

test.each([
  [
    new CrmError({ kind: 'rejected', code: 'FIELD_INTEGRITY' }, VENDOR_TEXT),
    503,
    'crm.rejected FIELD_INTEGRITY',
  ],
  [new CrmError({ kind: 'down' }, VENDOR_TEXT), 503, 'crm.down'],
  [new StoreError('full', VENDOR_TEXT), 503, 'store.full'],
  [new TypeError(VENDOR_TEXT), 500, 'TypeError'],
])('%s', async (error, status, code) => {
  const logged: unknown[] = [];
  const app = express();
  app.get('/', () => {
    throw error;
  });
  app.use(errorHandler((event, facts) => void logged.push({ event, ...facts })));
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    expect(answer.status).toBe(status);
    expect(await answer.text()).not.toContain('secret');
    expect(logged).toEqual([{ event: 'request.failed', method: 'GET', status, code }]);
  } finally {
    server.close();
  }
});
