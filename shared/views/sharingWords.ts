/** A share of what one side lets the other see, in words. */
import type { Term } from '../contract/value.ts';
import type { Share } from '../domain/sharing.ts';
import { word } from './make.ts';

/** The level and, where it lets fields through, which. */
export function levelWord({ level, fields }: Share): Term[] {
  const chosen = level === 'all' ? fields.map((field) => word(`shareable.${field}`)) : [];
  return [word(`level.${level}`), ...chosen];
}
