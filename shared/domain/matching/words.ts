/** What single words of a company name are worth: trade words say little, words of kinship say it is another company. */
import { conceptOf } from '../normalise/nameWords.ts';
import { regionSpellings } from '../normalise/regions.ts';

const wordsIn = (text: string): string[] => text.split(/\s+/).filter(Boolean);

/**
 * About how many of a hundred companies carry the word, over all countries; rough on purpose, since lists differ. Any
 * spelling of a concept stands for all of them.
 */
const BANDS: readonly (readonly [percent: number, words: string])[] = [
  [3, 'group service international'],
  [
    1.2,
    `solution technology system company management consulting partner construction industry trading engineering
     holding association university school transport bank city center`,
  ],
  [
    0.5,
    `global national american enterprise business product manufacturing development property real_estate investment
     finance capital insurance health medical hospital clinic care pharma energy food restaurant hotel auto design
     marketing media communication software digital data network logistics import export electric electronics machine
     building home house department government institute foundation first general united north south east west new
     saint associates brothers sons club church security research laboratory education training hotel unitedstates
     germany china india unitedkingdom france italy spain netherlands canada australia japan brazil america europe`,
  ],
  [
    0.2,
    `worldwide asia pacific africa federal central state county ministry authority administration verwaltung praxis college academy
     library museum union society cooperative savings credit fund trust venture leasing asset pension retail wholesale
     airline aerospace railway airport port lawyer tax audit textile fashion clothing beverage brewery winery bakery
     dairy farm agriculture fishery packaging recycling cleaning plumbing heating roofing painting entertainment film
     music art culture sport fitness game beauty cosmetics staffing quality professional advanced integrated premier
     great old internet online mobile vehicle aviation marine defense semiconductor instrument automation control
     component material plastic glass wood paper print publishing metal steel chemical oil gas solar water power
     environment resource mining science dental agency advertising production distribution supply shop market
     supermarket equipment tool furniture garden office innovation information informatics telecom architect contractor
     travel tourism event studio motor shipping freight branch subsidiary division deutsche nordic dach emea
     poland sweden switzerland austria belgium denmark norway finland portugal turkey russia mexico ireland
     london munich paris berlin hamburg vienna milan rome madrid barcelona york texas california florida chicago angeles
     francisco boston shanghai beijing shenzhen guangzhou tokyo osaka singapore hongkong dubai mumbai delhi bengaluru
     moscow warsaw prague budapest zurich geneva amsterdam rotterdam brussels stockholm copenhagen oslo helsinki lisbon
     istanbul sydney melbourne toronto montreal vancouver manchester`,
  ],
  [
    0.08,
    `alpha beta delta omega sigma gamma apex summit pinnacle vision star sun moon sky blue red green black white gold
     golden silver diamond crystal royal king queen crown eagle lion tiger phoenix dragon atlas titan apollo mercury
     orion nova terra aqua eco bio smart creative dynamic elite prime pro plus max top best star one alliance allied
     koninklijke kongelige kungliga etablissements compagnie universal standard classic modern future next expert express direct link bridge gate tower park river lake hill
     mountain valley forest island ocean sea bay coast harbor beach city village country family community people team
     works concept idea point line line box net web cloud cyber nano micro mega super ultra trans inter euro evolution
     horizon heritage legacy liberty freedom victory unity trinity independent american precision performance prestige
     reliable premium select choice pioneer frontier crossroads cornerstone keystone landmark
     smith johnson williams brown jones miller davis wilson anderson taylor thomas moore martin jackson thompson lee
     clark lewis robinson walker young allen wright scott hill adams baker nelson campbell mitchell roberts carter
     garcia martinez rodriguez lopez hernandez gonzalez perez sanchez ramirez torres flores fernandez gomez diaz silva
     santos oliveira souza pereira costa ferreira almeida rossi russo ferrari bianchi esposito romano colombo ricci
     muller schmidt schneider fischer weber meyer wagner becker schulz hoffmann schafer koch bauer richter klein wolf
     schroder neumann schwarz zimmermann braun hartmann lange krause werner huber mayer maier meier gruber
     bernard dubois petit durand leroy moreau simon laurent lefebvre michel dupont roux fournier jansen vries bakker
     visser smit meijer mulder johansson andersson karlsson nilsson eriksson larsson olsson persson hansen jensen nielsen
     pedersen andersen christensen larsen olsen johansen virtanen korhonen nowak kowalski wisniewski wojcik novak svoboda
     dvorak nagy kovacs szabo toth horvath popescu ionescu ivanov petrov smirnov yilmaz kaya demir celik sahin
     papadopoulos wang li zhang liu chen yang huang zhao wu zhou xu sun zhu tanaka suzuki sato takahashi watanabe ito
     yamamoto nakamura kobayashi kim park choi nguyen tran singh kumar sharma gupta patel shah khan ali ahmed hassan
     john james david michael robert william peter paul thomas george maria anna mary joseph francis jose juan carlos
     luis antonio jean pierre hans karl franz josef max anton marco giovanni ivan alexander`,
  ],
];
const PERCENT = 100;

