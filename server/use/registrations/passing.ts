/** Faults of the CRM that pass by themselves: what met one keeps its place and is written later. */
import type { CrmError } from '../../ports.ts';

const PASSING: readonly string[] = ['throttled', 'exhausted', 'busy', 'down', 'expired', 'garbled'];
/** Those that everything else would meet as well. */
const STOPPING: readonly string[] = ['throttled', 'exhausted', 'expired'];

export function passes({ fault }: Pick<CrmError, 'fault'>): boolean {
  return PASSING.includes(fault.kind);
}

export function stopsAll({ fault }: Pick<CrmError, 'fault'>): boolean {
  return STOPPING.includes(fault.kind);
}
