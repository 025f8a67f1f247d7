/** One look-up per word tells what a word of a name may be; most words of most names are in no table. */
import { CITY_BY_LETTERS } from './cities.ts';
import { ARTICLES, CONCEPTS, SMALL_WORDS } from './concepts.ts';
import { LEGAL_WORDS, type SpeltForm } from './legalForms.ts';
import { fold } from './letters.ts';
import { EDGE_NOTES, NOTES, OTHER_NAME_FOLLOWS } from './nameNoise.ts';
import { regionPhrases, regionSpellings } from './regions.ts';
import { TRADE_CONCEPTS } from './tradeConcepts.ts';
import { WordTable } from './wordTable.ts';

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

/** A legal form and the numbers of the words it is written with. */
export interface WordedForm extends Omit<SpeltForm, 'words'> {
  words: readonly number[];
}

/** What a word can be in a legal form; see `LegalWord`. */
export interface LegalUse {
  alone: WordedForm | null;
  ends: readonly WordedForm[];
  starts: readonly WordedForm[];
}

export interface Phrase {
  words: readonly number[];
  /** The one word that is kept of it. */
  to: number;
}

/** Phrases by their first word, the longest first. */
type Phrases = readonly (readonly Phrase[] | undefined)[];

/** All that is known of words by themselves, by their numbers in `table`. */
export interface NameWords {
  /** Folded. */
  table: WordTable;
  marks: Uint16Array;
  /** The spelling that is kept of each. */
  kept: Int32Array;
  /** Null for a word that is in no legal form. */
  legal: readonly (LegalUse | null)[];
  phrases: Phrases;
  otherNames: Phrases;
  notes: Phrases;
  conjunctions: ReadonlySet<number>;
  edgeNotes: ReadonlySet<number>;
}

const SHORTEST_CITY = 4;
const CONJUNCTIONS = ['and', 'und', 'et', 'og', 'och', 'the', 'en', 'ja'];
let spelt: Spelt | undefined;
let built: NameWords | undefined;

/** The words without phrases such as "do not use"; may be empty. */
export function withoutNotePhrases(words: readonly number[]): number[] {
  const { notes, marks } = nameWords();
  const kept: number[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    const note = word < 0 || (marks[word]! & NOTE) === 0 ? null : phraseAt(notes, words, at);
    if (note) at += note.words.length - 1;
    else kept.push(word);
  }
  return kept;
}

/** Built at the first call: country names come from the language tables of the runtime. */
export function nameWords(): NameWords {
  return built ?? (built = numbered((spelt ??= spell())));
}

/** The one spelling of a generic word, for tables that are compared with core words. */
export function conceptOf(word: string): string {
  const folded = fold(word);
  return (spelt ??= spell()).spellings.get(folded) ?? folded;
}

/** The longest phrase that starts at `at`. */
export function phraseAt(phrases: Phrases, words: readonly number[], at: number): Phrase | null {
  const first = at < words.length ? words[at]! : -1;
  const starting = first < 0 ? undefined : phrases[first];
  if (starting !== undefined)
    for (const phrase of starting) if (standsAt(phrase.words, words, at)) return phrase;
  return null;
}

/** Whether the words of a phrase stand there, its first word being known to. */
function standsAt(phrase: readonly number[], words: readonly number[], at: number): boolean {
  if (at + phrase.length > words.length) return false;
  for (let n = 1; n < phrase.length; n++) if (words[at + n] !== phrase[n]) return false;
  return true;
}

interface SpeltPhrase {
  words: readonly string[];
  to: string;
}

/** What the lists say of words as they are spelt, folded. */
interface Spelt {
  marks: ReadonlyMap<string, number>;
  /** Words with the spelling that is kept of them, where it is another. */
  spellings: ReadonlyMap<string, string>;
  phrases: readonly SpeltPhrase[];
  otherNames: readonly SpeltPhrase[];
  notes: readonly SpeltPhrase[];
}

/** Gives each word that any list knows its number. */
function numbered({ marks, spellings, phrases, otherNames, notes }: Spelt): NameWords {
  const all = new Set([...marks.keys(), ...spellings.values(), ...CONJUNCTIONS, ...EDGE_NOTES]);
  for (const { words, to } of [...phrases, ...otherNames, ...notes])
    for (const word of [...words, to]) all.add(word);
  const legalWords = [...LEGAL_WORDS.values()];
  for (const { ends, starts } of legalWords)
    for (const { words } of [...ends, ...starts]) for (const word of words) all.add(word);
  all.delete('');
  const texts = [...all];
  const numbers = new Map(texts.map((text, number) => [text, number]));
  const numberOf = (text: string): number => numbers.get(text) ?? -1;
  const byFirstWord = (spelt: readonly SpeltPhrase[]): Phrases => {
    const of = new Array<Phrase[] | undefined>(texts.length).fill(undefined);
    for (const { words, to } of spelt.toSorted((a, b) => b.words.length - a.words.length))
      (of[numberOf(words[0] ?? '')] ??= []).push({ words: words.map(numberOf), to: numberOf(to) });
    return of;
  };
  const worded = (form: SpeltForm): WordedForm => ({ ...form, words: form.words.map(numberOf) });
  return {
    table: new WordTable(texts),
    marks: Uint16Array.from(texts, (text) => marks.get(text) ?? 0),
    kept: Int32Array.from(texts, (text) => numberOf(spellings.get(text) ?? text)),
    legal: texts.map((text) => {
      const word = LEGAL_WORDS.get(text);
      if (word === undefined) return null;
      const { alone, ends, starts } = word;
      return { alone: alone && worded(alone), ends: ends.map(worded), starts: starts.map(worded) };
    }),
    phrases: byFirstWord(phrases),
    otherNames: byFirstWord(otherNames),
    notes: byFirstWord(notes),
    conjunctions: new Set(CONJUNCTIONS.map(numberOf)),
    edgeNotes: new Set([...EDGE_NOTES].map(numberOf)),
  };
}

function spell(): Spelt {
  const marks = new Map<string, number>();
  const mark = (word: string, bit: number): void => void marks.set(word, (marks.get(word) ?? 0) | bit);
  const spellings = new Map<string, string>();
  const phrases: SpeltPhrase[] = [];
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
  return { marks, spellings, phrases, otherNames, notes };
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

function foldedPhrase(words: readonly string[]): SpeltPhrase {
  return { words: words.map(fold), to: '' };
}
