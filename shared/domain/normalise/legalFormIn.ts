/** Finds and removes the legal forms in the words of a name. */
import { LEGAL_FORMS, LENGTHS_BY_END, LENGTHS_BY_START, type LegalForm } from './legalForms.ts';

/** Words without legal forms, at least one left over, and the form that says most. */
export function withoutLegalForm(words: readonly string[]): { core: string[]; legalForm: string | null } {
  let legalForm: string | null = null;
  let end = words.length;
  let start = 0;
  for (let found = formAtEnd(words, end); found !== null; found = formAtEnd(words, end)) {
    legalForm = better(legalForm, found.form.form);
    end -= found.length;
  }
  for (let found = formAtStart(words, start, end); found !== null; found = formAtStart(words, start, end)) {
    legalForm ??= found.form.form;
    start += found.length;
  }
  const core: string[] = [];
  for (let at = start; at < end; at++) {
    const word = words[at] ?? '';
    const form = LEGAL_FORMS.get(word);
    const removed = form && (form.place === 'any' || (form.place === 'inside' && core.length > 0));
    if (removed && end - start > 1) legalForm ??= form.form;
    else core.push(word);
  }
  return { core: core.length > 0 ? core : words.slice(start, end), legalForm };
}

interface FoundForm {
  form: LegalForm;
  /** In words. */
  length: number;
}

/** The longest legal form that ends before `end`, at least one word left over. */
function formAtEnd(words: readonly string[], end: number): FoundForm | null {
  const lengths = LENGTHS_BY_END.get(words[end - 1] ?? '');
  if (lengths === undefined) return null;
  for (const length of lengths) {
    if (length < end) {
      const form = formIn(words, end - length, end);
      if (form) return { form, length };
    }
  }
  return null;
}

/** The longest legal form that may start a name, at least one word left over. */
function formAtStart(words: readonly string[], start: number, end: number): FoundForm | null {
  const lengths = LENGTHS_BY_START.get(words[start] ?? '');
  if (lengths === undefined) return null;
  for (const length of lengths) {
    if (start + length < end) {
      const form = formIn(words, start, start + length);
      if (form && (form.place === 'edge' || form.place === 'any')) return { form, length };
    }
  }
  return null;
}

function formIn(words: readonly string[], from: number, to: number): LegalForm | undefined {
  return LEGAL_FORMS.get(to - from === 1 ? (words[from] ?? '') : words.slice(from, to).join(' '));
}

/** "Co." says less than whatever else the name carries. */
function better(known: string | null, form: string): string {
  return known === null || known === 'co' ? form : known;
}
