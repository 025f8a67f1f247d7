/** Countries and regions inside company names: "Acme Deutschland" and "Acme Germany" say the same. */
import { countryNames } from './country.ts';
import { fold } from './letters.ts';

/** Of the names shorter than four letters, those that are hardly ever something else than a country. */
const SHORT_COUNTRIES = new Set(['uk', 'usa', 'us', 'uae']);
/** Country names that are ordinary words, people or towns in another language. */
const AMBIGUOUS = new Set(
  'island jordan georgia jersey chad mali reunion monaco guam niue saba man togo cuba lucia martin wales peru andorra dominica palau nauru malta granada grenada reino islandia turki panama oman congo benin niger'
    .split(' ')
    .map(fold),
);
const REGIONS =
  'emea apac middleeast northamerica southamerica southeastasia dach latam nordic nordics benelux iberia europe asia africa mena anz'.split(
    ' ',
  );
/** Names of several words; elsewhere countries are looked up word by word. */
const OF_SEVERAL_WORDS =
  'united states|united states of america|united kingdom|great britain|south africa|new zealand|hong kong|saudi arabia|costa rica|sri lanka|puerto rico|south korea|el salvador|united arab emirates|estados unidos|reino unido|nueva zelanda|republica dominicana|viet nam|czech republic|middle east|asia pacific|latin america|north america|south america|south east asia'.split(
    '|',
  );
const CODE_LENGTH = 2;

const SAME_REGION: ReadonlyMap<string, string> = new Map([
  ['asiapacific', 'apac'],
  ['latinamerica', 'latam'],
]);

let regions: ReadonlyMap<string, string> | undefined;
let spellings: ReadonlyMap<string, string> | undefined;

/** The country or region that a folded word of a name stands for: `DE` for "deutschland", `emea`. */
export function regionIn(word: string): string | null {
  return (regions ??= buildRegions()).get(word) ?? null;
}

/** Every word `regionIn` understands, with the one spelling that names keep of it ("germany"). */
export function regionSpellings(): ReadonlyMap<string, string> {
  return (spellings ??= buildSpellings());
}

/** Phrases such as "united kingdom", folded, with the spelling kept. */
export function regionPhrases(): readonly (readonly [words: readonly string[], kept: string])[] {
  return OF_SEVERAL_WORDS.map((phrase) => {
    const joined = fold(phrase.replaceAll(' ', ''));
    const kept = SAME_REGION.get(joined) ?? regionSpellings().get(joined) ?? joined;
    return [phrase.split(' ').map(fold), kept];
  });
}

function buildRegions(): Map<string, string> {
  const built = new Map<string, string>();
  for (const [name, code] of countryNames()) {
    const word = fold(name);
    if ((name.length >= 4 && !AMBIGUOUS.has(word)) || SHORT_COUNTRIES.has(name)) built.set(word, code);
  }
  for (const region of REGIONS) built.set(region, region);
  return built;
}

/** The first name listed for a country is the English one. */
function buildSpellings(): Map<string, string> {
  const kept = new Map<string, string>();
  const built = new Map<string, string>();
  regions ??= buildRegions();
  for (const [word, code] of regions) {
    if (!kept.has(code)) kept.set(code, word);
    built.set(word, code.length === CODE_LENGTH ? (kept.get(code) ?? word) : word);
  }
  return built;
}
