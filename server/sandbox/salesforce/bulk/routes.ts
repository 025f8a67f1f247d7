/** Bulk routes. */
import type { Route } from '../call.ts';
export const bulkRoutes: Route[] = [];
