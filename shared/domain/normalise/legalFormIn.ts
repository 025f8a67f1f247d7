/** Finds and removes the legal forms in the words of a name. */
import type { Word } from './nameTokens.ts';
import { type LegalUse, nameWords, type WordedForm } from './nameWords.ts';

/** Words without legal forms, at least one left over, and the form that says most. */
export function withoutLegalForm(words: Word[]): { core: Word[]; legalForm: string | null } {
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
  const core: Word[] = [];
  for (let at = start; at < end; at++) {
    const word = words[at]!;
    const form = legalUse(word)?.alone ?? null;
    const removed = form !== null && (form.place === 'any' || (form.place === 'inside' && core.length > 0));
    if (removed && end - start > 1) legalForm ??= form.form;
    else core.push(word);
  }
  return { core: core.length > 0 ? core : words.slice(start, end), legalForm };
}

/** The longest legal form that ends before `end`, at least one word left over. */
function formAtEnd(words: readonly Word[], end: number): WordedForm | null {
  const legal = end < 2 ? null : legalUse(words[end - 1]!);
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
  words: readonly Word[],
  start: number,
  end: number,
  ending: string | null,
): WordedForm | null {
  const legal = start + 1 >= end ? null : legalUse(words[start]!);
  if (legal === null) return null;
  for (const form of legal.starts) {
    if (start + form.words.length < end && standsAt(form, words, start)) return form;
  }
  const { alone } = legal;
  if (alone === null) return null;
  return alone.place === 'edge' || alone.place === 'any' || alone.form === ending ? alone : null;
}

function legalUse(word: Word): LegalUse | null {
  return word < 0 ? null : nameWords().legal[word]!;
}

function standsAt(form: WordedForm, words: readonly Word[], at: number): boolean {
  for (let n = 0; n < form.words.length; n++) if (words[at + n] !== form.words[n]) return false;
  return true;
}

/** "Co." says less than whatever else the name carries. */
function better(known: string | null, form: string): string {
  return known === null || known === 'co' ? form : known;
}
