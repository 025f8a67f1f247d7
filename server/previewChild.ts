/** The process that a look at other thresholds has for itself, so that cards keep their speed meanwhile. */
import { runAsChild } from './childRun.ts';
import { keepPreview } from './use/cards/previews.ts';

const [tenant = '', connection = '', user = '', sureAt = '', likelyAt = ''] = process.argv.slice(2);
await runAsChild(tenant, connection, (context) =>
  keepPreview(context, { tenant, connection, user }, { sureAt: Number(sureAt), likelyAt: Number(likelyAt) }),
);
