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
const OTHER_NAME = '|';
const FIELD_END = '\n';
/** The signs that part words and domains, fields, and names. */
export const [SPACE, LINE_FEED, BAR] = [32, 10, 124];
/** What stands in `foreign`. */
export const FOREIGN = { name: 110, city: 99 } as const;
/** Of a name; what follows is left out. */
export const MOST_WORDS = 12;
export const LONGEST_WORD = 40;
export const MOST_NAMES = 3;
export const MOST_DOMAINS = 5;
/** Bytes of a record's line at most. */
export const LONGEST_LINE = 4_096;

/** A typed array in the place of arguments is many times as fast as one that is spread out. */
export function asciiAt(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode.apply(null, bytes.subarray(from, to) as unknown as number[]);
}

/** Reads one line of ASCII, each of its fields ended by a line feed. */
export function lineAt(bytes: Uint8Array, from: number): string {
  let end = from;
  for (let fields = 0; fields < FIELDS && end - from < LONGEST_LINE; end++)
    if (bytes[end] === LINE_FEED) fields++;
  return asciiAt(bytes, from, end - 1);
}

/** How many line feeds must follow the line for each of its fields to have one. */
export function missingEnds(line: string): number {
  let ends = 0;
  for (let at = line.indexOf(FIELD_END); at >= 0; at = line.indexOf(FIELD_END, at + 1)) ends++;
  return Math.max(0, FIELDS - ends);
}

export function textIn(line: string): CompanyText {
  const fields = line.split(FIELD_END);
  const domains = fields[3] ?? '';
  return {
    names: (fields[0] ?? '').split(OTHER_NAME),
    legalForm: fields[1] ?? '',
    country: fields[2] ?? '',
    domains: domains === '' ? [] : domains.split(' '),
    city: fields[4] ?? '',
    postcode: fields[5] ?? '',
    street: fields[6] ?? '',
    phone: fields[7] ?? '',
    registration: fields[8] ?? '',
    foreign: fields[9] ?? '',
    initials: fields[10] ?? '',
  };
}
