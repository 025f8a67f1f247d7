/** The process that a nightly run has for itself: maps one connection beside the server that owns the store, and ends. */
import { runAsChild } from './childRun.ts';
import { mapUnderLease } from './use/mapAccounts.ts';

const [tenant = '', connection = ''] = process.argv.slice(2);
await runAsChild(tenant, connection, async (context) => {
  await mapUnderLease(context);
});
