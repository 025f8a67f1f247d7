/** Asks for a full run, where something changed that concerns accounts nobody touched: the rules, or a partner's account. */
import type { Job } from '../ports.ts';

/** Any number of them make one run. */
export function mapJob(connection: string): Job {
  return { name: 'map', key: `map/${connection}`, payload: { connection } };
}
