/** What company names are made of in eight languages: trades, parts of surnames, first names, words that say nothing. */

export interface Language {
  /** The same trades in the same order in every language, the most usual first. */
  trades: readonly string[];
  stems: readonly string[];
  endings: readonly string[];
  firstNames: readonly string[];
  and: string;
  street: (name: string, number: number) => string;
}

const list = (words: string): readonly string[] => words.split(' ');

const de: Language = {
  trades: list(
    'Bau Handel Consulting Logistik Immobilien Maschinenbau Elektrotechnik Software Transporte Metallbau Möbel Energie Medien Druckerei Pharma Kunststoffe Getränke Gärtnerei Optik Bäckerei Textil Chemie Versicherungen Gebäudereinigung Papier Werkzeugbau Fördertechnik Mühlenwerke',
  ),
  stems: list(
    'Mül Schrö Bäu Jä Hof Kirsch Lind Stein Wald Brand Eich Herr Fried Hart König Ross Schön Tann Vogel Wein Zim Acker Birk Dörr Fuchs Grün Hirsch Kalt Lang Reich',
  ),
  endings: list(
    'ler der mer ger mann meier bauer hofer berger felder stein huber rich holz bach ner hardt feld ing wirth',
  ),
  firstNames: list('Hans Karl Werner Ute Georg Heinrich Anna Peter'),
  and: 'und',
  street: (name, number) => `${name}straße ${number}`,
};

const en: Language = {
  trades: list(
    'Construction Trading Consulting Logistics Properties Engineering Electrical Software Transport Metalworks Furniture Energy Media Printing Pharma Plastics Beverages Gardens Optics Bakery Textiles Chemicals Insurance Cleaning Paper Tooling Conveyors Mills',
  ),
  stems: list(
    'Ash Black Crom Dal East Farn Glad Hare Ing Kings Long Mar Nor Oak Pem Red Shel Thorn Under Wake West Wood Brad Clif Dun Ever Fair Gree Holl Lang',
  ),
  endings: list(
    'ton well ford ham ley by worth field man son brook stone wood bury shaw croft gate land more wick',
  ),
  firstNames: list('John William Mary George Robert Alice Henry Edward'),
  and: 'and',
  street: (name, number) => `${number} ${name} Road`,
};

const fr: Language = {
  trades: list(
    'Bâtiment Commerce Conseil Logistique Immobilier Mécanique Électricité Logiciels Transports Métallerie Meubles Énergie Médias Imprimerie Pharma Plastiques Boissons Jardins Optique Boulangerie Textiles Chimie Assurances Nettoyage Papeterie Outillage Convoyage Minoteries',
  ),
  stems: list(
    'Lefé Dubé Mar Béran Char Del Font Gérar Hébr Joubé Lamb Mont Perr Roch Sau Thié Vall Bou Cour Desch Fau Gail Laur Maré Noé Pell Rous Sal Tou Vig',
  ),
  endings: list('vre rois tin ger pentier mas aine eau ault ier on elle iot ard in et ais ot and oux'),
  firstNames: list('Jean Pierre Marie Jacques Hélène Louis André Claire'),
  and: 'et',
  street: (name, number) => `${number} rue ${name}`,
};

const es: Language = {
  trades: list(
    'Construcciones Comercio Consultoría Logística Inmobiliaria Maquinaria Electricidad Software Transportes Metalúrgica Muebles Energía Medios Imprenta Farma Plásticos Bebidas Jardinería Óptica Panadería Textiles Química Seguros Limpiezas Papelera Herramientas Transportadores Molinos',
  ),
  stems: list(
    'Núñ Peñ Gar Mar Rodrí Fern Lóp Sánch Ram Góm Vázqu Cast Mor Ort Rub Serr Torr Vill Zam Barr Cár Dom Esc Fuent Gall Herr Igl Jim Lor Medin',
  ),
  endings: list('ez alba cía tínez guez ández eda o illo ano ero os ales ina as ino ada edo era anza'),
  firstNames: list('José Antonio María Luis Carmen Manuel Pedro Ana'),
  and: 'y',
  street: (name, number) => `Calle ${name} ${number}`,
};

const it: Language = {
  trades: list(
    'Costruzioni Commerciale Consulenza Logistica Immobiliare Meccanica Elettrotecnica Software Trasporti Metalli Mobili Energia Media Tipografia Farmaceutica Plastiche Bevande Giardini Ottica Panificio Tessuti Chimica Assicurazioni Pulizie Cartiera Utensili Trasportatori Molini',
  ),
  stems: list(
    'Ross Bianch Ferr Mar Gall Cont Espos Ricc Brun Grec Lomb More Barb Font Sant Rin Car Leon Mart Vill Bell Cat Dam Fab Gent Mancin Nic Pell Rom Sal',
  ),
  endings: list('i ini ari ino etti elli one ato ucci acci ese oni ani ardi inelli ola esi aldi isi ante'),
  firstNames: list('Giuseppe Mario Anna Luigi Carla Paolo Franco Lucia'),
  and: 'e',
  street: (name, number) => `Via ${name} ${number}`,
};

