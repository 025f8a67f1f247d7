/** One after the other in this process: work that would only clash in the store, and be done again until it gets through. */

/** Ends when the last that was asked for ends, by name. */
const last = new Map<string, Promise<unknown>>();

/** Work inside of work of the same name would wait for itself. */
export function inTurn<R>(name: string, work: () => Promise<R>): Promise<R> {
  const before = last.get(name) ?? Promise.resolve();
  const done = before.then(work);
  const settled = done.catch(() => undefined);
  last.set(name, settled);
  void settled.then(() => {
    if (last.get(name) === settled) last.delete(name);
  });
  return done;
}
