/** A name field taken apart before its words are read: other names in brackets or behind a bar, notes, list numbers. */
import { BRACKET_NOTES, CARE_OF, EDGE_NOTES, LIST_NUMBER } from './nameNoise.ts';
import { marksOf, textOf, type Word, wordsOf } from './nameTokens.ts';
import { GENERIC, LEGAL, OTHER_NAME, withoutNotePhrases } from './nameWords.ts';

export interface NameParts {
  main: string;
  /** Texts that may be other names of the company. */
  others: readonly string[];
}

/** Cheap test for anything this module has to look at. */
const SPECIAL = /[([{|/#:]| --? |\bz\. ?h|\battn|\bcare of|^\W*\d/;
const BRACKETS = /[([{]([^()[\]{}]*)[)\]}]/g;
const BAR = /\s*\|\s*|\s+\/\s+|\s+::\s+/;
const DASH = /\s+--?\s+/;
const NONE: readonly string[] = [];
const MOST_BRACKETS = 4;
const ENOUGH_GENERIC = 3;

/** Takes and gives lower-case ASCII. */
export function namePartsOf(text: string): NameParts {
  if (!SPECIAL.test(text)) return { main: text, others: NONE };
  const others: string[] = [];
  let main = text.replace(/\b(?:[d]\/b\/a|t\/a|o\/a)\b/g, ' dba ').replace(/\b[afn]\/k\/a\b/g, ' aka ');
  main = orElse(main.replace(LIST_NUMBER, ''), main);
  main = orElse(main.replace(CARE_OF, ''), main);
  if (/[([{]/.test(main)) main = withoutBrackets(main, others);
  if (BAR.test(main)) {
    const [first = '', ...rest] = main.split(BAR).filter((part) => looksLikeName(part));
    if (first !== '') {
      main = first;
      others.push(...rest);
    }
  } else if (DASH.test(main)) others.push(...aroundDash(main));
  return { main, others };
}

/** A note or place in brackets is no name: notes go, places, generic words and legal forms stay in the main name. */
function withoutBrackets(text: string, others: string[]): string {
  let seen = 0;
  const main = text.replace(BRACKETS, (_whole, inner: string) => {
    if (++seen > MOST_BRACKETS) return ' ';
    const words = withoutNotePhrases(wordsOf(inner));
    if (words.length === 0 || words.every(isNote)) return ' ';
    const startsOther = (marksOf(words[0]!) & OTHER_NAME) !== 0 || textOf(words[0]!) === 'ex';
    if (startsOther && words.length > 1) others.push(inner.replace(/^\s*ex\b/, ' '));
    else if (looksLikeName(inner)) others.push(inner);
    else return ` ${inner} `;
    return ' ';
  });
  return orElse(main, text.replace(/[([{\])}]/g, ' '));
}

/** Whole records are often "place - name" or "name - unit", so the name keeps both and each side is offered besides. */
function aroundDash(text: string): string[] {
  const [first = '', ...rest] = text.split(DASH);
  const second = rest.join(' ');
  if (!looksLikeName(first)) return [];
  return wordsOf(second).length > 1 && looksLikeName(second) ? [first, second] : [first];
}

function isNote(word: Word): boolean {
  const text = textOf(word);
  return BRACKET_NOTES.has(text) || EDGE_NOTES.has(text) || /^\d{3,}$/.test(text);
}

/** Some word that is neither generic nor a number nor a legal form; three generic words make a name too. */
function looksLikeName(text: string): boolean {
  const words = withoutNotePhrases(wordsOf(text)).filter(
    (word) => (marksOf(word) & LEGAL) === 0 && /^(?=.*[a-z])../.test(textOf(word)),
  );
  return words.length >= ENOUGH_GENERIC || words.some((word) => (marksOf(word) & GENERIC) === 0);
}

function orElse(text: string, other: string): string {
  return /[a-z0-9]/.test(text) ? text : other;
}