/** Present in one name only, they tell a parent, a subsidiary or a sister, so the two are not surely one. */
const KIN = `
  holding subsidiary foundation trust bank leasing insurance capital venture finance investment real_estate pension fund
  institute hospital school college university club union association society branch division franchise museum library
  academy verwaltung asset retail wholesale airline aerospace credit savings cooperative department ministry parent affiliate
`;

const NUMERALS: ReadonlyMap<string, string> = new Map(
  (
    'ii 2|iii 3|iv 4|vi 6|vii 7|viii 8|ix 9|xi 11|xii 12|xiii 13|xiv 14|xv 15|xvi 16|one 1|two 2|three 3|four 4|five 5|' +
    'six 6|seven 7|eight 8|nine 9|ten 10|second 2|third 3|fourth 4|fifth 5|sixth 6|seventh 7|eighth 8|ninth 9|tenth 10|' +
    'zwei 2|drei 3|vier 4|zweite 2|dritte 3|deux 2|trois 3|deuxieme 2|troisieme 3|segundo 2|segunda 2|tercero 3|tercera 3|' +
    'secondo 2|terzo 3|eins 1|erster 1|1st 1|2nd 2|3rd 3'
  )
    .split('|')
    .map((pair) => pair.split(' ') as [string, string]),
);
const DIGIT_END = 58;
const ORDINAL = /^(\d+)(?:st|nd|rd|th|er|eme|e|o|a)$/;

let backgrounds: ReadonlyMap<string, number> | undefined;
let kin: ReadonlySet<string> | undefined;

/** Share of companies whose name carries the core word, 0–1; 0 for words that are not listed. */
export function backgroundOf(word: string): number {
  return (backgrounds ??= buildBackgrounds()).get(word) ?? 0;
}

/** The word itself if it tells of kinship. */
export function kinIn(word: string): string | null {
  return (kin ??= buildKin()).has(word) ? word : null;
}

/** Every word that one of the tables lists, so that who asks for many words can ask once. */
export function listedWords(): ReadonlySet<string> {
  backgrounds ??= buildBackgrounds();
  kin ??= buildKin();
  return new Set([...backgrounds.keys(), ...kin, ...regionSpellings().keys(), ...NUMERALS.keys()]);
}

/** A word with so many letters is a name, whatever digits stand in it: "r0botherm". */
const LETTERS_OF_NAME = 5;

/** The number a word is or holds ("24", "ii", "second", "a380"); null without one. Leading zeros go. */
export function numberIn(word: string): string | null {
  const numeral = NUMERALS.get(word);
  if (numeral !== undefined) return numeral;
  let letters = 0;
  for (let at = 0; at < word.length; at++) if (word.charCodeAt(at) >= DIGIT_END) letters++;
  if (letters === word.length || letters >= LETTERS_OF_NAME) return null;
  return (ORDINAL.exec(word)?.[1] ?? word).replace(/^0+(?=.)/, '');
}

/** A word that stands in several bands has the share of the first. */
function buildBackgrounds(): Map<string, number> {
  const built = new Map<string, number>();
  for (const [percent, words] of BANDS)
    for (const word of wordsIn(words).map(spelling)) if (!built.has(word)) built.set(word, percent / PERCENT);
  return built;
}

function buildKin(): ReadonlySet<string> {
  return new Set(wordsIn(KIN).map(spelling));
}

function spelling(word: string): string {
  return conceptOf(word.replaceAll('_', ''));
}
