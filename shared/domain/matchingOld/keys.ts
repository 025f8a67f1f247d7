/** The keys under which candidates meet: equal domain, number or name, a rare word, a word with a typing error, initials. */
import { isCommon } from '../matching/words.ts';

/** A domain, number or whole name may stand in the lists of a hundred partners and still tell one company. */
export const TELLING_CAP = 150;
/** A word, a part of one or initials that more records share cost much and say little. */
const WORD_CAP = 40;
const TELLING = 'drs';

/** A key that more records share than this finds nobody. */
export function capOf(key: string): number {
  return TELLING.includes(key.charAt(0)) ? TELLING_CAP : WORD_CAP;
}

const MOST_WORD_KEYS = 5;
const LONGEST_ACRONYM = 5;

/**
 * `d:` domain, `r:` registration number, `w:` the name (or the domain's first label) as one word, `s:` its words in
 * order of the alphabet, `t:` a word worth something, `p:`/`q:`/`c:` beginning, end and consonants of the longest such
 * word (for typing errors), `a:` initials. Distinct, in a fixed order.
 */
export function keysOf(
  words: readonly string[],
  domains: readonly string[],
  registrationNumber: string | null,
): string[] {
  const keys: string[] = [];
  for (const domain of domains) keys.push(`d:${domain}`);
  if (registrationNumber !== null) keys.push(`r:${registrationNumber}`);
  const joined = words.length === 1 ? (words[0] ?? '') : words.join('');
  if (joined.length >= 2) keys.push(`w:${joined}`);
  for (const domain of domains) {
    const label = labelOf(domain);
    if (label.length >= 3) pushNew(keys, `w:${label}`);
  }
  if (words.length > 1) keys.push(`s:${sorted(words)}`);
  const longest = wordKeys(words, keys);
  if (longest.length >= 5) {
    keys.push(`p:${longest.slice(0, 5)}`, `q:${longest.slice(-5)}`);
    const consonants = consonantsOf(longest);
    if (consonants.length >= 4) keys.push(`c:${consonants}`);
  }
  if (words.length > 1) {
    if (words.length <= LONGEST_ACRONYM) keys.push(`a:${initialsOf(words)}`);
  } else if (joined.length >= 2 && joined.length <= LONGEST_ACRONYM) keys.push(`a:${joined}`);
  return keys;
}

function pushNew(keys: string[], key: string): void {
  if (!keys.includes(key)) keys.push(key);
}

function sorted(words: readonly string[]): string {
  const [first = '', second = ''] = words;
  if (words.length > 2) return [...words].sort().join(' ');
  return first < second ? `${first} ${second}` : `${second} ${first}`;
}

/** The domain's first label without hyphens: "kamstoom" of kamstoom.co.uk. */
export function labelOf(domain: string): string {
  const label = domain.slice(0, domain.indexOf('.'));
  return label.includes('-') ? label.replaceAll('-', '') : label;
}

export function initialsOf(words: readonly string[]): string {
  let initials = '';
  for (const word of words) initials += word[0] ?? '';
  return initials;
}

/** Adds the `t:` keys and answers the longest word that is worth something. */
function wordKeys(words: readonly string[], keys: string[]): string {
  let longest = '';
  let count = 0;
  for (const word of words) {
    if (word.length < 3 || isCommon(word)) continue;
    if (word.length > longest.length) longest = word;
    if (word.length < 4 || count >= MOST_WORD_KEYS) continue;
    pushNew(keys, `t:${word}`);
    count++;
  }
  return longest;
}

function consonantsOf(word: string): string {
  let kept = word[0] ?? '';
  let last = word.charCodeAt(0);
  for (let at = 1; at < word.length; at++) {
    const code = word.charCodeAt(at);
    if (code === last || isVowel(code)) continue;
    kept += word[at] ?? '';
    last = code;
  }
  return kept;
}

function isVowel(code: number): boolean {
  return code === 97 || code === 101 || code === 105 || code === 111 || code === 117 || code === 121;
}
