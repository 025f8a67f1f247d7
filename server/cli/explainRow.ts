/** Why a row of a partner's list was refused, and what to do about it, in words. */
import type { FileRefusal } from '../use/listRows.ts';
import { wordsOf } from './words.ts';

export type ExplainedRow = FileRefusal & { reason: string; next: string };

export function explainRow(refusal: FileRefusal): ExplainedRow {
  const words = wordsOf('import');
  const { code, args } = refusal;
  const reason = words.getMessage(`refusal.${code}`, Object.values(args).map(String));
  return { ...refusal, reason, next: words.getMessage(`refusal.${code}.next`) };
}
