/** What happens to a company's name and address on their way through other people's spreadsheets. */
import { type Organisation, plainLetters } from './organisation.ts';
import type { Random } from './random.ts';

const OTHER_FORMS: Record<string, string[]> = {
  GmbH: ['Gesellschaft mbH', 'G.m.b.H.', 'gmbh', ''],
  AG: ['Aktiengesellschaft', ''],
  'GmbH & Co. KG': ['GmbH & Co KG', 'GmbH und Co. KG', 'KG'],
  Ltd: ['Limited', 'Ltd.', 'LTD', ''],
  plc: ['PLC', ''],
  Inc: ['Inc.', 'Incorporated', ', Inc.', ''],
  LLC: ['L.L.C.', ''],
  Corp: ['Corporation', 'Corp.', ''],
  SAS: ['S.A.S.', 'Sas', ''],
  'S.A.': ['SA', ''],
  BV: ['B.V.', 'bv', ''],
  AB: ['Aktiebolag', ''],
  SpA: ['S.p.A.', ''],
  'S.r.l.': ['Srl', ''],
  'Kft.': ['Kft', ''],
  Oy: ['OY', ''],
  'K.K.': ['KK', 'Kabushiki Kaisha'],
  'Sp. z o.o.': ['Sp z oo', 'spółka z o.o.', ''],
};

/** The name as a partner's people may have it. Still the same company to a person reading it. */
export function dirtyName(random: Random, organisation: Organisation): string {
  const { brand, trade, legalForm, name, city } = organisation;
  const kind = random.next();
  if (kind < 0.34) return name;
  const other = random.pick(OTHER_FORMS[legalForm] ?? ['']);
  const renamed = `${brand} ${trade} ${other}`.replace(' , ', ', ').trim();
  if (kind < 0.62) return renamed;
  if (kind < 0.7) return name.toUpperCase();
  if (kind < 0.78) return plainLetters(name);
  if (kind < 0.86) return typo(random, renamed);
  if (kind < 0.9) return `${renamed} - ${city}`;
  if (kind < 0.94) return ` ${name.replace(' ', '  ')} `;
  if (kind < 0.97) return name.toLowerCase();
  return `${brand} ${legalForm}`;
}

function typo(random: Random, text: string): string {
  const at = random.int(1, Math.max(1, text.length - 2));
  const kind = random.next();
  if (kind < 0.35) return text.slice(0, at) + text.slice(at + 1);
  if (kind < 0.7) return text.slice(0, at) + text.charAt(at) + text.slice(at);
  return text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2);
}

/** The website as typed, copied or forgotten. */
export function dirtyWebsite(random: Random, domain: string): string {
  const kind = random.next();
  if (kind < 0.18) return '';
  if (kind < 0.42) return domain;
  if (kind < 0.6) return `www.${domain}`;
  if (kind < 0.74) return `http://www.${domain}`;
  if (kind < 0.84) return `https://${domain}/`;
  if (kind < 0.89) return `https://www.${domain}/contact?lang=en`;
  if (kind < 0.93) return domain.toUpperCase();
  if (kind < 0.96) return `shop.${domain}`;
  return random.pick(['n/a', '-', `http://${domain.replace('.', ',')}`, 'http://']);
}

/** The country as a full name, a code, the local word, or not at all. */
export function dirtyCountry(random: Random, { country }: Organisation): string {
  const kind = random.next();
  if (kind < 0.55) return country.name;
  if (kind < 0.75) return country.code;
  if (kind < 0.88) return country.local;
  return kind < 0.93 ? country.name.toUpperCase() : '';
}
