/** Named credentials. */
import type { Route } from '../call.ts';
export const namedCredentialRoutes: Route[] = [];
