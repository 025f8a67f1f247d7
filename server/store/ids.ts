/** What may be an id or a key, and the byte order in which ids are kept. */

/** The last code point there is; no id contains it, so it closes every range of ids with a prefix. */
const LAST = '\u{10FFFF}';

/** Throws a TypeError for ids that a database could not hold or order. */
export function checkId(what: string, id: string): string {
  if (id === '' || id.includes('\0') || id.includes(LAST) || !id.isWellFormed()) {
    throw new TypeError(
      `${what}: ${JSON.stringify(id)} cannot be an id; it must be non-empty, well-formed and free of U+0000 and U+10FFFF.`,
    );
  }
  return id;
}

/** Keys come from what people type, so what cannot be stored is dropped, alike on both sides of a look-up. */
export function cleanKey(key: string): string {
  return key.isWellFormed() && !key.includes('\0') ? key : key.toWellFormed().replaceAll('\0', '');
}

/** The ids with a prefix that come after a given id, as `from <= id < to`. */
export function range(prefix = '', after = ''): { from: string; to: string } {
  const from = after && Buffer.compare(Buffer.from(after), Buffer.from(prefix)) >= 0 ? next(after) : prefix;
  return { from, to: prefix + LAST };
}

/** The smallest text after `id` that has no U+0000 in it. */
function next(id: string): string {
  return `${id}\u0001`;
}
