/** Streets as they are compared, whatever the order and the abbreviations of the country. */
import { fold, lettersIn } from './letters.ts';
import { Memo } from './memo.ts';
import { cutAfter, readText, writeAscii } from './utf8.ts';

/** Longer fields hold more than an address; what follows is left out. */
const LONGEST = 160;

/** One line a kind of street: the spelling kept, then the others. */
const KINDS = `
st: street str strasse straat gata gatan gade gate katu tie rue via calle c rua ulitsa utca u strada odos sokak sok cadde
av: ave avenue avenida avda aven al allee alle alej aleja aleje prospekt pr bulevar blvd boulevard bd boul bulvar laan
rd: road route rte ruta carretera ctra weg vej vej vag vagen vei chemin ch camino chaussee landstrasse highway hwy hgwy
sq: square platz pl place plaza pza plac plein piazza pza praca largo torg torget torv ploshchad ter namesti nam trg
ln: lane gasse steig passage pasaje passeig paseo pso vicolo viale impasse allee cours corso
dr: drive parkway pkwy ring quai kai court ct terrace crescent cres close way
n: north nord norte norra
s: south sud sur sodra
e: east ost est este
w: west ouest oeste vastra
`;
const KIND_BY_WORD: ReadonlyMap<string, string> = new Map(
  KINDS.trim()
    .split('\n')
    .flatMap((line) => {
      const [kind = '', words = ''] = line.split(': ');
      return [kind, ...words.split(' ')].map((word): [string, string] => [fold(word), kind]);
    }),
);
/** Kinds of street that German, Dutch and Nordic languages write at the end of the name. */
const ENDINGS: readonly (readonly [string, string])[] = [
  ['strasse', 'st'],
  ['straat', 'st'],
  ['strat', 'st'],
  ['gatan', 'st'],
  ['gade', 'st'],
  ['gasse', 'ln'],
  ['platz', 'sq'],
  ['allee', 'av'],
  ['vagen', 'rd'],
  ['str', 'st'],
  ['weg', 'rd'],
  ['vej', 'rd'],
];
const SILENT = new Set(
  fold(
    'the of and und et de del della di da do dos das du des la le les los las el der die den dem van von ul ulica ulice nr no num number numero hausnr',
  ).split(' '),
);
/** Parts of a building; the number or letter that goes with one is left out too. */
const PARTS = new Set(
  'suite ste floor fl unit apt apartment room rm office etage stock og eg obergeschoss piso planta puerta bldg building block level lvl flat lok lokal kv of oficina bureau sala andar wing tower'.split(
    ' ',
  ),
);

/**
 * Words of the street in one spelling, then the house number: "haupt st 5" for "Hauptstraße 5", "Haupt-Str. 5" and
 * "5 Haupt Street". Floors and suites are left out. Null if the text names neither street nor number.
 */
export function streetOf(text: string): string | null {
  return readText(streetIn, text);
}

export function streetIn(bytes: Uint8Array, from: number, to: number, out: Uint8Array, at: number): number {
  const letters = lettersIn(bytes, from, cutAfter(bytes, from, to, LONGEST));
  const { codes } = letters;
  const count = findWords(codes, joined(codes, letters.length));
  let house = -1;
  let end = at;
  for (let n = 0; n < count; n++) {
    const word = words[n]!;
    const next = n + 1 < count ? words[n + 1]! : NOTHING;
    if (word === NUMBER) {
      if (next.isPart) n++;
      else if (isOrdinal(codes, n)) end = writeNumber(codes, n, out, end, at);
      else if (house < 0) house = n;
    } else if (word.isPart && end > at) {
      if (next === NUMBER || (next !== NOTHING && ends[n + 1]! - starts[n + 1]! === 1)) n++;
    } else if (!word.isSilent) {
      if (end > at) out[end++] = SPACE;
      end = writeAscii(word.spelling, out, end);
    }
  }
  return house < 0 ? end : writeNumber(codes, house, out, end, at);
}

/** What a word of a street becomes; streets share most of theirs. */
interface StreetWord {
  isPart: boolean;
  isSilent: boolean;
  spelling: string;
}

const known = new Memo(1 << 12, (word): StreetWord => ({
  isPart: PARTS.has(word),
  isSilent: SILENT.has(word),
  spelling: spellingOf(fold(word)),
}));
/** In place of a word: a number, and that there is none. */
const NUMBER: StreetWord = { isPart: false, isSilent: false, spelling: '' };
const NOTHING: StreetWord = { isPart: false, isSilent: false, spelling: '' };

function spellingOf(letters: string): string {
  const kind = KIND_BY_WORD.get(letters);
  if (kind !== undefined) return kind;
  const ending = ENDINGS.find(([end]) => letters.endsWith(end) && letters.length > end.length + 2);
  return ending === undefined ? letters : `${letters.slice(0, -ending[0].length)} ${ending[1]}`;
}

/** The words of the street that is being read, and where they stand in its letters. */
const words: StreetWord[] = [];
const starts: number[] = [];
const ends: number[] = [];

/** Leaves out the signs that join: "d'Arc" is one word. The new length. */
function joined(codes: Uint8Array, length: number): number {
  let end = 0;
  for (let at = 0; at < length; at++) {
    const code = codes[at]!;
    if (code !== APOSTROPHE && code !== BACKTICK) codes[end++] = code;
  }
  return end;
}

/** Runs of letters, and runs of digits with the letter or ordinal ending behind them; how many. */
function findWords(codes: Uint8Array, length: number): number {
  let count = 0;
  for (let at = 0; at < length;) {
    const isDigits = isDigit(codes[at]!);
    if (!isDigits && !isLetter(codes[at]!)) {
      at++;
      continue;
    }
    let end = at + 1;
    if (isDigits) end = numberEnd(codes, end, length);
    else while (end < length && isLetter(codes[end]!)) end++;
    starts[count] = at;
    ends[count] = end;
    words[count++] = isDigits ? NUMBER : known.of(codes, at, end);
    at = end;
  }
  return count;
}

function numberEnd(codes: Uint8Array, from: number, length: number): number {
  let end = from;
  while (end < length && isDigit(codes[end]!)) end++;
  const letters = end + 1 < length && ORDINALS.has((codes[end]! << 8) | codes[end + 1]!) ? 2 : 1;
  for (let behind = end + letters; behind > end; behind--)
    if (behind <= length && isLetter(codes[behind - 1]!) && !isInWord(codes, behind, length)) return behind;
  return end;
}

/** "st", "nd", "rd" and "th", two codes in one number. */
const ORDINALS = new Set(['st', 'nd', 'rd', 'th'].map((end) => (end.charCodeAt(0) << 8) | end.charCodeAt(1)));

/** "5th" of "5th Avenue" belongs to the name. */
function isOrdinal(codes: Uint8Array, n: number): boolean {
  return ends[n]! - starts[n]! > 2 && isLetter(codes[ends[n]! - 2]!);
}

/** @param first where the street begins, before which there is no space */
function writeNumber(codes: Uint8Array, n: number, out: Uint8Array, at: number, first: number): number {
  let end = at;
  if (end > first) out[end++] = SPACE;
  for (let digit = starts[n]!; digit < ends[n]!; digit++) out[end++] = codes[digit]!;
  return end;
}

const [SPACE, APOSTROPHE, UNDERSCORE, BACKTICK] = [32, 39, 95, 96];

function isLetter(code: number): boolean {
  return code >= 97 && code <= 122;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isInWord(codes: Uint8Array, at: number, length: number): boolean {
  return at < length && (isLetter(codes[at]!) || isDigit(codes[at]!) || codes[at] === UNDERSCORE);
}
