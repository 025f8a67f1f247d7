/** Holds a lease for as long as some work takes, and stops the work if someone else has taken it since. */
import type { Lease, TenantStore } from '../ports.ts';

/** After a crash others wait no longer than this; milliseconds. */
const TERM = 60_000;

/**
 * Undefined, without a call of `work`, while someone else holds the lease.
 * @param work gets a signal that fires when the lease was lost, and the lease for transactions that must not outlive it
 * @param term milliseconds; renewed four times as often
 */
export async function holdLease<R>(
  store: TenantStore,
  name: string,
  work: (lost: AbortSignal, lease: Lease) => Promise<R>,
  term = TERM,
): Promise<R | undefined> {
  const lease = await store.lease(name, term);
  if (!lease) return undefined;
  const lost = new AbortController();
  const renew = async (): Promise<void> => {
    try {
      if (!(await lease.renew(term))) lost.abort();
    } catch (error) {
      // A store that cannot renew cannot tell whether the lease is still ours.
      lost.abort(error);
    }
  };
  const heartbeat = setInterval(() => void renew(), term / 4);
  try {
    return await work(lost.signal, lease);
  } finally {
    clearInterval(heartbeat);
    await lease.release();
  }
}
