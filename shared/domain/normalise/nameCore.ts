/** What is left of the words of a name when notes, legal forms and articles have gone. */
import { withoutLegalForm } from './legalFormIn.ts';
import { EDGE_NOTES } from './nameNoise.ts';
import {
  ARTICLE,
  LEGAL,
  NOTE,
  type NameWord,
  nameWordOf,
  nameWords,
  PHRASE,
  phraseAt,
  RESPELT,
  SMALL,
  withoutNotePhrases,
} from './nameWords.ts';

const CONJUNCTIONS = new Set(['and', 'und', 'et', 'og', 'och', 'the', 'en', 'ja']);

export interface NameCore {
  core: string[];
  legalForm: string | null;
  /** First letters as the name spells its words, see `CompanyName`; empty where those of `core` are the same. */
  initials: string;
}

/** @param seen marks of all words together, or more */
export function coreOf(words: NameWord[], seen: number): NameCore {
  if ((seen & (LEGAL | RESPELT | ARTICLE | SMALL | PHRASE | NOTE)) === 0)
    return { core: textsOf(words), legalForm: null, initials: '' };
  const hasArticles = (seen & (ARTICLE | SMALL)) !== 0;
  const named = (seen & NOTE) === 0 ? words : withoutNotes(words);
  const joined = hasArticles ? orElse(withoutConjunctions(named), named) : named;
  const { core, legalForm } =
    (seen & LEGAL) === 0 ? { core: joined, legalForm: null } : withoutLegalForm(joined);
  const respelt = (seen & (RESPELT | PHRASE)) === 0 ? core : respell(core);
  const kept = textsOf(hasArticles ? orElse(withoutArticles(respelt), respelt) : respelt);
  const initials = respelt === core && kept.length === core.length ? '' : initialsOf(core);
  return { core: kept, legalForm, initials };
}

/** Shorter ones are everybody's. */
const SHORTEST_INITIALS = 3;
const LONGEST_INITIALS = 12;

function initialsOf(words: readonly NameWord[]): string {
  if (words.length < SHORTEST_INITIALS || words.length > LONGEST_INITIALS) return '';
  let initials = '';
  for (const { text, marks } of words) {
    const letter = text.charAt(0);
    initials += (marks & (ARTICLE | SMALL)) === 0 ? letter : letter.toUpperCase();
  }
  return initials;
}

export function textsOf(words: readonly NameWord[]): string[] {
  const texts: string[] = [];
  for (const word of words) texts.push(word.text);
  return texts;
}

function withoutConjunctions(words: readonly NameWord[]): NameWord[] {
  return words.filter(({ text, marks }) => (marks & (ARTICLE | SMALL)) === 0 || !CONJUNCTIONS.has(text));
}

/** Notes such as "do not use" anywhere, "test" at the edges; the words as they were if nothing else is left. */
function withoutNotes(words: NameWord[]): NameWord[] {
  const kept = withoutNotePhrases(words);
  let [start, end] = [0, kept.length];
  while (start < end - 1 && isEdgeNote(kept[start]!)) start++;
  while (end - 1 > start && isEdgeNote(kept[end - 1]!)) end--;
  return orElse(kept.slice(start, end), words);
}

function isEdgeNote({ text, marks }: NameWord): boolean {
  return (marks & NOTE) !== 0 && EDGE_NOTES.has(text);
}

function respell(words: readonly NameWord[]): NameWord[] {
  const kept: NameWord[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    const phrase = (word.marks & PHRASE) === 0 ? null : phraseAt(nameWords().phrases, words, at);
    if (phrase) at += phrase.words.length - 1;
    kept.push(phrase ? keptOf(phrase.to) : (word.marks & RESPELT) === 0 ? word : respeltOf(word.text));
  }
  return kept;
}

/** Spellings that names keep, of which there are a few hundred. */
const spellings = new Map<string, NameWord>();

function respeltOf(text: string): NameWord {
  return keptOf(nameWords().spellings.get(text) ?? text);
}

function keptOf(text: string): NameWord {
  let word = spellings.get(text);
  if (word === undefined) spellings.set(text, (word = nameWordOf(text)));
  return word;
}

function withoutArticles(words: readonly NameWord[]): NameWord[] {
  return words.filter(
    ({ marks }, at) =>
      (marks & ARTICLE) === 0 && ((marks & SMALL) === 0 || at === 0 || at === words.length - 1),
  );
}

function orElse(words: NameWord[], other: NameWord[]): NameWord[] {
  return words.length > 0 ? words : other;
}
