/** How alike two names are, and in what way: equal words, words with typing errors, joined words, initials. */
import { jaroWinkler } from './jaroWinkler.ts';
import { initialsOf, labelOf } from './keys.ts';
import { isKin, numberIn, regionIn, weightOf } from './words.ts';
import type { Prepared } from './prepared.ts';

export interface NameLikeness {
  kind: 'equal' | 'similar' | 'acronym' | 'site' | 'partial' | 'unlike';
  /** 0–1. */
  alike: number;
  /** 0–1: how much the shared words say; low where only trade words agree. */
  telling: number;
}

/** Two different words count as one with a typing error from here. */
const TYPO_FROM = 0.9;
const SIMILAR_FROM = 0.72;
const PARTIAL_FROM = 0.5;

/** With an equal domain, a name that repeats the domain is no second witness: `sameDomain` leaves that kind out. */
export function nameLikeness(a: Prepared, b: Prepared, sameDomain: boolean): NameLikeness {
  const shared = sharedWeight(a.words, b.words);
  const total = weightSum(a.words) + weightSum(b.words);
  const alike = total === 0 ? 0 : Math.min(1, (2 * shared) / total);
  const joinedA = a.words.join('');
  const joinedB = b.words.join('');
  if (joinedA !== '' && (alike > 0.999 || joinedA === joinedB)) {
    return {
      kind: 'equal',
      alike: 1,
      telling: Math.min(1, Math.max(weightSum(a.words), weightSum(b.words))),
    };
  }
  const telling = Math.min(1, shared);
  if (alike >= SIMILAR_FROM) return { kind: 'similar', alike, telling };
  if (isAcronym(joinedA, b.words) || isAcronym(joinedB, a.words))
    return { kind: 'acronym', alike: 0.8, telling: 1 };
  if (!sameDomain && (namesSite(joinedA, b) || namesSite(joinedB, a)))
    return { kind: 'site', alike: 0.8, telling: 1 };
  return { kind: alike >= PARTIAL_FROM ? 'partial' : 'unlike', alike, telling };
}

/** What one name says and the other contradicts: different numbers, regions, or a word of kinship on one side only. */
export function nameConflicts(a: Prepared, b: Prepared): { numbers: boolean; kin: boolean; region: boolean } {
  return {
    numbers: differ(marks(a.words, numberIn), marks(b.words, numberIn)),
    kin: !sameSet(marks(a.words, kinIn), marks(b.words, kinIn)),
    region: regionsDiffer(a, b),
  };
}

function kinIn(word: string): string | null {
  return isKin(word) ? word : null;
}

function marks(words: readonly string[], markOf: (word: string) => string | null): string[] {
  const found: string[] = [];
  for (const word of words) {
    const mark = markOf(word);
    if (mark !== null && !found.includes(mark)) found.push(mark);
  }
  return found;
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((mark) => b.includes(mark));
}

/** A number on one side only is no contradiction: people leave it out. */
function differ(a: readonly string[], b: readonly string[]): boolean {
  return a.length > 0 && b.length > 0 && !sameSet(a, b);
}

/** "Acme Deutschland" in Germany may be "Acme" in Germany; "Acme Deutschland" is not "Acme France", nor surely "Acme". */
function regionsDiffer(a: Prepared, b: Prepared): boolean {
  const ofA = marks(a.words, regionIn);
  const ofB = marks(b.words, regionIn);
  if (sameSet(ofA, ofB)) return false;
  const extra = [
    ...ofA.filter((region) => !ofB.includes(region)),
    ...ofB.filter((region) => !ofA.includes(region)),
  ];
  return !(extra.length === 1 && extra[0] === a.country && extra[0] === b.country);
}

function weightSum(words: readonly string[]): number {
  let sum = 0;
  for (const word of words) sum += weightOf(word);
  return sum;
}

/** Weight of the words both names have, those with a typing error in part; the same whichever name comes first. */
function sharedWeight(a: readonly string[], b: readonly string[]): number {
  const restA: string[] = [];
  const restB = [...b];
  let shared = 0;
  for (const word of a) {
    const at = restB.indexOf(word);
    if (at < 0) restA.push(word);
    else {
      restB.splice(at, 1);
      shared += weightOf(word);
    }
  }
  return restA.length === 0 || restB.length === 0 ? shared : shared + typos(restA, restB);
}

function typos(a: readonly string[], b: readonly string[]): number {
  const pairs: { i: number; j: number; worth: number; name: string }[] = [];
  a.forEach((wordA, i) => {
    b.forEach((wordB, j) => {
      if (wordA.length < 4 || wordB.length < 4 || numberIn(wordA) !== null || numberIn(wordB) !== null)
        return;
      const likeness = jaroWinkler(wordA, wordB);
      if (likeness < TYPO_FROM) return;
      const worth = likeness * Math.min(weightOf(wordA), weightOf(wordB));
      pairs.push({ i, j, worth, name: wordA < wordB ? `${wordA} ${wordB}` : `${wordB} ${wordA}` });
    });
  });
  pairs.sort((x, y) => y.worth - x.worth || (x.name < y.name ? -1 : 1));
  const takenA = new Set<number>();
  const takenB = new Set<number>();
  let shared = 0;
  for (const { i, j, worth } of pairs) {
    if (takenA.has(i) || takenB.has(j)) continue;
    takenA.add(i);
    takenB.add(j);
    shared += worth;
  }
  return shared;
}

/** "ibm" of "international business machines"; two letters are only enough for two words. */
function isAcronym(short: string, words: readonly string[]): boolean {
  return short.length >= 2 && short.length <= 5 && words.length > 1 && short === initialsOf(words);
}

/** The name is the first label of the other's domain: "Kamstoom" and kamstoom.com. */
function namesSite(joined: string, other: Prepared): boolean {
  return joined.length >= 3 && other.domains.some((domain) => labelOf(domain) === joined);
}
