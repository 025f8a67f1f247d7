/** A record's normalised values as one line of text: how tables hold them, and how a store keeps records ready for matching. */

/** A record's values as they were compared, for people to read. */
export interface CompanyText {
  /** The name and the other names it carries, without legal form. */
  names: readonly string[];
  legalForm: string;
  /** ISO code, with a question mark behind it where only the ending of the website tells the country. */
  country: string;
  domains: readonly string[];
  city: string;
  postcode: string;
  street: string;
  phone: string;
  registration: string;
  /** `n` and `c` where name and city were in a script that Latin letters render in several ways. */
  foreign: string;
  /** See `CompanyName`. */
  initials: string;
}

const FIELDS = 11;
export const OTHER_NAME = '|';
export const FIELD_END = '\n';
const FIELD_END_CODE = 10;
const MOST_AT_ONCE = 4_096;

/** Reads one line of ASCII, each of its fields ended by a line feed. */
export function lineAt(bytes: Uint8Array, from: number): string {
  let end = from;
  for (let fields = 0; fields < FIELDS && end - from < MOST_AT_ONCE; end++)
    if (bytes[end] === FIELD_END_CODE) fields++;
  return String.fromCharCode(...bytes.subarray(from, end - 1));
}

export function textIn(line: string): CompanyText {
  const [names = '', legalForm = '', country = '', domains = '', city = '', postcode = '', ...rest] =
    line.split(FIELD_END);
  const [street = '', phone = '', registration = '', foreign = '', initials = ''] = rest;
  return {
    names: names.split(OTHER_NAME),
    legalForm,
    country,
    domains: domains === '' ? [] : domains.split(' '),
    city,
    postcode,
    street,
    phone,
    registration,
    foreign,
    initials,
  };
}
