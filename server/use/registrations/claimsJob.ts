/** The job that keeps a connection's claims true: any number of reasons to look at them make one look. */
import type { Job } from '../../ports.ts';

export const CLAIMS_JOB = 'claims';

export function claimsJob(connection: string): Job {
  return { name: CLAIMS_JOB, key: `${CLAIMS_JOB}/${connection}`, payload: { connection } };
}
