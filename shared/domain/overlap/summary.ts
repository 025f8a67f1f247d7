/** The two plain fields on an account that lists, filters and reports use. */
import type { Fields } from '../../schema/objects.ts';

const LONGEST = 255;
const SEPARATOR = '; ';

/**
 * Counts what is not rejected and names its partners in bytewise order, cut at whole names with "+n" to 255 characters.
 * Nothing to count leaves both fields empty, so that accounts without overlaps are never written.
 */
export function accountSummary(
  overlaps: readonly Fields<'accountOverlap'>[],
  partnerNames: ReadonlyMap<string, string>,
): { overlapCount: number | null; overlapPartners: string | null } {
  const counted = overlaps.filter(({ decision }) => decision !== 'rejected');
  const ids = new Set(counted.flatMap(({ partner }) => partner ?? []));
  const names = [...ids].map((id) => partnerNames.get(id) ?? id).sort();
  return {
    overlapCount: counted.length || null,
    overlapPartners: names.length === 0 ? null : joinedNames(names),
  };
}

/** The names, cut at whole ones with "+n" to 255 characters. */
export function joinedNames(names: readonly string[]): string {
  const all = names.join(SEPARATOR);
  if (all.length <= LONGEST) return all;
  for (let kept = names.length - 1; kept > 0; kept--) {
    const text = `${names.slice(0, kept).join(SEPARATOR)} +${names.length - kept}`;
    if (text.length <= LONGEST) return text;
  }
  const rest = names.length > 1 ? ` +${names.length - 1}` : '';
  return `${(names[0] ?? '').slice(0, LONGEST - rest.length - 1)}…${rest}`;
}
