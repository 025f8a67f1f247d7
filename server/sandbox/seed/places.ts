/** Countries with what a company there looks like: legal forms, domains, cities, streets, registers. */
export interface Country {
  name: string;
  code: string;
  /** What people there write themselves. */
  local: string;
  weight: number;
  topDomain: string;
  dialling: string;
  /** The first is the usual one. */
  legalForms: string[];
  cities: string[];
  streets: string[];
  surnames: string[];
  /** Trade words of company names there, with the industry they belong to. */
  trades: [word: string, industry: string][];
  /** A registration number with `#` for digits. */
  register: string;
}

const ENGLISH: [string, string][] = [
  ['Logistics', 'Transportation'],
  ['Software', 'Technology'],
  ['Foods', 'Food & Beverage'],
  ['Energy', 'Energy'],
  ['Healthcare', 'Healthcare'],
  ['Insurance', 'Insurance'],
  ['Engineering', 'Engineering'],
  ['Partners', 'Consulting'],
  ['Retail', 'Retail'],
  ['Systems', 'Technology'],
  ['Instruments', 'Machinery'],
  ['Telecom', 'Telecommunications'],
];

const TABLE: string[][] = [
  // name, code, local, weight, domain, dialling, register | legal forms | cities | streets | surnames | trades
  [
    'Germany,DE,Deutschland,22,de,+49,HRB #####',
    'GmbH,AG,GmbH & Co. KG,SE',
    'München,Köln,Hamburg,Stuttgart,Nürnberg,Düsseldorf,Leipzig,Münster,Göttingen,Lübeck',
    'Industriestraße,Bahnhofstraße,Am Kanal,Gewerbepark,Lindenallee',
    'Bäumler,Schröder,Krüger,Voß,Weiß,Hölzel,Brandt,Kessler,Möllmann,Ziegler,Reinhardt,Dörfler,Seidel,Lindner',
    'Maschinenbau:Machinery,Logistik:Transportation,Energietechnik:Energy,Medizintechnik:Healthcare,Werkzeuge:Manufacturing,Software:Technology,Bau:Construction,Chemie:Chemicals,Versicherungen:Insurance,Getränke:Food & Beverage',
  ],
  [
    'Austria,AT,Österreich,5,at,+43,FN ######k',
    'GmbH,AG,KG',
    'Wien,Graz,Linz,Salzburg,Innsbruck,Klagenfurt',
    'Hauptplatz,Ringstraße,Wiener Straße,Mühlweg',
    'Huber,Gruber,Pichler,Moser,Hofstätter,Brunner,Egger,Wöhrer',
    'Anlagenbau:Machinery,Holzwerke:Manufacturing,Tourismus:Hospitality,Software:Technology,Energie:Energy,Handel:Retail',
  ],
  [
    'Switzerland,CH,Schweiz,5,ch,+41,CHE-###.###.###',
    'AG,GmbH,SA',
    'Zürich,Basel,Bern,Genève,Lausanne,St. Gallen,Luzern',
    'Seestrasse,Bahnhofstrasse,Rue du Lac,Industriestrasse',
    'Ammann,Bürgi,Zbinden,Favre,Rüegg,Steiner,Keller,Wälti',
    'Uhren:Manufacturing,Pharma:Biotechnology,Vermögensverwaltung:Finance,Präzision:Machinery,Software:Technology,Logistik:Transportation',
  ],
  [
    'United Kingdom,GB,UK,14,co.uk,+44,########',
    'Ltd,plc,LLP',
    'London,Manchester,Leeds,Bristol,Edinburgh,Cardiff,Newcastle,Reading',
    'High Street,Station Road,Church Lane,Canal Wharf,Mill Road',
    'Whitfield,Ashworth,Pemberton,Hargreaves,Langley,Thornton,Barlow,Fairfax,Ellison,Radcliffe',
    '',
  ],
  [
    'United States,US,USA,20,com,+1,##-#######',
    'Inc,LLC,Corp',
    'Chicago,Boston,Austin,Denver,Seattle,Atlanta,Columbus,Phoenix,Portland,Nashville',
    'Main Street,Commerce Drive,Innovation Way,Market Street,Lakeshore Boulevard',
    'Harrington,Delgado,Whitmore,Callahan,Sandoval,Prescott,Mercer,Nakamura,Okafor,Vance,Hollis,Brennan',
    '',
  ],
  [
    'France,FR,France,9,fr,+33,### ### ###',
    'SAS,SARL,S.A.',
    'Paris,Lyon,Nantes,Toulouse,Strasbourg,Bordeaux,Orléans,Besançon',
    'Rue de la République,Avenue Foch,Quai des Chartrons,Boulevard Carnot',
    'Lefèvre,Dubois,Moreau,Garnier,Chevalier,Rousseau,Lemaître,Bonnet,Perrin',
    'Transports:Transportation,Énergies:Energy,Assurances:Insurance,Aéronautique:Engineering,Alimentaire:Food & Beverage,Conseil:Consulting,Santé:Healthcare,Logiciels:Technology',
  ],
  [
    'Netherlands,NL,Nederland,6,nl,+31,########',
    'BV,NV',
    'Amsterdam,Rotterdam,Utrecht,Eindhoven,Groningen,Breda',
    'Herengracht,Stationsplein,Havenweg,Dorpsstraat',
    'de Vries,van Dijk,Bakker,Hoekstra,Visser,Jansen,van den Berg,Mulder',
    'Bloemen:Agriculture,Transport:Transportation,Zuivel:Food & Beverage,Techniek:Engineering,Verzekeringen:Insurance,Software:Technology',
  ],
  [
    'Sweden,SE,Sverige,4,se,+46,######-####',
    'AB',
    'Stockholm,Göteborg,Malmö,Västerås,Örebro,Linköping',
    'Storgatan,Kungsgatan,Hamnvägen,Industrigatan',
    'Lindström,Åkesson,Bergqvist,Sjögren,Nyström,Hedlund,Öberg',
    'Verkstad:Machinery,Skog:Agriculture,Bygg:Construction,Energi:Energy,Teknik:Engineering,Programvara:Technology',
  ],
  [
    'Italy,IT,Italia,6,it,+39,###########',
    'SpA,S.r.l.',
    'Milano,Torino,Bologna,Verona,Napoli,Genova',
    'Via Roma,Corso Garibaldi,Viale Europa,Via Mazzini',
    'Rossetti,Bianchini,Ferrero,Colombo,Moretti,Galli,Fontana,Marchetti',
    'Meccanica:Machinery,Alimentari:Food & Beverage,Tessile:Apparel,Ceramiche:Manufacturing,Assicurazioni:Insurance,Energia:Energy',
  ],
  [
    'Hungary,HU,Magyarország,3,hu,+36,##-##-######',
    'Kft.,Zrt.,Bt.',
    'Budapest,Győr,Szeged,Debrecen,Pécs',
    'Fő utca,Kossuth Lajos utca,Váci út',
    'Szabó,Horváth,Kovács,Fülöp,Németh,Tóth',
    'Gépgyár:Machinery,Szállítás:Transportation,Élelmiszer:Food & Beverage,Informatika:Technology,Építő:Construction',
  ],
  [
    'Spain,ES,España,5,es,+34,B-########',
    'S.A.,S.L.',
    'Madrid,Barcelona,Sevilla,Bilbao,Málaga,A Coruña',
    'Calle Mayor,Avenida de América,Paseo del Prado,Gran Vía',
    'Ibáñez,Muñoz,Castillo,Herrera,Núñez,Ortega,Peña',
    'Construcciones:Construction,Seguros:Insurance,Energías:Energy,Alimentación:Food & Beverage,Tecnología:Technology,Transportes:Transportation',
  ],
  [
    'Finland,FI,Suomi,2,fi,+358,#######-#',
    'Oy,Oyj',
    'Helsinki,Tampere,Turku,Oulu,Jyväskylä',
    'Mannerheimintie,Satamakatu,Hämeenkatu',
    'Mäkinen,Virtanen,Korhonen,Järvinen,Hämäläinen',
    'Konepaja:Machinery,Metsä:Agriculture,Ohjelmistot:Technology,Energia:Energy',
  ],
  [
    'Japan,JP,Japan,2,co.jp,+81,####-##-######',
    'K.K.,Co., Ltd.',
    'Tokyo,Osaka,Nagoya,Kyoto,Fukuoka',
    'Marunouchi,Chuo-dori,Minato-ku',
    'Tanaka,Watanabe,Fujimoto,Ishikawa,Morita,Takahashi',
    'Seiki:Machinery,Denki:Electronics,Shoji:Retail,Kagaku:Chemicals,Systems:Technology',
  ],
  [
    'Poland,PL,Polska,4,pl,+48,##########',
    'Sp. z o.o.,S.A.',
    'Warszawa,Kraków,Wrocław,Gdańsk,Łódź,Poznań',
    'ul. Piłsudskiego,ul. Długa,Aleje Jerozolimskie',
    'Kowalczyk,Wiśniewski,Zieliński,Dąbrowski,Mazur,Łukasik',
    'Budownictwo:Construction,Transport:Transportation,Meble:Manufacturing,Informatyka:Technology,Energetyka:Energy',
  ],
];

export const COUNTRIES: Country[] = TABLE.map(
  ([head = '', legal = '', cities = '', streets = '', surnames = '', trades = '']) => {
    const [name = '', code = '', local = '', weight = '1', topDomain = '', dialling = '', register = ''] =
      head.split(',');
    return {
      name,
      code,
      local,
      weight: Number(weight),
      topDomain,
      dialling,
      register,
      legalForms: legal
        .replace('Co., Ltd.', 'Co.\u0000 Ltd.')
        .split(',')
        .map((form) => form.replace('\u0000', ',')),
      cities: cities.split(','),
      streets: streets.split(','),
      surnames: surnames.split(','),
      trades:
        trades === '' ? ENGLISH : trades.split(',').map((trade) => trade.split(':') as [string, string]),
    };
  },
);
