/** Only differences are written; this says what they are. */

/**
 * The fields of `desired` that `found` holds otherwise; null if none. A field absent in `found` may not be read, so it
 * is no difference. An empty text is an empty field.
 */
export function diffFields<T extends object>(
  desired: T,
  found: Partial<Record<keyof T, unknown>>,
): Partial<T> | null {
  const changed: Partial<T> = {};
  let differs = false;
  for (const field of Object.keys(desired) as (keyof T)[]) {
    const present = found[field];
    if (present === undefined || desired[field] === undefined || equal(desired[field], present)) continue;
    changed[field] = desired[field];
    differs = true;
  }
  return differs ? changed : null;
}

function equal(a: unknown, b: unknown): boolean {
  if (a === b || (isEmpty(a) && isEmpty(b))) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => key in right && equal(left[key], right[key]))
  );
}

function isEmpty(value: unknown): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}
