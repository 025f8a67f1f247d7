/** What a page shows of either CRM, taken from the imitation's own metadata; it knows no customer's or app's fields. */

/** One value, ready to be drawn. */
export interface Shown {
  text: string;
  /** A record of this CRM that the value points at. */
  href?: string;
  /** A list of small things in one value, such as reasons. */
  chips?: Chip[];
}

export interface Chip {
  label: string;
  weight?: number;
  rest: string;
}

export interface Field extends Shown {
  name: string;
  label: string;
  /** May be typed over on the record page. */
  editable: boolean;
}

export interface Section {
  title: string;
  fields: Field[];
}

export interface Column {
  name: string;
  label: string;
}

/** Rows below a record. A row has its values by column name. */
export interface RowTable {
  title: string;
  columns: Column[];
  rows: Record<string, Shown>[];
}

export interface RecordView {
  id: string;
  title: string;
  /** What the CRM calls a record of this kind: Account, Company. */
  kind: string;
  href: string;
  /** Marked as a partner by the customer's own word. */
  isPartner: boolean;
  /** The few fields under the title. */
  highlights: Field[];
  /** Beside the tables. */
  aside: Section[];
  tables: RowTable[];
  /** Below the tables. */
  details: Section[];
}

export interface ListItem {
  href: string;
  title: string;
  fields: Field[];
}

/** One of the ways to narrow the list. */
export interface Filter {
  name: string;
  label: string;
  /** What its records are called, where they are no companies. */
  records?: string;
}

export interface Counts {
  label: string;
  count: number;
}

/** One imitated CRM, as the pages need it. */
export interface CrmView {
  slug: 'salesforce' | 'hubspot';
  name: string;
  /** Which org or portal this is. */
  place: string;
  /** What the CRM calls a company's record: Account, Company. */
  kind: string;
  /** The same in the plural. */
  records: string;
  /** The first is the one that a list opens with. */
  filters(): Filter[];
  /** Every record that a filter and words to search for leave, in order of name. */
  list(filter: string, words: string): { total: number; page(from: number, to: number): ListItem[] };
  /** @param user as whom, where the CRM tells its users apart; undefined where that user may not open it */
  record(path: string, user?: string): RecordView | undefined;
  /** The page of the record of this name. */
  hrefByName(name: string): string | undefined;
  /**
   * Saves as a person at the screen would.
   * @param user as whom, where the CRM tells its users apart
   * @returns what the CRM refused, in its own words
   */
  save(path: string, values: Record<string, string>, user?: string): string | undefined;
  counts(): Counts[];
}
