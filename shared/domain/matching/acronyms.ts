/** Whether a short word is made of the first letters of a name, small words left out or not. */

/** "SNCF" leaves out what comes last. */
const MOST_LEFT_OUT = 1;

/**
 * @param word in lower case
 * @param initials first letters, those of small words in upper case, as `CompanyName` has them
 */
export function standsFor(word: string, initials: string): boolean {
  return word !== '' && goesOn(word, 0, initials, 0);
}

function goesOn(word: string, at: number, initials: string, next: number): boolean {
  if (at === word.length) return lowerIn(initials, next) <= MOST_LEFT_OUT;
  if (next === initials.length) return false;
  const letter = initials.charAt(next);
  const lower = letter.toLowerCase();
  if (lower === word.charAt(at) && goesOn(word, at + 1, initials, next + 1)) return true;
  return lower !== letter && goesOn(word, at, initials, next + 1);
}

function lowerIn(initials: string, from: number): number {
  let count = 0;
  for (let at = from; at < initials.length; at++) {
    const letter = initials.charAt(at);
    if (letter === letter.toLowerCase()) count++;
  }
  return count;
}
