/** Finds and removes the legal forms in the words of a name. */
import type { SpeltForm } from './legalForms.ts';
import type { NameWord } from './nameWords.ts';

/** Words without legal forms, at least one left over, and the form that says most. */
export function withoutLegalForm(words: NameWord[]): { core: NameWord[]; legalForm: string | null } {
  let legalForm: string | null = null;
  let end = words.length;
  let start = 0;
  for (let form = formAtEnd(words, end); form !== null; form = formAtEnd(words, end)) {
    legalForm = better(legalForm, form.form);
    end -= form.words.length;
  }
  for (
    let form = formAtStart(words, start, end, legalForm);
    form !== null;
    form = formAtStart(words, start, end, legalForm)
  ) {
    legalForm ??= form.form;
    start += form.words.length;
  }
  const core: NameWord[] = [];
  for (let at = start; at < end; at++) {
    const word = words[at]!;
    const form = word.legal === null ? null : word.legal.alone;
    const removed = form !== null && (form.place === 'any' || (form.place === 'inside' && core.length > 0));
    if (removed && end - start > 1) legalForm ??= form.form;
    else core.push(word);
  }
  return { core: core.length > 0 ? core : words.slice(start, end), legalForm };
}

/** The longest legal form that ends before `end`, at least one word left over. */
function formAtEnd(words: readonly NameWord[], end: number): SpeltForm | null {
  const legal = end < 2 ? null : words[end - 1]!.legal;
  if (legal === null) return null;
  for (const form of legal.ends) {
    const { length } = form.words;
    if (length < end && standsAt(form, words, end - length)) return form;
  }
  return legal.alone;
}

/**
 * The longest legal form that may start a name, at least one word left over.
 * @param ending the form at the end: one that says the same in front is no part of the name ("AB Volvo (publ)")
 */
function formAtStart(
  words: readonly NameWord[],
  start: number,
  end: number,
  ending: string | null,
): SpeltForm | null {
  const legal = start + 1 >= end ? null : words[start]!.legal;
  if (legal === null) return null;
  for (const form of legal.starts) {
    if (start + form.words.length < end && standsAt(form, words, start)) return form;
  }
  const { alone } = legal;
  if (alone === null) return null;
  return alone.place === 'edge' || alone.place === 'any' || alone.form === ending ? alone : null;
}

function standsAt(form: SpeltForm, words: readonly NameWord[], at: number): boolean {
  for (let n = 0; n < form.words.length; n++) if (words[at + n]!.text !== form.words[n]) return false;
  return true;
}

/** "Co." says less than whatever else the name carries. */
function better(known: string | null, form: string): string {
  return known === null || known === 'co' ? form : known;
}
