/** A spelling that typing errors and ways to transliterate mostly leave alone: "Яндекс", "Jandeks" and "Yandex" meet. */
import type { Letters } from './letters.ts';

/** Groups of letters that languages write for one sound; `c` stands for the sound of "church". */
const SOUNDS =
  'shch sc|tsch c|schtsch sc|tch c|tsh c|sch s|ch c|cz c|sh s|zh s|kh h|gh g|ph f|th t|dh d|dt t|wh v|ck k|cq k|qu k|ks ks|' +
  'tz s|ts s|dz s|sz s|rz s|ou u|ow ov|ij i|ce se|ci si|cy si';
const LETTERS = 'y i|j i|x ks|q k|w v|z s|c k';
const SHORTEST = 3;
const LETTER_A = 97;
const ALPHABET = 26;
const [LETTER_E, LETTER_S] = [101, 115];

interface Sound {
  from: string;
  /** One or two letters. */
  to: string;
}

const soundsIn = (text: string): Sound[] =>
  text.split('|').map((pair) => {
    const [from = '', to = ''] = pair.split(' ');
    return { from, to };
  });

/** By their first two letters, the longest first. */
const SOUNDS_BY_PAIR: readonly (readonly Sound[] | undefined)[] = byPair();
/** By letter, where it is not its own sound. */
const SOUNDS_BY_LETTER: readonly (Sound | undefined)[] = byLetter();

/** The codes of the loose spelling asked for last. */
const loose: Letters = { codes: new Uint8Array(128), length: 0 };

/**
 * For comparing and blocking only; never shown. Takes one word in lower-case ASCII and gives at most twice its length:
 * doubled letters are one, endings in -s and -e are gone, letters that sound alike are one letter. Not reversible, and
 * short words lose much: compare it only where the plain words differ.
 */
export function looseOf(word: string): string {
  const { codes, length } = looseLettersOf(word);
  return String.fromCharCode(...codes.subarray(0, length));
}

/** The same as codes, which the next call overwrites. */
export function looseLettersOf(word: string): Letters {
  if (loose.codes.length < 2 * word.length) loose.codes = new Uint8Array(4 * word.length);
  loose.length = 0;
  for (let at = 0; at < word.length;) {
    const sound = soundAt(word, at);
    if (sound === undefined) emit(word.charCodeAt(at++));
    else {
      for (let n = 0; n < sound.to.length; n++) emit(sound.to.charCodeAt(n));
      at += sound.from.length;
    }
  }
  while (loose.length > SHORTEST && isEnding(loose.codes[loose.length - 1]!)) loose.length--;
  return loose;
}

/** A letter is written once, a digit as often as it stands. */
function emit(code: number): void {
  const { codes, length } = loose;
  if (length > 0 && codes[length - 1] === code && code >= LETTER_A) return;
  codes[length] = code;
  loose.length = length + 1;
}

const isEnding = (code: number): boolean => code === LETTER_S || code === LETTER_E;

function soundAt(word: string, at: number): Sound | undefined {
  const letter = word.charCodeAt(at) - LETTER_A;
  if (letter < 0) return undefined;
  const next = at + 1 < word.length ? word.charCodeAt(at + 1) - LETTER_A : -1;
  const sounds = next < 0 ? undefined : SOUNDS_BY_PAIR[letter * ALPHABET + next];
  if (sounds !== undefined)
    for (const sound of sounds) if (sound.from.length === 2 || word.startsWith(sound.from, at)) return sound;
  return SOUNDS_BY_LETTER[letter];
}

function byPair(): (Sound[] | undefined)[] {
  const sounds = new Array<Sound[] | undefined>(ALPHABET * ALPHABET).fill(undefined);
  for (const sound of soundsIn(SOUNDS).toSorted((a, b) => b.from.length - a.from.length)) {
    const pair = (sound.from.charCodeAt(0) - LETTER_A) * ALPHABET + sound.from.charCodeAt(1) - LETTER_A;
    (sounds[pair] ??= []).push(sound);
  }
  return sounds;
}

function byLetter(): (Sound | undefined)[] {
  const sounds = new Array<Sound | undefined>(ALPHABET).fill(undefined);
  for (const sound of soundsIn(LETTERS)) sounds[sound.from.charCodeAt(0) - LETTER_A] = sound;
  return sounds;
}
