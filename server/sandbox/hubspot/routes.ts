/** Every route the imitation answers. Fixed names come before those that take any segment. */
import { accountRoutes } from './account.ts';
import { allowanceRoutes } from './allowances.ts';
import { associationRoutes } from './associations.ts';
import { batchRoutes } from './batch.ts';
import { exportRoutes } from './exports.ts';
import { groupRoutes } from './propertyGroups.ts';
import { labelRoutes } from './labels.ts';
import { oauthRoutes } from './oauth.ts';
import { objectRoutes } from './objects.ts';
import { peopleRoutes } from './peopleRoutes.ts';
import { pipelineRoutes } from './pipelines.ts';
import { propertyRoutes } from './properties.ts';
import { schemaRoutes } from './schemas.ts';
import { searchRoutes } from './search.ts';
import { Router } from './route.ts';

export const router = new Router([
  ...searchRoutes,
  ...batchRoutes,
  ...objectRoutes,
  ...associationRoutes,
  ...labelRoutes,
  ...groupRoutes,
  ...propertyRoutes,
  ...pipelineRoutes,
  ...exportRoutes,
  ...allowanceRoutes,
  ...schemaRoutes,
  ...peopleRoutes,
  ...accountRoutes,
  ...oauthRoutes,
]);
