/** What writing would take of what a CRM has left: data storage and calls of the day. */
import type { Described } from '../ports.ts';

export interface Costs {
  /** New records in the CRM, and the bytes they take; null where rows take no storage that is counted. */
  rows: number;
  bytes: number | null;
  bytesLeft: number | null;
  /** Calls that writing takes, about, and calls left today where the CRM says. */
  calls: number;
  callsLeft: number | null;
  /** The larger share of what is left, 0 to 1; more than 1 does not fit. */
  use: number;
}

/** More than this of what is left would leave the customer cramped. */
export const MOST = 0.8;

/**
 * @param rows new records of ours
 * @param records records to write, new ones among them
 * @param more calls beside those that write the records
 */
export function useOf(
  { storage, allowance, recordsPerCall }: Described,
  { rows, records, more = 0 }: { rows: number; records: number; more?: number },
): Costs {
  const bytes = storage && rows * storage.bytesPerRow;
  const bytesLeft = storage && storage.leftBytes;
  const calls = Math.ceil(records / recordsPerCall) + more;
  const callsLeft = allowance && Math.max(0, allowance.limit - allowance.used);
  const use = Math.max(shareOf(bytes, bytesLeft), shareOf(calls, callsLeft));
  return { rows, bytes, bytesLeft, calls, callsLeft, use };
}

/** What writing would use the larger share of: data storage, or calls of the day. */
export function tightest({ bytes, bytesLeft, calls, callsLeft }: Costs): {
  of: 'storage' | 'calls';
  share: number;
} {
  const [storage, ofCalls] = [shareOf(bytes, bytesLeft), shareOf(calls, callsLeft)];
  return storage > ofCalls ? { of: 'storage', share: storage } : { of: 'calls', share: ofCalls };
}

/** A share for people: `93 %`. */
export function percentOf(share: number): string {
  return share < 100 ? `${Math.round(share * 100)} %` : 'more than all';
}

/** Of nothing left, even the smallest part is more than all. */
export function shareOf(part: number | null, left: number | null): number {
  if (!part || left === null) return 0;
  return left > 0 ? part / left : Number.MAX_VALUE;
}
