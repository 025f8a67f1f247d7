/** What single words of a company name are worth: trade words say little, words of kinship say it is another company. */
import { countryNames } from '../normalise/country.ts';
import { fold } from '../normalise/letters.ts';

const folded = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean).map(fold));

/** Words that thousands of companies carry, in the languages of our lists. */
const COMMON = folded(`
  group groupe gruppe grupo gruppo gruppen groep konzern koncern international intl internacional internationale global
  worldwide world europe european euro asia pacific america american national nacional nationale federal central general
  united first new north south east west northern southern eastern western
  company companies enterprise enterprises unternehmen empresa empresas entreprise impresa business businesses
  solution solutions solutionen losung losungen soluciones solucoes soluzioni service services servicios servicos servizi
  dienst dienste dienstleistung dienstleistungen tjanster system systems systeme sistemas sistemi systemes
  technology technologies technologie technologien technologia tecnologia tecnologias tecnologie tech teknik technik
  software hardware digital data cloud cyber network networks netzwerk online web internet media medien it ict info
  informatik informatica informatique information electronics electronic elektronik elektro electric electrical
  consulting consultants consultancy consultoria consulenza beratung advisory advisors advisers partner partners
  management marketing design studio studios agency agentur agence agencia werbung communications communication
  industry industries industrial industrie industria industrias industriale manufacturing production productions produkte
  products produktion engineering engineers ingenieria ingenieure ingenieurburo construction constructions bau building
  builders contractors costruzioni construcciones construcao architects architekten development developments
  trading trade handel handels comercio comercial commerce commercial commerciale import export distribution vertrieb
  logistics logistik logistica logistique transport transporte transportes trasporti spedition shipping freight cargo
  health healthcare medical medizin medizintechnik pharma pharmaceuticals care clinic dental biotech life sciences science
  energy energie energia power oil gas petroleum solar water umwelt environmental resources mining metals metall steel
  stahl chemical chemicals chemie plastics kunststoff kunststoffe glass holz paper papier print printing druck verlag
  foods food lebensmittel restaurant restaurants hotel hotels catering travel tours tourism reisen events event
  auto autos automotive automobile motor motors cars autohaus maschinen maschinenbau machinery machine tools werkzeuge
  security sicherheit protection home house haus garden garten furniture mobel property properties
  research laboratories labs lab innovation innovations innovative creative smart green eco bio premium express plus pro
  team work works center centre centro zentrum office buro supply supplies sales store stores shop market markets
  quality performance advanced applied integrated professional associates brothers gebruder sohne sons son son fils
  of der die das des de la le les el los las del di da do dos das van von den het y e a per for fur im am zu zum
`);

/** Present in one name only, they tell a parent, a subsidiary or a sister, so the two are not surely one. */
const KIN = folded(`
  holding holdings beteiligung beteiligungen participations participacoes participaciones subsidiary foundation stiftung
  fondation fundacion fondazione fundacao trust bank banque banca banco banken leasing insurance versicherung
  versicherungen assurance assurances assicurazioni seguros capital ventures venture finance financial finanz finanzen
  investment investments invest realestate immobilien immobilier pension pensions pensionskasse fund fonds institute
  institut hospital klinik klinikum school schule college university universitat universite universidad club union
  association verein verband society branch zweigniederlassung niederlassung filiale division tochter franchise museum
  library academy akademie asset assets ventures retail wholesale airways airlines aerospace
`);

const NUMERALS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ii: '2',
    iii: '3',
    iv: '4',
    vi: '6',
    vii: '7',
    viii: '8',
    ix: '9',
  }),
);
const SHORT_COUNTRIES = new Set(['uk', 'usa', 'us', 'uae']);
const LONGEST_NUMERAL = 4;
const LETTER_A = 97;
const REGIONS = folded('emea apac dach latam americas nordic nordics benelux iberia europe asia africa mena');
let regions: ReadonlyMap<string, string> | undefined;

export const isCommon = (word: string): boolean => COMMON.has(word);
/** The word itself if it tells of kinship. */
export const kinIn = (word: string): string | null => (KIN.has(word) ? word : null);

/** Share of companies whose name carries the word, as a rough probability; 0 for words that are not listed. */
export function backgroundOf(word: string): number {
  return COMMON.has(word) ? 0.01 : KIN.has(word) ? 0.004 : 0;
}

/** 0–1: how much two names say by sharing this word. */
export function weightOf(word: string): number {
  if (COMMON.has(word)) return 0.25;
  if (KIN.has(word)) return 0.6;
  if (numberIn(word) !== null) return 0.5;
  return word.length <= 2 || regionIn(word) !== null ? 0.4 : 1;
}

/** The number a word is or holds ("24", "ii", "a380"); null without one. */
export function numberIn(word: string): string | null {
  const numeral = word.length <= LONGEST_NUMERAL ? NUMERALS.get(word) : undefined;
  if (numeral !== undefined) return numeral;
  for (let at = 0; at < word.length; at++) if (word.charCodeAt(at) < LETTER_A) return word;
  return null;
}

/** The country or region that a folded word of a name stands for: `DE` for "deutschland", `emea`. */
export function regionIn(word: string): string | null {
  return (regions ??= buildRegions()).get(word) ?? null;
}

/** Words of fewer than four letters are too often something else than a country's code. */
function buildRegions(): Map<string, string> {
  const built = new Map<string, string>();
  for (const [name, code] of countryNames())
    if (name.length >= 4 || SHORT_COUNTRIES.has(name)) built.set(fold(name), code);
  for (const region of REGIONS) built.set(region, region);
  return built;
}
