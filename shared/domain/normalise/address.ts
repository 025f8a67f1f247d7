/** Streets, cities and postcodes as they are compared, whatever the order and the abbreviations of the country. */
import { CITY_BY_LETTERS } from './cities.ts';
import { asciiOf, fold } from './letters.ts';

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
  const short = text.length > LONGEST ? text.slice(0, LONGEST) : text;
  const ascii = asciiOf(short.toWellFormed());
  const joined = ascii.includes("'") || ascii.includes('`') ? ascii.replace(/['`]/g, '') : ascii;
  const words = joined.match(WORDS);
  if (words === null) return null;
  const kept: string[] = [];
  let house = '';
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const next = words[at + 1] ?? '';
    if (PARTS.has(word) && kept.length > 0) {
      if (isNumber(next) || next.length === 1) at++;
    } else if (isNumber(word)) {
      if (PARTS.has(next)) at++;
      else if (isOrdinal(word)) kept.push(word);
      else if (house === '') house = word;
    } else if (!SILENT.has(word)) kept.push(spellingOf(word));
  }
  if (house !== '') kept.push(house);
  const street = kept.join(' ');
  return street === '' ? null : street;
}

const WORDS = /[a-z]+|[0-9]+(?:st|nd|rd|th|[a-z])?\b|[0-9]+/g;

/** "5th" of "5th Avenue" belongs to the name. */
function isOrdinal(word: string): boolean {
  return word.length > 2 && word.charCodeAt(word.length - 2) > NINE;
}

function isNumber(word: string): boolean {
  return word !== '' && word.charCodeAt(0) < 58;
}

/** What a word of a street becomes; streets share most of theirs. */
const known = new Map<string, string>();
const MOST_KNOWN = 20_000;

function spellingOf(word: string): string {
  let spelling = known.get(word);
  if (spelling === undefined) {
    spelling = makeSpelling(fold(word));
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(word, spelling);
  }
  return spelling;
}

function makeSpelling(letters: string): string {
  const kind = KIND_BY_WORD.get(letters);
  if (kind !== undefined) return kind;
  const ending = ENDINGS.find(([end]) => letters.endsWith(end) && letters.length > end.length + 2);
  return ending === undefined ? letters : `${letters.slice(0, -ending[0].length)} ${ending[1]}`;
}

/**
 * A city's letters under one of its names: `munich` for "München", "D-80331 München (Bayern)" and "Muenchen". Null
 * without a letter.
 */
export function placeOf(city: string): string | null {
  const ascii = asciiOf(city.slice(0, LONGEST).toWellFormed());
  const first = /[(,;/]/.test(ascii)
    ? (ascii.split(/[(,;/]/).find((part) => /[a-z]{2}/.test(part)) ?? '')
    : ascii;
  const letters = fold(
    first
      .replace(/^\s*(?:[a-z]{1,2}-)?\d[\d\s-]*/, '')
      .replace(/\bst\b\.?|\bsankt\b/g, 'saint')
      .replace(/\bcedex\b.*$/, '')
      .replace(/[^a-z]/g, ''),
  );
  return letters === '' ? null : (CITY_BY_LETTERS.get(letters) ?? letters);
}

/**
 * Letters and digits of a postcode in lower case, without a country in front ("D-80331") and without the American
 * four-digit extension. Null for fewer than three characters or without a digit.
 */
export function postcodeOf(text: string): string | null {
  if (text.length > LONGEST) return null;
  const code = plainCode(text) ?? codeIn(text);
  return code.length < 3 || code.length > 12 || !hasDigit(code) || isZeros(code) ? null : code;
}

/** Short cut for the usual case: letters and digits in one or two groups. Null for anything else. */
function plainCode(text: string): string | null {
  let letters = 0;
  let gap = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90)) letters++;
    else if (code === SPACE || code === HYPHEN) {
      // Behind one or two letters stands what may be a country.
      if (gap > 0 || at < 3 || at === text.length - 1) return null;
      gap = at;
    } else if (code < 48 || code > 57) return null;
  }
  const lower = letters === 0 ? text : text.toLowerCase();
  if (gap === 0) return lower;
  const front = lower.slice(0, gap);
  const isExtended = gap === 5 && letters === 0 && text.length === 10 && text.charCodeAt(gap) === HYPHEN;
  return isExtended ? front : front + lower.slice(gap + 1);
}

function codeIn(text: string): string {
  const trimmed = asciiOf(text)
    .trim()
    .replace(/^[a-z]{1,2}[-\s]+(?=\d{3})/, '');
  return /^\d{5}-\d{4}$/.test(trimmed) ? trimmed.slice(0, 5) : trimmed.replace(/[^a-z0-9]/g, '');
}

const SPACE = 32;
const HYPHEN = 45;
const ZERO = 48;
const NINE = 57;

function hasDigit(code: string): boolean {
  for (let at = 0; at < code.length; at++) if (code.charCodeAt(at) <= NINE) return true;
  return false;
}

function isZeros(code: string): boolean {
  for (let at = 0; at < code.length; at++) if (code.charCodeAt(at) !== ZERO) return false;
  return true;
}
