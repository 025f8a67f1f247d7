/** A company's name as it is compared: letters without case, accents, punctuation and legal form, generic words in one language. */
import { CJK_MARK, withCjkWordsParted } from './cjkWords.ts';
import { withoutLegalForm } from './legalFormIn.ts';
import { asciiOf } from './letters.ts';
import { EDGE_NOTES } from './nameNoise.ts';
import { namePartsOf } from './nameParts.ts';
import { wordsOf } from './nameTokens.ts';
import {
  ARTICLE,
  LEGAL,
  NOTE,
  type NameWords,
  nameWords,
  OTHER_NAME,
  PHRASE,
  phraseAt,
  RESPELT,
  SMALL,
  withoutNotePhrases,
} from './nameWords.ts';

export interface CompanyName {
  /** ASCII words in lower case, parted by one space. */
  plain: string;
  /**
   * Folded words without legal form, articles and notes; generic words and countries in one spelling ("university",
   * "germany"). Never empty unless the name has no letter or digit.
   */
  core: readonly string[];
  /** Canonical legal form, such as `gmbh`, `ltd`, `sa`; null if the name carries none. */
  legalForm: string | null;
  /** Other names the text carries ("IBM" in brackets, what follows "formerly"), each as core words; at most two. */
  aliases: readonly (readonly string[])[];
}

/** Names are cut here: what follows never helps, and hostile input must not cost more. */
const LONGEST_NAME = 300;
const MOST_ALIASES = 2;
const CONJUNCTIONS = new Set(['and', 'und', 'et', 'og', 'och', 'the', 'en', 'ja']);
const NONE: readonly string[] = [];
const NO_ALIASES: readonly (readonly string[])[] = [];

export function companyName(text: string): CompanyName {
  const short = text.length > LONGEST_NAME ? text.slice(0, LONGEST_NAME).toWellFormed() : text;
  const marked = withCjkWordsParted(short);
  const ascii = asciiOf(marked);
  const { main, others } = namePartsOf(ascii);
  const whole = wordsOf(ascii);
  const words = main === ascii ? whole : wordsOf(main);
  const table = nameWords();
  const seen = marksOf(words, table);
  const split = (seen & OTHER_NAME) === 0 ? -1 : otherNameAt(words, table);
  const own = split < 0 ? words : words.slice(0, split);
  const { core, legalForm } = coreOf(own, seen, table);
  const after = split < 0 ? NONE : words.slice(split);
  return {
    plain: (marked === short ? whole : whole.filter((word) => word !== CJK_MARK)).join(' '),
    core,
    legalForm,
    aliases: after.length === 0 && others.length === 0 ? NO_ALIASES : aliasesOf(core, after, others, table),
  };
}

function marksOf(words: readonly string[], table: NameWords): number {
  let seen = 0;
  for (const word of words) seen |= table.marks.get(word) ?? 0;
  return seen;
}

/** Where "formerly" or its like begins, with a name before and behind it; -1 without. */
function otherNameAt(words: readonly string[], table: NameWords): number {
  for (let at = 1; at < words.length - 1; at++) {
    const phrase = phraseAt(table.otherNames, words, at);
    if (phrase && at + phrase.words.length < words.length) return at;
  }
  return -1;
}

/** Names from texts in brackets and from behind "formerly", which may stand in front of any of them. */
function aliasesOf(
  core: readonly string[],
  after: readonly string[],
  others: readonly string[],
  table: NameWords,
): string[][] {
  const aliases: string[][] = [];
  for (const words of [after, ...others.map(wordsOf)]) {
    const marker = phraseAt(table.otherNames, words, 0)?.words.length ?? 0;
    const named = words.slice(marker);
    if (named.length === 0 || aliases.length === MOST_ALIASES) continue;
    const alias = coreOf(named, marksOf(named, table), table).core;
    if (alias.join('') !== core.join('')) aliases.push(alias);
  }
  return aliases;
}

function coreOf(
  words: string[],
  seen: number,
  table: NameWords,
): { core: string[]; legalForm: string | null } {
  if ((seen & (LEGAL | RESPELT | ARTICLE | SMALL | PHRASE | NOTE)) === 0)
    return { core: words, legalForm: null };
  const named = (seen & NOTE) === 0 ? words : withoutNotes(words);
  const joined = (seen & (ARTICLE | SMALL)) === 0 ? named : orElse(withoutConjunctions(named), named);
  const { core, legalForm } =
    (seen & LEGAL) === 0 ? { core: joined, legalForm: null } : withoutLegalForm(joined);
  const respelt = (seen & (RESPELT | PHRASE)) === 0 ? core : respell(core, table);
  return {
    core: (seen & (ARTICLE | SMALL)) === 0 ? respelt : orElse(withoutArticles(respelt, table), respelt),
    legalForm,
  };
}

function withoutConjunctions(words: readonly string[]): string[] {
  return words.filter((word) => !CONJUNCTIONS.has(word));
}

/** Notes such as "do not use" anywhere, "test" at the edges; the words as they were if nothing else is left. */
function withoutNotes(words: string[]): string[] {
  const kept = withoutNotePhrases(words);
  let [start, end] = [0, kept.length];
  while (start < end - 1 && EDGE_NOTES.has(kept[start] ?? '')) start++;
  while (end - 1 > start && EDGE_NOTES.has(kept[end - 1] ?? '')) end--;
  return orElse(kept.slice(start, end), words);
}

function respell(words: readonly string[], table: NameWords): string[] {
  const kept: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const marks = table.marks.get(word) ?? 0;
    const phrase = (marks & PHRASE) === 0 ? null : phraseAt(table.phrases, words, at);
    if (phrase) at += phrase.words.length - 1;
    kept.push(phrase?.to ?? ((marks & RESPELT) === 0 ? word : (table.spellings.get(word) ?? word)));
  }
  return kept;
}

function withoutArticles(words: readonly string[], table: NameWords): string[] {
  return words.filter((word, at) => {
    const marks = table.marks.get(word) ?? 0;
    return (marks & ARTICLE) === 0 && ((marks & SMALL) === 0 || at === 0 || at === words.length - 1);
  });
}

function orElse(words: string[], other: string[]): string[] {
  return words.length > 0 ? words : other;
}
