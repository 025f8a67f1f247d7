/** The limits resource. */
import type { Route } from '../call.ts';

export const limitRoutes: Route[] = [
  {
    method: 'GET',
    path: /^\/limits\/?$/,
    handle: ({ org }) => {
      const { limit, used } = org.daily;
      const whole = (max: number, left = max) => ({ Max: max, Remaining: Math.max(0, left) });
      return {
        status: 200,
        body: {
          DailyApiRequests: whole(limit, limit - used),
          DailyBulkApiBatches: whole(15_000),
          DailyBulkV2QueryJobs: whole(10_000),
          DailyBulkV2QueryFileStorageMB: whole(976_562),
          DataStorageMB: whole(10_240, 10_240 - Math.ceil(storedRows(org) * 0.002)),
          FileStorageMB: whole(10_240),
          DailyAsyncApexExecutions: whole(250_000),
          HourlyTimeBasedWorkflow: whole(1000),
          SingleEmail: whole(5000),
        },
      };
    },
  },
];

/** A record takes about 2 KB of data storage. */
function storedRows(org: Parameters<Route['handle']>[0]['org']): number {
  return [...org.objects.values()].reduce(
    (sum, object) => sum + (object.setup ? 0 : org.table(object.name).rows.size),
    0,
  );
}
