/** What a log says of an error: its kind and code, never its words, which may be the vendor's and carry what a log must not. */
import { CrmError, StoreError } from '../ports.ts';
import { Refusal } from './context.ts';

/** `crm.rejected FIELD_INTEGRITY_EXCEPTION`, `store.full`, `run.busy`, or the name of what no part of ours threw. */
export function faultCode(error: unknown): string {
  if (error instanceof CrmError) {
    const { fault } = error;
    return fault.kind === 'rejected' ? `crm.rejected ${fault.code}` : `crm.${fault.kind}`;
  }
  if (error instanceof StoreError) return `store.${error.fault}`;
  if (error instanceof Refusal) return error.code;
  return error instanceof Error ? error.name : 'unknown';
}
