/** Faults of the CRM that pass by themselves: what met one keeps its place and is written later. */
import { CrmError } from '../../ports.ts';
import type { Context } from '../context.ts';
import { faultCode } from '../faultCode.ts';

const PASSING: readonly string[] = ['throttled', 'exhausted', 'busy', 'down', 'expired', 'garbled'];
/** Those that everything else would meet as well. */
const STOPPING: readonly string[] = ['throttled', 'exhausted', 'expired'];

export function passes({ fault }: Pick<CrmError, 'fault'>): boolean {
  return PASSING.includes(fault.kind);
}

export function stopsAll({ fault }: Pick<CrmError, 'fault'>): boolean {
  return STOPPING.includes(fault.kind);
}

/** Null where the CRM did not take it. @throws CrmError that everything else would meet as well */
export async function unlessRefused<R>({ log }: Context, work: () => Promise<R>): Promise<R | null> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CrmError) || stopsAll(error)) throw error;
    log('read.failed', { object: 'dealRegistration', code: faultCode(error) });
    return null;
  }
}
