/** Where the generated companies sit: how often, under which legal forms, domains, cities, postcodes and phone numbers. */
import type { LanguageCode } from './languages.ts';

export interface Country {
  code: string;
  /** In English and as its own people write it. */
  names: readonly string[];
  /** Of all companies. */
  share: number;
  language: LanguageCode;
  tld: string;
  dial: string;
  /** Each legal form in all its spellings, the usual one first. */
  forms: readonly (readonly string[])[];
  cities: readonly string[];
  /** `9` stands for a digit, `A` for a letter. */
  postcode: string;
}

const list = (words: string): readonly string[] => words.split(' ');

const GMBH = ['GmbH', 'G.m.b.H.', 'Gesellschaft mit beschränkter Haftung', 'gmbh'];
const AG = ['AG', 'Aktiengesellschaft', 'A.G.'];
const LTD = ['Ltd', 'Limited', 'Ltd.', 'LTD'];
const SA = ['SA', 'S.A.', 'Société Anonyme'];
const SARL = ['SARL', 'S.A.R.L.', 'Sàrl'];

export const COUNTRIES: readonly Country[] = [
  {
    code: 'DE',
    names: ['Germany', 'Deutschland'],
    share: 0.22,
    language: 'de',
    tld: 'de',
    dial: '+49',
    forms: [
      GMBH,
      ['GmbH & Co. KG', 'GmbH & Co KG', 'GmbH und Co. KG'],
      AG,
      ['UG', 'UG (haftungsbeschränkt)'],
      ['e.K.'],
    ],
    cities: list('Berlin Hamburg München Köln Frankfurt Stuttgart Düsseldorf Leipzig Nürnberg Münster'),
    postcode: '99999',
  },
  {
    code: 'US',
    names: ['United States', 'USA'],
    share: 0.18,
    language: 'en',
    tld: 'com',
    dial: '+1',
    forms: [
      ['Inc', 'Inc.', ', Inc.', 'Incorporated'],
      ['LLC', 'L.L.C.', ', LLC'],
      ['Corp', 'Corp.', 'Corporation'],
      ['Co', 'Company'],
    ],
    cities: list('Boston Chicago Denver Austin Seattle Atlanta Portland Dallas Phoenix Columbus'),
    postcode: '99999',
  },
  {
    code: 'GB',
    names: ['United Kingdom', 'UK'],
    share: 0.13,
    language: 'en',
    tld: 'co.uk',
    dial: '+44',
    forms: [LTD, ['PLC', 'plc', 'Public Limited Company'], ['LLP']],
    cities: list('London Manchester Leeds Bristol Glasgow Sheffield Cardiff Norwich'),
    postcode: 'AA9 9AA',
  },
  {
    code: 'FR',
    names: ['France', 'FRANCE'],
    share: 0.11,
    language: 'fr',
    tld: 'fr',
    dial: '+33',
    forms: [SARL, ['SAS', 'S.A.S.', 'Société par actions simplifiée'], SA],
    cities: list('Paris Lyon Marseille Toulouse Nice Nantes Orléans Besançon'),
    postcode: '99999',
  },
  {
    code: 'IT',
    names: ['Italy', 'Italia'],
    share: 0.08,
    language: 'it',
    tld: 'it',
    dial: '+39',
    forms: [
      ['S.r.l.', 'Srl', 'SRL', 'Società a responsabilità limitata'],
      ['S.p.A.', 'SpA', 'Società per azioni'],
      ['S.n.c.', 'Snc'],
    ],
    cities: list('Milano Roma Torino Napoli Bologna Verona Forlì Genova'),
    postcode: '99999',
  },
  {
    code: 'ES',
    names: ['Spain', 'España'],
    share: 0.07,
    language: 'es',
    tld: 'es',
    dial: '+34',
    forms: [
      ['S.L.', 'SL', 'Sociedad Limitada'],
      ['S.A.', 'SA', 'Sociedad Anónima'],
      ['S.L.U.', 'SLU'],
    ],
    cities: list('Madrid Barcelona Valencia Sevilla Málaga Bilbao Cádiz León'),
    postcode: '99999',
  },
  {
    code: 'NL',
    names: ['Netherlands', 'Nederland'],
    share: 0.06,
    language: 'nl',
    tld: 'nl',
    dial: '+31',
    forms: [
      ['B.V.', 'BV', 'Besloten Vennootschap'],
      ['N.V.', 'NV'],
      ['V.O.F.', 'VOF'],
    ],
    cities: list('Amsterdam Rotterdam Utrecht Eindhoven Groningen Tilburg Breda'),
    postcode: '9999 AA',
  },
  {
    code: 'PL',
    names: ['Poland', 'Polska'],
    share: 0.05,
    language: 'pl',
    tld: 'pl',
    dial: '+48',
    forms: [
      ['Sp. z o.o.', 'Sp. z o. o.', 'sp. z o.o.', 'Spółka z ograniczoną odpowiedzialnością'],
      ['S.A.', 'SA', 'Spółka Akcyjna'],
      ['Sp.j.', 'Sp. j.'],
    ],
    cities: list('Warszawa Kraków Łódź Wrocław Poznań Gdańsk Lublin'),
    postcode: '99-999',
  },
  {
    code: 'SE',
    names: ['Sweden', 'Sverige'],
    share: 0.04,
    language: 'sv',
    tld: 'se',
    dial: '+46',
    forms: [
      ['AB', 'Aktiebolag'],
      ['HB', 'Handelsbolag'],
    ],
    cities: list('Stockholm Göteborg Malmö Uppsala Västerås Örebro Linköping'),
    postcode: '999 99',
  },
  {
    code: 'CH',
    names: ['Switzerland', 'Schweiz'],
    share: 0.03,
    language: 'de',
    tld: 'ch',
    dial: '+41',
    forms: [AG, GMBH, SARL],
    cities: list('Zürich Basel Bern Luzern Winterthur'),
    postcode: '9999',
  },
  {
    code: 'AT',
    names: ['Austria', 'Österreich'],
    share: 0.03,
    language: 'de',
    tld: 'at',
    dial: '+43',
    forms: [GMBH, AG, ['KG'], ['OG']],
    cities: list('Wien Graz Linz Salzburg Innsbruck'),
    postcode: '9999',
  },
];

/** The place of a country in the list, by a number from 0 to 1. */
export function countryAt(chance: number): number {
  let from = 0;
  for (const [at, { share }] of COUNTRIES.entries()) {
    from += share;
    if (chance < from) return at;
  }
  return 0;
}

export const FREE_MAIL = list(
  'gmail.com outlook.com yahoo.com gmx.de web.de hotmail.com orange.fr libero.it icloud.com wp.pl',
);

export const NETWORKS = [
  'https://www.linkedin.com/company/',
  'https://www.facebook.com/',
  'https://www.instagram.com/',
] as const;
