/** Which requests could have changed something in a CRM. */
import type { Sandbox } from '../../server/sandbox/sandbox.ts';

/**
 * As `METHOD path`, since the calls were last reset. Salesforce's composite carries reads too, so records are to be
 * compared besides; its SOAP call to /u/ asks who we are.
 */
export function writesTo({ world }: Sandbox, crm: 'salesforce' | 'hubspot'): string[] {
  const reads = /\/(search|batch\/read|query|composite|token)$|\/jobs\/query|\/Soap\/u\//;
  return world.calls.entries
    .filter(({ crm: to, method, path }) => to === crm && method !== 'GET' && !reads.test(path))
    .map(({ method, path }) => `${method} ${path}`);
}
