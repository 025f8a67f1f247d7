/** A process that keeps the claims of one connection, to be killed in the middle of it. */
import { runAsChild } from '../../server/childRun.ts';
import { keepUnderLease } from '../../server/use/registrations/keepClaims.ts';
import { ZONE } from '../use/registrations/zone.ts';

const [tenant = '', connection = ''] = process.argv.slice(2);
await runAsChild(tenant, connection, async (context) => {
  await keepUnderLease(context, ZONE);
});
