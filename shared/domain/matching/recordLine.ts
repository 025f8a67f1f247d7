/** Writes a record's values, normalised, as its line of text; all that matching knows of a record follows from its line. */
import {
  asciiText,
  companyNameIn,
  countryCode,
  decoded,
  Memo,
  phoneIn,
  placeOf,
  postcodeIn,
  type Reader,
  registrationIn,
  streetIn,
  type Word,
  writeAscii,
  writeInitials,
  writeWord,
} from '../normalise.ts';
import { writeDomains } from './domains.ts';
import { FIELD, type Fields } from './fields.ts';
import { BAR, FOREIGN, LINE_FEED, LONGEST_LINE, LONGEST_WORD, MOST_WORDS, SPACE } from './companyText.ts';
import { isForeign } from './script.ts';
import { countryOfSite } from './siteCountry.ts';

const LONGEST_VALUE = 60;

const countries = new Memo(1 << 8, (text) => countryCode(text) ?? '');
const cities = new Memo(1 << 11, (text) => placeOf(text) ?? '');

/** Writes the record's line into `out` from `at` on and answers where it ends; see `CompanyText`. */
export function writeLine(fields: Fields, out: Uint8Array, at: number): number {
  const { bytes, starts, ends } = fields;
  const { core, legalForm, spelt, aliases } = companyNameIn(bytes, starts[FIELD.name]!, ends[FIELD.name]!);
  let end = writeWords(core, out, at);
  for (const alias of aliases) {
    out[end] = BAR;
    end = writeWords(alias, out, end + 1);
  }
  end = writeAscii(legalForm ?? '', out, fieldEnd(out, end));
  const sites = writeDomains(fields, domains, 0);
  end = writeCountry(fields, sites, out, fieldEnd(out, end));
  end = copied(domains, sites, out, fieldEnd(out, end));
  end = writeKnown(cities, FIELD.city, fields, out, fieldEnd(out, end));
  end = writeValue(postcodeIn, FIELD.postcode, fields, out, fieldEnd(out, end));
  end = writeValue(streetIn, FIELD.street, fields, out, fieldEnd(out, end));
  end = writeValue(phoneIn, FIELD.phone, fields, out, fieldEnd(out, end));
  end = writeValue(registrationIn, FIELD.registrationNumber, fields, out, fieldEnd(out, end));
  end = writeForeign(fields, out, fieldEnd(out, end));
  end = writeInitials(spelt, out, fieldEnd(out, end));
  return fieldEnd(out, end);
}

function fieldEnd(out: Uint8Array, at: number): number {
  out[at] = LINE_FEED;
  return at + 1;
}

function writeWords(words: readonly Word[], out: Uint8Array, at: number): number {
  let end = at;
  for (let n = 0; n < words.length && n < MOST_WORDS; n++) {
    if (n > 0) out[end++] = SPACE;
    end = writeWord(words[n]!, LONGEST_WORD, out, end);
  }
  return end;
}

/** What a reader says of a value; see `Reader`. */
function writeValue(
  read: Reader,
  field: number,
  { bytes, starts, ends }: Fields,
  out: Uint8Array,
  at: number,
): number {
  const from = starts[field]!;
  const to = ends[field]!;
  return from === to ? at : capped(read(bytes, from, to, out, at), at);
}

/** What is remembered of values that come again and again. */
function writeKnown(
  known: Memo<string>,
  field: number,
  { bytes, starts, ends }: Fields,
  out: Uint8Array,
  at: number,
): number {
  const from = starts[field]!;
  const to = ends[field]!;
  return from === to ? at : capped(writeAscii(known.of(bytes, from, to), out, at), at);
}

/** The domains of the record that is being written; they come before the country and stand behind it. */
const domains = new Uint8Array(LONGEST_LINE);

function copied(from: Uint8Array, length: number, out: Uint8Array, at: number): number {
  for (let n = 0; n < length; n++) out[at + n] = from[n]!;
  return at + length;
}

/** What the record says, or else its website. @param sites where its domains end */
function writeCountry(fields: Fields, sites: number, out: Uint8Array, at: number): number {
  const end = writeKnown(countries, FIELD.country, fields, out, at);
  if (end > at || sites === 0) return end;
  let first = 0;
  while (first < sites && domains[first] !== SPACE) first++;
  return writeAscii(countryOfSite(asciiText(domains, 0, first)), out, at);
}

function writeForeign({ bytes, starts, ends }: Fields, out: Uint8Array, at: number): number {
  let end = at;
  if (isForeignIn(bytes, starts[FIELD.name]!, ends[FIELD.name]!)) out[end++] = FOREIGN.name;
  if (isForeignIn(bytes, starts[FIELD.city]!, ends[FIELD.city]!)) out[end++] = FOREIGN.city;
  return end;
}

/** In UTF-8 the foreign scripts and much else begin with this byte or a higher one. */
const FOREIGN_FROM = 0xd6;

function isForeignIn(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++)
    if (bytes[at]! >= FOREIGN_FROM) return isForeign(decoded(bytes, from, to));
  return false;
}

function capped(end: number, at: number): number {
  return Math.min(end, at + LONGEST_VALUE);
}
