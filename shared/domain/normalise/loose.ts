/** A spelling that typing errors and ways to transliterate mostly leave alone: "Яндекс", "Jandeks" and "Yandex" meet. */

/** Groups of letters that languages write for one sound, the longest first; `c` stands for the sound of "church". */
const SOUNDS: ReadonlyMap<string, string> = new Map(
  `
  shch sc|tsch c|schtsch sc|tch c|tsh c|sch s|ch c|cz c|sh s|zh s|kh h|gh g|ph f|th t|dh d|dt t|wh v|ck k|cq k|qu k|ks ks
  tz s|ts s|dz s|sz s|rz s|ou u|ow ov|ij i
  `
    .trim()
    .split(/[|\n]\s*/)
    .map((pair) => pair.trim().split(' ') as [string, string]),
);
const LETTERS: ReadonlyMap<string, string> = new Map(
  'y i|j i|x ks|q k|w v|z s'.split('|').map((pair) => pair.split(' ') as [string, string]),
);
const LONGEST_SOUND = 7;
const SHORTEST = 3;
/** Before these `c` is spoken as `s`. */
const SOFTENING = new Set(['e', 'i', 'y']);
/** Which letters may start an entry of `SOUNDS`; the others are looked up alone. */
const STARTS = new Set([...SOUNDS.keys()].map((sound) => sound.charAt(0)));

/**
 * For comparing and blocking only; never shown. Takes one word in lower-case ASCII and gives at most twice its length:
 * doubled letters are one, endings in -s and -e are gone, letters that sound alike are one letter. Not reversible, and
 * short words lose much: compare it only where the plain words differ.
 */
export function looseOf(word: string): string {
  let loose = '';
  let last = '';
  for (let at = 0; at < word.length;) {
    const length = soundAt(word, at);
    const sound = length > 1 ? (SOUNDS.get(word.slice(at, at + length)) ?? '') : letterAt(word, at);
    at += length;
    if (sound === last && sound.length === 1 && sound > '9') continue;
    if (sound.charAt(0) === last.charAt(last.length - 1) && sound.length > 1) loose += sound.slice(1);
    else loose += sound;
    last = sound.charAt(sound.length - 1);
  }
  return withoutEnding(loose);
}

function soundAt(word: string, at: number): number {
  if (!STARTS.has(word.charAt(at))) return 1;
  for (let length = Math.min(LONGEST_SOUND, word.length - at); length > 1; length--)
    if (SOUNDS.has(word.slice(at, at + length))) return length;
  return 1;
}

function letterAt(word: string, at: number): string {
  const letter = word.charAt(at);
  if (letter === 'c') return SOFTENING.has(word.charAt(at + 1)) ? 's' : 'k';
  return LETTERS.get(letter) ?? letter;
}

function withoutEnding(word: string): string {
  let end = word.length;
  while (end > SHORTEST && (word[end - 1] === 's' || word[end - 1] === 'e')) end--;
  return end === word.length ? word : word.slice(0, end);
}
