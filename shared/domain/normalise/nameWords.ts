/** One look-up per word tells what a word of a name may be; most words of most names are in no table. */
import { CITY_BY_LETTERS } from './cities.ts';
import { ARTICLES, CONCEPTS, SMALL_WORDS } from './concepts.ts';
import { type LegalWord, LEGAL_WORDS } from './legalForms.ts';
import { fold } from './letters.ts';
import { EDGE_NOTES, NOTES, OTHER_NAME_FOLLOWS } from './nameNoise.ts';
import { regionPhrases, regionSpellings } from './regions.ts';
import { TRADE_CONCEPTS } from './tradeConcepts.ts';

/** What a word may be, as bits. */
export const LEGAL = 1;
export const RESPELT = 2;
export const ARTICLE = 4;
export const SMALL = 8;
export const PHRASE = 16;
export const OTHER_NAME = 32;
export const NOTE = 64;
/** A generic word, region or city: alone it is no name. */
export const GENERIC = 128;
/** May begin a note on who receives letters. */
export const SPECIAL = 256;

/** All that is known of a word by itself. */
export interface NameWord {
  /** Folded. */
  readonly text: string;
  readonly marks: number;
  /** What it can be in a legal form; null if in none. */
  readonly legal: LegalWord | null;
}

/** A folded word. */
export function nameWordOf(text: string): NameWord {
  return { text, marks: nameWords().marks.get(text) ?? 0, legal: LEGAL_WORDS.get(text) ?? null };
}

export interface Phrase {
  words: readonly string[];
  to: string;
}

export interface NameWords {
  marks: ReadonlyMap<string, number>;
  /** Words with the spelling that is kept of them. */
  spellings: ReadonlyMap<string, string>;
  /** Phrases by their first word, the longest first. */
  phrases: ReadonlyMap<string, readonly Phrase[]>;
  otherNames: ReadonlyMap<string, readonly Phrase[]>;
  notes: ReadonlyMap<string, readonly Phrase[]>;
}

const SHORTEST_CITY = 4;
let built: NameWords | undefined;

/** The words without phrases such as "do not use"; may be empty. */
export function withoutNotePhrases(words: readonly NameWord[]): NameWord[] {
  const { notes } = nameWords();
  const kept: NameWord[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    const note = (word.marks & NOTE) === 0 ? null : phraseAt(notes, words, at);
    if (note) at += note.words.length - 1;
    else kept.push(word);
  }
  return kept;
}

/** Built at the first call: country names come from the language tables of the runtime. */
export function nameWords(): NameWords {
  return (built ??= build());
}

/** The one spelling of a generic word, for tables that are compared with core words. */
export function conceptOf(word: string): string {
  return nameWords().spellings.get(fold(word)) ?? fold(word);
}

/** The marks of all words together. */
export function marksOf(words: readonly NameWord[]): number {
  let seen = 0;
  for (const { marks } of words) seen |= marks;
  return seen;
}

/** The longest phrase that starts at `at`. */
export function phraseAt(
  table: ReadonlyMap<string, readonly Phrase[]>,
  words: readonly NameWord[],
  at: number,
): Phrase | null {
  const phrases = at < words.length ? table.get(words[at]!.text) : undefined;
  if (phrases !== undefined)
    for (const phrase of phrases) if (standsAt(phrase.words, words, at)) return phrase;
  return null;
}

function standsAt(phrase: readonly string[], words: readonly NameWord[], at: number): boolean {
  if (at + phrase.length > words.length) return false;
  for (let n = 1; n < phrase.length; n++) if (words[at + n]!.text !== phrase[n]) return false;
  return true;
}

function build(): NameWords {
  const marks = new Map<string, number>();
  const mark = (word: string, bit: number): void => void marks.set(word, (marks.get(word) ?? 0) | bit);
  const spellings = new Map<string, string>();
  const phrases: Phrase[] = [];
  const respell = (word: string, to: string): void => {
    mark(word, GENERIC);
    if (word === to) return;
    mark(word, RESPELT);
    spellings.set(word, to);
  };
  for (const [letters, city] of CITY_BY_LETTERS) if (letters.length >= SHORTEST_CITY) respell(letters, city);
  for (const city of new Set(CITY_BY_LETTERS.values())) mark(city, GENERIC);
  for (const [word, to] of regionSpellings()) respell(word, to);
  for (const [spelling, concept] of conceptPairs()) {
    const words = spelling.split('_').map(fold);
    if (words.length > 1) {
      phrases.push({ words, to: concept });
      mark(concept, GENERIC);
    } else respell(words[0] ?? '', concept);
  }
  for (const [words, to] of regionPhrases()) phrases.push({ words, to });
  for (const phrase of phrases) mark(phrase.words[0] ?? '', PHRASE);
  for (const word of ARTICLES.split(' ')) mark(fold(word), ARTICLE);
  for (const word of SMALL_WORDS.split(' ')) mark(fold(word), SMALL);
  for (const word of LEGAL_WORDS.keys()) mark(word, LEGAL);
  const otherNames = OTHER_NAME_FOLLOWS.map(foldedPhrase);
  for (const { words } of otherNames) mark(words[0] ?? '', OTHER_NAME);
  const notes = NOTES.map(foldedPhrase);
  for (const { words } of notes) mark(words[0] ?? '', NOTE);
  for (const word of EDGE_NOTES) mark(word, NOTE);
  for (const word of ['attn', 'care']) mark(word, SPECIAL);
  return {
    marks,
    spellings,
    phrases: byFirstWord(phrases),
    otherNames: byFirstWord(otherNames),
    notes: byFirstWord(notes),
  };
}

/** Every spelling in the table with its concept, folded. */
export function conceptPairs(): [spelling: string, concept: string][] {
  return `${CONCEPTS.trim()}\n${TRADE_CONCEPTS.trim()}`.split(/\n(?=\S)/).flatMap((line) => {
    const [concept = '', others = ''] = line.split(/:\s*/);
    const kept = fold(concept.replaceAll('_', ''));
    return [concept, ...others.split(/\s+/)]
      .filter(Boolean)
      .map((spelling): [string, string] => [spelling, kept]);
  });
}

function foldedPhrase(words: readonly string[]): Phrase {
  return { words: words.map(fold), to: '' };
}

function byFirstWord(phrases: readonly Phrase[]): Map<string, Phrase[]> {
  const sorted = phrases.toSorted((a, b) => b.words.length - a.words.length);
  return Map.groupBy(sorted, (phrase) => phrase.words[0] ?? '');
}
