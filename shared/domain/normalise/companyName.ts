/** A company's name as it is compared: letters without case, accents, punctuation and legal form, generic words in one language. */
import { CJK_MARK, withCjkWordsParted } from './cjkWords.ts';
import { asciiOf, latinLettersIn, lettersOf } from './letters.ts';
import { coreOf, type NameCore, writeInitials } from './nameCore.ts';
import { namePartsOf } from './nameParts.ts';
import {
  forgetWords,
  marksOfAll,
  type NameTokens,
  textsOf,
  tokensIn,
  type Word,
  wordsOf,
} from './nameTokens.ts';
import { nameWords, OTHER_NAME, phraseAt } from './nameWords.ts';
import { asciiText, cutAfter, decoded } from './utf8.ts';

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
  /**
   * First letters of the words as they are spelt, of small words in upper case: "kFw" of "Kreditanstalt für
   * Wiederaufbau". Empty for short names and where the letters of `core` are the same.
   */
  initials: string;
  /** Other names the text carries ("IBM" in brackets, what follows "formerly"), each as core words; at most two. */
  aliases: readonly (readonly string[])[];
}

/** The same as words that are good until the next name is read; a million of them pass here in a run. */
export interface WordedName extends Readonly<NameCore> {
  aliases: readonly (readonly Word[])[];
}

/** Names are cut here: what follows never helps, and hostile input must not cost more. */
const LONGEST_NAME = 300;
const MOST_ALIASES = 2;
const NO_WORDS: readonly Word[] = [];
const NO_TEXTS: readonly string[] = [];
const NO_ALIASES: readonly (readonly Word[])[] = [];

export function companyName(text: string): CompanyName {
  const short = text.length > LONGEST_NAME ? text.slice(0, LONGEST_NAME).toWellFormed() : text;
  return new Name(short, wordedName(short));
}

/** What `companyName` says of UTF-8 from `from` to `to`. */
export function companyNameIn(bytes: Uint8Array, from: number, to: number): WordedName {
  const end = cutAfter(bytes, from, to, LONGEST_NAME);
  const letters = latinLettersIn(bytes, from, end);
  if (letters !== null) {
    forgetWords();
    const tokens = tokensIn(letters);
    if (!tokens.isSpecial) return named(tokens, NO_TEXTS);
  }
  return wordedName(decoded(bytes, from, end));
}

function wordedName(text: string): WordedName {
  forgetWords();
  const marked = withCjkWordsParted(text);
  const tokens = tokensIn(lettersOf(marked));
  if (!tokens.isSpecial) return named(tokens, NO_TEXTS);
  const { main, others } = namePartsOf(asciiOf(marked));
  return named(tokensIn(lettersOf(main)), others);
}

/** @param others texts that are other names */
function named({ words, seen }: NameTokens, others: readonly string[]): WordedName {
  const split = (seen & OTHER_NAME) === 0 ? -1 : otherNameAt(words);
  const found = coreOf(split < 0 ? words : words.slice(0, split), seen);
  const after = split < 0 ? NO_WORDS : words.slice(split);
  const aliases =
    after.length === 0 && others.length === 0 ? NO_ALIASES : aliasesOf(found.core, after, others);
  return { ...found, aliases };
}

/** More than there are initials. */
const letters = new Uint8Array(64);

class Name implements CompanyName {
  readonly core: readonly string[];
  readonly legalForm: string | null;
  readonly initials: string;
  readonly aliases: readonly (readonly string[])[];
  readonly #text: string;

  constructor(text: string, { core, legalForm, spelt, aliases }: WordedName) {
    this.#text = text;
    this.core = textsOf(core);
    this.legalForm = legalForm;
    this.initials = asciiText(letters, 0, writeInitials(spelt, letters, 0));
    this.aliases = aliases.map(textsOf);
  }

  /** Worked out when it is asked for, which matching never does. */
  get plain(): string {
    forgetWords();
    const marked = withCjkWordsParted(this.#text);
    const words = textsOf(wordsOf(marked));
    return (marked === this.#text ? words : words.filter((word) => word !== CJK_MARK)).join(' ');
  }
}

/** Where "formerly" or its like begins, with a name before and behind it; -1 without. */
function otherNameAt(words: readonly Word[]): number {
  const { otherNames } = nameWords();
  for (let at = 1; at < words.length - 1; at++) {
    const phrase = phraseAt(otherNames, words, at);
    if (phrase && at + phrase.words.length < words.length) return at;
  }
  return -1;
}

/** Names from texts in brackets and from behind "formerly", which may stand in front of any of them. */
function aliasesOf(core: readonly Word[], after: readonly Word[], others: readonly string[]): Word[][] {
  const aliases: Word[][] = [];
  const joined = textsOf(core).join('');
  for (const words of [after, ...others.map(wordsOf)]) {
    const marker = phraseAt(nameWords().otherNames, words, 0)?.words.length ?? 0;
    const own = words.slice(marker);
    if (own.length === 0 || aliases.length === MOST_ALIASES) continue;
    const alias = coreOf(own, marksOfAll(own)).core;
    if (textsOf(alias).join('') !== joined) aliases.push(alias);
  }
  return aliases;
}
