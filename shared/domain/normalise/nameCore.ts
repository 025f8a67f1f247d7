/** What is left of the words of a name when notes, legal forms and articles have gone. */
import { withoutLegalForm } from './legalFormIn.ts';
import { firstLetter, marksOf, type Word } from './nameTokens.ts';
import {
  ARTICLE,
  LEGAL,
  NOTE,
  nameWords,
  PHRASE,
  phraseAt,
  RESPELT,
  SMALL,
  withoutNotePhrases,
} from './nameWords.ts';

export interface NameCore {
  core: Word[];
  legalForm: string | null;
  /** Words as the name spells them, of which `initialsOf` tells the first letters; none where those of `core` are the same. */
  spelt: readonly Word[];
}

const NO_WORDS: readonly Word[] = [];

/** @param seen marks of all words together, or more */
export function coreOf(words: Word[], seen: number): NameCore {
  if ((seen & (LEGAL | RESPELT | ARTICLE | SMALL | PHRASE | NOTE)) === 0)
    return { core: words, legalForm: null, spelt: NO_WORDS };
  const hasArticles = (seen & (ARTICLE | SMALL)) !== 0;
  const named = (seen & NOTE) === 0 ? words : withoutNotes(words);
  const joined = hasArticles ? orElse(withoutConjunctions(named), named) : named;
  const { core, legalForm } =
    (seen & LEGAL) === 0 ? { core: joined, legalForm: null } : withoutLegalForm(joined);
  const respelt = (seen & (RESPELT | PHRASE)) === 0 ? core : respell(core);
  const kept = hasArticles ? orElse(withoutArticles(respelt), respelt) : respelt;
  return { core: kept, legalForm, spelt: respelt === core && kept.length === core.length ? NO_WORDS : core };
}

/** Shorter ones are everybody's. */
const SHORTEST_INITIALS = 3;
const LONGEST_INITIALS = 12;

/** Writes the words' first letters, those of small words in upper case, and answers where they end; see `CompanyName`. */
export function writeInitials(words: readonly Word[], out: Uint8Array, at: number): number {
  if (words.length < SHORTEST_INITIALS || words.length > LONGEST_INITIALS) return at;
  let end = at;
  for (const word of words) {
    const letter = firstLetter(word);
    const isSmall = (marksOf(word) & (ARTICLE | SMALL)) !== 0 && letter >= LETTER_A;
    out[end++] = isSmall ? letter - TO_UPPER_CASE : letter;
  }
  return end;
}

const LETTER_A = 97;
const TO_UPPER_CASE = 32;

function withoutConjunctions(words: readonly Word[]): Word[] {
  const { conjunctions } = nameWords();
  return words.filter((word) => (marksOf(word) & (ARTICLE | SMALL)) === 0 || !conjunctions.has(word));
}

/** Notes such as "do not use" anywhere, "test" at the edges; the words as they were if nothing else is left. */
function withoutNotes(words: Word[]): Word[] {
  const { edgeNotes } = nameWords();
  const kept = withoutNotePhrases(words);
  let [start, end] = [0, kept.length];
  while (start < end - 1 && edgeNotes.has(kept[start]!)) start++;
  while (end - 1 > start && edgeNotes.has(kept[end - 1]!)) end--;
  return orElse(kept.slice(start, end), words);
}

function respell(words: readonly Word[]): Word[] {
  const { phrases, kept } = nameWords();
  const respelt: Word[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    const phrase = (marksOf(word) & PHRASE) === 0 ? null : phraseAt(phrases, words, at);
    if (phrase) at += phrase.words.length - 1;
    respelt.push(phrase ? phrase.to : word < 0 ? word : kept[word]!);
  }
  return respelt;
}

function withoutArticles(words: readonly Word[]): Word[] {
  return words.filter((word, at) => {
    const marks = marksOf(word);
    return (marks & ARTICLE) === 0 && ((marks & SMALL) === 0 || at === 0 || at === words.length - 1);
  });
}

function orElse(words: Word[], other: Word[]): Word[] {
  return words.length > 0 ? words : other;
}
