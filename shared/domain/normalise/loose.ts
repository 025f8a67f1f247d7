/** A spelling that typing errors and ways to transliterate mostly leave alone: "Яндекс", "Jandeks" and "Yandex" meet. */
import type { Letters } from './letters.ts';
import { asciiText, writeAscii } from './utf8.ts';

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
  /** Codes of the one or two letters that it becomes; 0 for no second, which never equals the first. */
  first: number;
  second: number;
}

const soundsIn = (text: string): Sound[] =>
  text.split('|').map((pair) => {
    const [from = '', to = ''] = pair.split(' ');
    return { from, first: to.charCodeAt(0), second: to.length > 1 ? to.charCodeAt(1) : 0 };
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
  const codes = new Uint8Array(word.length);
  const { codes: spelt, length } = looseLettersIn(codes, 0, writeAscii(word, codes, 0));
  return asciiText(spelt, 0, length);
}

/** The same for codes and as codes, which the next call overwrites. */
export function looseLettersIn(word: Uint8Array, from: number, to: number): Letters {
  if (loose.codes.length < 2 * (to - from)) loose.codes = new Uint8Array(4 * (to - from));
  const { codes } = loose;
  let length = 0;
  let last = 0;
  for (let at = from; at < to;) {
    const sound = soundAt(word, at, to);
    const first = sound === undefined ? word[at]! : sound.first;
    // A letter is written once, a digit as often as it stands.
    if (first !== last || first < LETTER_A) codes[length++] = first;
    last = first;
    if (sound === undefined) at++;
    else {
      at += sound.from.length;
      if (sound.second !== 0) codes[length++] = last = sound.second;
    }
  }
  while (length > SHORTEST && isEnding(codes[length - 1]!)) length--;
  loose.length = length;
  return loose;
}

const isEnding = (code: number): boolean => code === LETTER_S || code === LETTER_E;

function soundAt(word: Uint8Array, at: number, to: number): Sound | undefined {
  const letter = word[at]! - LETTER_A;
  if (letter < 0) return undefined;
  const next = at + 1 < to ? word[at + 1]! - LETTER_A : -1;
  const sounds = next < 0 ? undefined : SOUNDS_BY_PAIR[letter * ALPHABET + next];
  if (sounds !== undefined) for (const sound of sounds) if (standsAt(sound.from, word, at, to)) return sound;
  return SOUNDS_BY_LETTER[letter];
}

/** Whether letters of which the first two are known to stand there do. */
function standsAt(letters: string, word: Uint8Array, at: number, to: number): boolean {
  if (at + letters.length > to) return false;
  for (let n = 2; n < letters.length; n++) if (word[at + n] !== letters.charCodeAt(n)) return false;
  return true;
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
