/** A company's name as it is compared: letters without case, accents, punctuation and legal form, generic words in one language. */
import { CJK_MARK, withCjkWordsParted } from './cjkWords.ts';
import { asciiOf, lettersOf } from './letters.ts';
import { coreOf, textsOf } from './nameCore.ts';
import { namePartsOf } from './nameParts.ts';
import { type NameTokens, tokensIn, wordsOf } from './nameTokens.ts';
import { marksOf, type NameWord, nameWords, OTHER_NAME, phraseAt } from './nameWords.ts';

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

/** Names are cut here: what follows never helps, and hostile input must not cost more. */
const LONGEST_NAME = 300;
const MOST_ALIASES = 2;
const NO_WORDS: readonly NameWord[] = [];
const NO_TEXTS: readonly string[] = [];
const NO_ALIASES: readonly (readonly string[])[] = [];

export function companyName(text: string): CompanyName {
  const short = text.length > LONGEST_NAME ? text.slice(0, LONGEST_NAME).toWellFormed() : text;
  const marked = withCjkWordsParted(short);
  const tokens = tokensIn(lettersOf(marked));
  return tokens.isSpecial ? nameInParts(short, marked) : named(short, tokens, NO_TEXTS);
}

function nameInParts(short: string, marked: string): CompanyName {
  const { main, others } = namePartsOf(asciiOf(marked));
  return named(short, tokensIn(lettersOf(main)), others);
}

/** @param others texts that are other names */
function named(text: string, { words, seen }: NameTokens, others: readonly string[]): CompanyName {
  const split = (seen & OTHER_NAME) === 0 ? -1 : otherNameAt(words);
  const { core, legalForm, initials } = coreOf(split < 0 ? words : words.slice(0, split), seen);
  const after = split < 0 ? NO_WORDS : words.slice(split);
  const aliases = after.length === 0 && others.length === 0 ? NO_ALIASES : aliasesOf(core, after, others);
  return new Name(text, core, legalForm, initials, aliases);
}

class Name implements CompanyName {
  readonly core: readonly string[];
  readonly legalForm: string | null;
  readonly initials: string;
  readonly aliases: readonly (readonly string[])[];
  readonly #text: string;

  constructor(
    text: string,
    core: readonly string[],
    legalForm: string | null,
    initials: string,
    aliases: readonly (readonly string[])[],
  ) {
    this.#text = text;
    this.core = core;
    this.legalForm = legalForm;
    this.initials = initials;
    this.aliases = aliases;
  }

  /** Worked out when it is asked for, which matching never does. */
  get plain(): string {
    const marked = withCjkWordsParted(this.#text);
    const words = textsOf(wordsOf(marked));
    return (marked === this.#text ? words : words.filter((word) => word !== CJK_MARK)).join(' ');
  }
}

/** Where "formerly" or its like begins, with a name before and behind it; -1 without. */
function otherNameAt(words: readonly NameWord[]): number {
  const { otherNames } = nameWords();
  for (let at = 1; at < words.length - 1; at++) {
    const phrase = phraseAt(otherNames, words, at);
    if (phrase && at + phrase.words.length < words.length) return at;
  }
  return -1;
}

/** Names from texts in brackets and from behind "formerly", which may stand in front of any of them. */
function aliasesOf(
  core: readonly string[],
  after: readonly NameWord[],
  others: readonly string[],
): string[][] {
  const aliases: string[][] = [];
  for (const words of [after, ...others.map(wordsOf)]) {
    const marker = phraseAt(nameWords().otherNames, words, 0)?.words.length ?? 0;
    const own = words.slice(marker);
    if (own.length === 0 || aliases.length === MOST_ALIASES) continue;
    const alias = coreOf(own, marksOf(own)).core;
    if (alias.join('') !== core.join('')) aliases.push(alias);
  }
  return aliases;
}
