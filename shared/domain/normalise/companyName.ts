/** A company's name as it is compared: letters without case, accents, punctuation and legal form. */
import { CJK_FORMS, LEGAL_FORMS, LENGTHS_BY_END, LENGTHS_BY_START, type LegalForm } from './legalForms.ts';
import { asciiOf, fold } from './letters.ts';

export interface CompanyName {
  /** ASCII words in lower case, parted by one space. */
  plain: string;
  /** Folded words without legal form, articles and "and"; never empty unless the name has no letter or digit. */
  core: readonly string[];
  /** Canonical legal form, such as `gmbh`, `ltd`, `sa`; null if the name carries none. */
  legalForm: string | null;
  /** Other names the text carries ("IBM" in brackets, what follows "formerly"), each as core words; at most two. */
  aliases: readonly (readonly string[])[];
}

/** Names are cut here: what follows never helps, and hostile input must not cost more. */
const LONGEST_NAME = 300;
const CJK_MARK = 'cjklegal';
const CJK = /[\u2e80-\uffdc]/;
const CONJUNCTIONS = new Set(['and', 'und', 'et', 'og', 'och', 'the', 'en', 'ja']);

export function companyName(text: string): CompanyName {
  const short = text.length > LONGEST_NAME ? text.slice(0, LONGEST_NAME).toWellFormed() : text;
  const marked = CJK.test(short) ? short.replace(CJK_FORMS, ` ${CJK_MARK} `) : short;
  const words = wordsOf(asciiOf(marked));
  const folded: string[] = [];
  for (const word of words) if (!CONJUNCTIONS.has(word)) folded.push(fold(word));
  const whole = folded.length > 0 ? folded : words.map(fold);
  const { core, legalForm } = withoutLegalForm(whole);
  return {
    plain: (marked === short ? words : words.filter((word) => word !== CJK_MARK)).join(' '),
    core,
    legalForm,
    aliases: [],
  };
}

/** Runs of letters and digits; an apostrophe joins, and so do single letters in a row: "S. A." and "A.B." are one word. */
function wordsOf(text: string): string[] {
  const words: string[] = [];
  let singles = '';
  let start = -1;
  let word = '';
  for (let at = 0; at <= text.length; at++) {
    const code = at < text.length ? text.charCodeAt(at) : 32;
    if ((code >= 97 && code <= 122) || (code >= 48 && code <= 57)) {
      if (start < 0) start = at;
      continue;
    }
    if (start >= 0) {
      word += text.slice(start, at);
      start = -1;
    }
    if (code === 39 || code === 96 || word === '') continue;
    if (word.length === 1) singles += word;
    else {
      if (singles !== '') words.push(singles);
      singles = '';
      words.push(word);
    }
    word = '';
  }
  if (word.length === 1) singles += word;
  else if (word !== '') {
    if (singles !== '') words.push(singles);
    singles = '';
    words.push(word);
  }
  if (singles !== '') words.push(singles);
  return words;
}

function withoutLegalForm(words: string[]): { core: string[]; legalForm: string | null } {
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
