/** The REST API's table of routes, and the search through it. */
import type { Call, Reply, Route } from '../call.ts';
import { bulkRoutes } from '../bulk/routes.ts';
import { notFound, SalesforceError } from '../errors.ts';
import { collectionRoutes } from './collections.ts';
import { compositeRoutes } from './composite.ts';
import { describeRoutes } from './describe.ts';
import { limitRoutes } from './limits.ts';
import { namedCredentialRoutes } from './namedCredentials.ts';
import { queryRoutes } from './query.ts';
import { recordRoutes } from './records.ts';
import { uiRoutes } from '../ui/routes.ts';

const resources: Route = {
  method: 'GET',
  path: /^\/?$/,
  handle: ({ version, service, org, userId }) => {
    const base = `/services/data/v${version}`;
    const names = [
      'sobjects',
      'query',
      'queryAll',
      'composite',
      'limits',
      'jobs',
      'named-credentials',
      'ui-api',
    ];
    const links = Object.fromEntries(names.map((name) => [name, `${base}/${name}`]));
    return { status: 200, body: { ...links, identity: `${service.url}/id/${org.id}/${userId}` } };
  },
};

let routes: Route[] | undefined;

/** Made on first use, because composite and this table need each other. */
const table = (): Route[] =>
  (routes ??= [
    resources,
    ...queryRoutes,
    ...describeRoutes,
    ...collectionRoutes,
    ...compositeRoutes,
    ...limitRoutes,
    ...bulkRoutes,
    ...namedCredentialRoutes,
    ...uiRoutes,
    ...recordRoutes,
  ]);

/** Finds the route of a call under `/services/data/vNN.N` and runs it. */
export function dispatch(call: Call): Reply {
  const path = call.path.replace(/^\/services\/data\/v\d+\.0/, '');
  let other = false;
  for (const route of table()) {
    const match = route.path.exec(path);
    if (match === null) continue;
    if (route.method === call.method) return route.handle(call, match.slice(1).map(decodeURIComponent));
    other = true;
  }
  if (!other) throw notFound();
  throw new SalesforceError(
    'METHOD_NOT_ALLOWED',
    `HTTP Method '${call.method}' not allowed. Allowed are those of the resource's documentation`,
    { status: 405 },
  );
}
