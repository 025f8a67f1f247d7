/** How alike two names are, and in what way: equal words, words with typing errors, joined words, initials. */
import { jaroWinkler } from '../matching/jaroWinkler.ts';
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
const LONGEST_ACRONYM = 5;

/** With an equal domain, a name that repeats the domain is no second witness: `sameDomain` leaves that kind out. */
export function nameLikeness(a: Prepared, b: Prepared, sameDomain: boolean): NameLikeness {
  if (a.joined === b.joined && a.joined !== '') {
    return { kind: 'equal', alike: 1, telling: Math.min(1, Math.max(a.weight, b.weight)) };
  }
  const shared = sharedWeight(a, b);
  const total = a.weight + b.weight;
  const alike = total === 0 ? 0 : Math.min(1, (2 * shared) / total);
  const telling = Math.min(1, shared);
  if (alike > 0.999) return { kind: 'equal', alike: 1, telling };
  if (alike >= SIMILAR_FROM) return { kind: 'similar', alike, telling };
  if (isAcronym(a, b) || isAcronym(b, a)) return { kind: 'acronym', alike: 0.8, telling: 1 };
  if (!sameDomain && (namesSite(a, b) || namesSite(b, a))) return { kind: 'site', alike: 0.8, telling: 1 };
  return { kind: alike >= PARTIAL_FROM ? 'partial' : 'unlike', alike, telling };
}

/** What one name says and the other contradicts: different numbers, regions, or a word of kinship on one side only. */
export function nameConflicts(a: Prepared, b: Prepared): { numbers: boolean; kin: boolean; region: boolean } {
  return {
    // A number on one side only is no contradiction: people leave it out.
    numbers: a.numbers.length > 0 && b.numbers.length > 0 && !sameSet(a.numbers, b.numbers),
    kin: !sameSet(a.kin, b.kin),
    region: regionsDiffer(a, b),
  };
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((mark) => b.includes(mark));
}

/** "Acme Deutschland" in Germany may be "Acme" in Germany; "Acme Deutschland" is not "Acme France", nor surely "Acme". */
function regionsDiffer(a: Prepared, b: Prepared): boolean {
  if (sameSet(a.regions, b.regions)) return false;
  const ofA = a.regions.filter((region) => !b.regions.includes(region));
  const ofB = b.regions.filter((region) => !a.regions.includes(region));
  const extra = [...ofA, ...ofB];
  return !(extra.length === 1 && extra[0] === a.country && extra[0] === b.country);
}

/** Weight of the words both names have, those with a typing error in part; the same whichever name comes first. */
function sharedWeight(a: Prepared, b: Prepared): number {
  const restA: number[] = [];
  let takenB = 0;
  let shared = 0;
  a.words.forEach((word, i) => {
    const j = b.words.findIndex((other, at) => other === word && (takenB & (1 << at)) === 0);
    if (j < 0) restA.push(i);
    else {
      takenB |= 1 << j;
      shared += a.weights[i] ?? 0;
    }
  });
  if (restA.length === 0) return shared;
  const restB = b.words.flatMap((_, j) => ((takenB & (1 << j)) === 0 ? [j] : []));
  return restB.length === 0 ? shared : shared + typos(a, restA, b, restB);
}

interface TypoPair {
  i: number;
  j: number;
  worth: number;
  name: string;
}

function typos(a: Prepared, restA: readonly number[], b: Prepared, restB: readonly number[]): number {
  const pairs = restA.flatMap((i) => restB.flatMap((j) => typoPair(a, i, b, j) ?? []));
  if (pairs.length > 1) pairs.sort((x, y) => y.worth - x.worth || (x.name < y.name ? -1 : 1));
  let takenA = 0;
  let takenB = 0;
  let shared = 0;
  for (const { i, j, worth } of pairs) {
    if ((takenA & (1 << i)) !== 0 || (takenB & (1 << j)) !== 0) continue;
    takenA |= 1 << i;
    takenB |= 1 << j;
    shared += worth;
  }
  return shared;
}

function typoPair(a: Prepared, i: number, b: Prepared, j: number): TypoPair | null {
  const [wordA = '', wordB = ''] = [a.words[i], b.words[j]];
  if (wordA.length < 4 || wordB.length < 4 || hasDigit(wordA) || hasDigit(wordB)) return null;
  const likeness = jaroWinkler(wordA, wordB);
  if (likeness < TYPO_FROM) return null;
  const worth = likeness * Math.min(a.weights[i] ?? 0, b.weights[j] ?? 0);
  return { i, j, worth, name: wordA < wordB ? `${wordA} ${wordB}` : `${wordB} ${wordA}` };
}

function hasDigit(word: string): boolean {
  for (let at = 0; at < word.length; at++) if (word.charCodeAt(at) < 58) return true;
  return false;
}

/** "ibm" of "international business machines"; two letters are only enough for two words. */
function isAcronym(short: Prepared, long: Prepared): boolean {
  const { joined } = short;
  return (
    joined.length >= 2 &&
    joined.length <= LONGEST_ACRONYM &&
    long.words.length > 1 &&
    joined === long.initials
  );
}

/** The name is the first label of the other's domain: "Kamstoom" and kamstoom.com. */
function namesSite(named: Prepared, other: Prepared): boolean {
  return named.joined.length >= 3 && other.labels.includes(named.joined);
}
