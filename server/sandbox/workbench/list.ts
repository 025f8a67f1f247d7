/** Which added fields are worth a column in a list: those that most of the shown records have. */
const ROOM = 2;

/** Names of fields that records on the page have, the fullest first; equally full ones in the given order. */
export function mostFilled<T>(
  names: string[],
  page: readonly T[],
  isFilled: (record: T, name: string) => boolean,
): string[] {
  const counted = names.map((name) => ({
    name,
    count: page.filter((record) => isFilled(record, name)).length,
  }));
  return counted
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, ROOM)
    .map(({ name }) => name);
}
