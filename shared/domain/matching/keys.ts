/** The keys under which candidates meet: equal domain, number or name, a rare word, a word with a typing error, initials. */
import { isCommon } from './words.ts';

/** A key that more records share than this finds nobody: it would cost much and say little. */
export const KEY_CAP = 200;

const MOST_WORD_KEYS = 5;

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
  const joined = words.join('');
  if (joined.length >= 2) keys.push(`w:${joined}`);
  for (const domain of domains) {
    const label = labelOf(domain);
    if (label.length >= 3 && label !== joined) keys.push(`w:${label}`);
  }
  if (words.length > 1) keys.push(`s:${[...words].sort().join(' ')}`);
  const longest = wordKeys(words, keys);
  if (longest.length >= 5) {
    keys.push(`p:${longest.slice(0, 5)}`, `q:${longest.slice(-5)}`);
    const consonants = consonantsOf(longest);
    if (consonants.length >= 4) keys.push(`c:${consonants}`);
  }
  const initials = words.length > 1 ? initialsOf(words) : joined;
  if (initials.length >= 2 && initials.length <= 5) keys.push(`a:${initials}`);
  return domains.length > 1 || words.length > 1 ? [...new Set(keys)] : keys;
}

/** The domain's first label without hyphens: "kamstoom" of kamstoom.co.uk. */
export function labelOf(domain: string): string {
  return domain.slice(0, domain.indexOf('.')).replaceAll('-', '');
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
    keys.push(`t:${word}`);
    count++;
  }
  return longest;
}

function consonantsOf(word: string): string {
  let kept = word[0] ?? '';
  for (let at = 1; at < word.length; at++) {
    const letter = word[at] ?? '';
    if (!'aeiouy'.includes(letter) && letter !== kept[kept.length - 1]) kept += letter;
  }
  return kept;
}
