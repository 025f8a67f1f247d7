/** Asks for the next part while one is being worked on, so that the store and this thread work at the same time. */

/** Parts in order, each with its answer; at most one is asked for ahead. */
export async function* askedAhead<P, A>(
  parts: readonly P[],
  ask: (part: P) => Promise<A>,
): AsyncGenerator<[part: P, answer: A]> {
  let next = parts[0] === undefined ? undefined : ask(parts[0]);
  for (const [at, part] of parts.entries()) {
    const answer = await (next as Promise<A>);
    const following = parts[at + 1];
    next = following === undefined ? undefined : ask(following);
    // A failure is told by the await, not by its absence.
    next?.catch(() => undefined);
    yield [part, answer];
  }
}

export function partsOf<T>(items: readonly T[], size: number): T[][] {
  const parts: T[][] = [];
  for (let start = 0; start < items.length; start += size) parts.push(items.slice(start, start + size));
  return parts;
}
