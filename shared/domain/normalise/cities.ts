/** Cities under all their names, so that München, Munich and Monaco di Baviera are one place. */
import { fold } from './letters.ts';

/** One line a city: the spelling kept, then the others. A name that is also another city's is left out. */
const CITIES = `
munich: munchen|monachium|mnichov|monaco di baviera
cologne: koln|colonia|kolonia|keulen|kolin nad rynem
vienna: wien|vienne|viena|wenens|wieden|viden
moscow: moskva|moskau|moscou|moscu|mosca|moskwa|moskou
saint petersburg: sankt peterburg|st petersburg|sankt petersburg|san pietroburgo|spb
prague: praha|prag|praga|praag
warsaw: warszawa|warschau|varsovie|varsovia|varsavia|varsava|varso
krakow: cracow|krakau|cracovia|cracovie
wroclaw: breslau
gdansk: danzig
poznan: posen
lodz: lodsch
kyiv: kiev|kiew|kiyv|kijow|kyyiv
lviv: lvov|lemberg|lwow
kharkiv: kharkov
odesa: odessa
vilnius: wilno|wilna
tallinn: reval
copenhagen: kobenhavn|kopenhagen|copenhague|copenaghen|kopenhaga|koopenhagen
gothenburg: goteborg|gotemburgo|gotenburg
stockholm: estocolmo|stoccolma|sztokholm
helsinki: helsingfors
turku: abo
lisbon: lisboa|lissabon|lisbonne|lisbona|lizbona
porto: oporto
brussels: bruxelles|brussel|bruselas|bruxelas|bruksela
antwerp: antwerpen|anvers|amberes
ghent: gent
liege: luttich|luik
bruges: brugge
the hague: den haag|s gravenhage|la haye|la haya|gravenhage
geneva: geneve|genf|ginebra|ginevra
zurich: zuerich|zurigo|zurych
basel: basilea|basle
bern: berne|berna
lucerne: luzern|lucerna
lausanne: losanna
milan: milano|mailand|mediolan
rome: roma|rom|rzym
turin: torino
venice: venezia|venedig|venise|venecia|wenecja
florence: firenze|florenz|florencia|florencja
naples: napoli|neapel|napoles|neapol
genoa: genova|genua|genes
athens: athina|athen|athenes|atenas|atene|ateny
thessaloniki: saloniki|salonica|thessalonique
istanbul: konstantinopel|stambul|estambul
izmir: smyrna
bucharest: bucuresti|bukarest|bucarest|bukareszt
belgrade: beograd|belgrad|belgrado
sofia: sofiya
zagreb: agram
ljubljana: laibach
bratislava: pressburg|pozsony
budapest: budapeszt
brno: brunn
seville: sevilla|sevilha
zaragoza: saragossa|saragosse
cordoba: cordova
nuremberg: nurnberg|norimberga
hanover: hannover
brunswick: braunschweig
frankfurt: frankfurt am main|frankfurt a m|frankfurt main|francfort|francoforte
aachen: aix la chapelle|aken
mainz: mayence
strasbourg: strassburg|estrasburgo|strasburgo
nice: nizza|niza
lyon: lyons
marseille: marseilles|marsella|marsiglia
london: londres|londra|londyn|londen|lontoo
edinburgh: edimbourg|edimburgo
dublin: baile atha cliath|dublino
new york: new york city|nyc|nueva york|nova york|nowy jork
philadelphia: filadelfia
mexico city: ciudad de mexico|mexico df|cdmx|mexiko stadt
havana: la habana
sao paulo: san pablo
rio de janeiro: rio
beijing: peking|pekin|pechino|bei jing shi|beijing shi
shanghai: schanghai|shang hai
guangzhou: canton|kanton
shenzhen: shen zhen
tianjin: tientsin
nanjing: nanking
hong kong: hongkong|xiang gang
taipei: taibei|taipeh
tokyo: tokio|dong jing|tokyo to
osaka: osaka shi
seoul: soul|seoul si|seul
busan: pusan
mumbai: bombay
kolkata: calcutta|kalkutta
chennai: madras
bengaluru: bangalore
ho chi minh city: saigon|thanh pho ho chi minh|hcmc|tp hcm
hanoi: ha noi
bangkok: krung thep
yangon: rangoon
jakarta: djakarta
singapore: singapur|singapour
cairo: al qahira|kairo|le caire|el cairo
alexandria: alexandrie
tehran: teheran
jeddah: jidda|djeddah
riyadh: ar riyad
jerusalem: yerushalayim|al quds
tel aviv: tel aviv yafo|tel aviv jaffa
damascus: dimashqkus
algiers: alger|algier
tunis: tunez
casablanca: dar el beida
cape town: kaapstad|kapstadt|le cap
`;

/** Letters of a spelling, folded and without spaces, to those of the spelling kept. */
export const CITY_BY_LETTERS: ReadonlyMap<string, string> = new Map(
  CITIES.trim()
    .split('\n')
    .flatMap((line) => {
      const [city = '', others = ''] = line.split(': ');
      return others.split('|').map((other): [string, string] => [lettersOf(other), lettersOf(city)]);
    }),
);

function lettersOf(text: string): string {
  return fold(text.replaceAll(' ', ''));
}