const nl: Language = {
  trades: list(
    'Bouw Handel Advies Logistiek Vastgoed Machinebouw Elektrotechniek Software Transport Metaal Meubelen Energie Media Drukkerij Farma Kunststoffen Dranken Hoveniers Optiek Bakkerij Textiel Chemie Verzekeringen Schoonmaak Papier Gereedschap Transportbanden Molens',
  ),
  stems: list(
    'Vis Bak Jans Kuip Smit Hoek Linde Meul Post Roos Schip Tim Veld Water Zand Berg Dijk Groot Haan Kast Laan Mole Noord Ooster Prins Rijk Sloot Vos Wester Ijssel',
  ),
  endings: list(
    'ser ker sen ers stra huis man mans enberg dijk horst ema inga kamp veld aar inck laar hof wijk',
  ),
  firstNames: list('Jan Piet Willem Anna Kees Henk Maria Dirk'),
  and: 'en',
  street: (name, number) => `${name}laan ${number}`,
};

const pl: Language = {
  trades: list(
    'Budownictwo Handel Doradztwo Logistyka Nieruchomości Maszyny Elektryka Software Transport Metale Meble Energia Media Drukarnia Farma Tworzywa Napoje Ogrody Optyka Piekarnia Tekstylia Chemia Ubezpieczenia Sprzątanie Papiernia Narzędzia Przenośniki Młyny',
  ),
  stems: list(
    'Kowal Wiśniew Woź Łukasz Zieliń Szymań Dąbrow Kozł Jankow Mazur Kras Piotr Grab Paw Micha Król Wieczor Jabłoń Wróbl Stęp Adam Borkow Czarn Duda Gór Jasiń Kamiń Lewand Malin Nowic',
  ),
  endings: list('ski owski ewicz ak czyk iński niak arz ecki alski ka owiak orz icki ek ewski ch an ucha al'),
  firstNames: list('Jan Piotr Anna Krzysztof Maria Tomasz Ewa Paweł'),
  and: 'i',
  street: (name, number) => `ul. ${name} ${number}`,
};

const sv: Language = {
  trades: list(
    'Bygg Handel Konsult Logistik Fastigheter Maskin Elteknik Programvara Åkeri Metall Möbler Energi Media Tryckeri Läkemedel Plast Drycker Trädgård Optik Bageri Textil Kemi Försäkring Städ Papper Verktyg Transportörer Kvarnar',
  ),
  stems: list(
    'Sjö Åker Lind Berg Ström Holm Björk Norr Söder Väst Öst Hög Små Gran Eke Alm Back Dahl Fors Hed Kvist Löf Mal Ny Ros Sand Tall Vik Wall Ång',
  ),
  endings: list(
    'berg qvist ström gren lund man sson blad dahl stedt ing vall strand ander mark fors by ell hult löf',
  ),
  firstNames: list('Lars Karin Erik Anna Sven Nils Ingrid Olof'),
  and: 'och',
  street: (name, number) => `${name}vägen ${number}`,
};

export const LANGUAGES = { de, en, fr, es, it, nl, pl, sv } as const;
export type LanguageCode = keyof typeof LANGUAGES;

/** What is added to a name or left out of it without making another company of it. */
export const FILLERS = list('Group International Europe Services Solutions Systems Global Industries');

/** How long words are shortened. */
export const SHORT: Readonly<Record<string, string>> = {
  Group: 'Grp',
  International: 'Intl',
  Services: 'Svcs',
  Solutions: 'Sol.',
  Systems: 'Sys',
  Industries: 'Ind.',
  Construction: 'Constr.',
  Engineering: 'Eng.',
  Consulting: 'Cons.',
  Maschinenbau: 'Masch.bau',
  Elektrotechnik: 'E-Technik',
  Immobilien: 'Immo',
  Construcciones: 'Constr.',
  Costruzioni: 'Costr.',
  Logistics: 'Log.',
  Logistik: 'Log.',
};

/** Letters of words that nobody has used yet: beginning, middle and end of an invented name. */
export const SYLLABLES = {
  first: list(
    'ka mo ve lu tri sol nor bel cor dyn fal gra hel ira jor kel lam mer nex oma pla qua ras sty tel ulm vor wex xan yel zor ab ci de el fo gi hu jo lo ma ny or pri ro sa ta ur vi zan bri cle dro fle gly kri plu sna tru',
  ),
  middle: list(
    'ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo za bra cli dro fle gri klo pra sti tra vlo an en il or um ast elt ind ond urn',
  ),
  last: list(
    'stoom tex lis nova dex mark zon tik rex van qar bit lon mas net pex rion sys tor vex win xis yon zia bor can dal fin gor hal jet kon lux mir nim pol rum sen tum vik',
  ),
} as const;
