/** The few words in which SQLite and PostgreSQL differ, so that every statement is written once. */

export interface Dialect {
  name: 'sqlite' | 'postgres';
  /** Column type of text that is compared byte by byte. */
  text: string;
  /** Ends a table whose rows are nothing but their primary key. */
  keyOnly: string;
  /** A JSON array of strings as a table `alias(value)`. */
  strings(expression: string, alias: string): string;
  /** A JSON array of arrays as a table `alias(value)`; elements are read with `value ->> n`. */
  rows(expression: string, alias: string): string;
  /** All values of a column as the text of one JSON array. */
  gather(column: string): string;
  /** The database's clock, UTC milliseconds. */
  now: string;
  /** Ends a select whose rows nobody may change until this transaction is over. */
  forShare: string;
}

export const sqliteDialect: Dialect = {
  name: 'sqlite',
  text: 'text',
  keyOnly: 'without rowid',
  strings: (expression, alias) => `json_each(${expression}) as ${alias}`,
  rows: (expression, alias) => `json_each(${expression}) as ${alias}`,
  gather: (column) => `json_group_array(${column})`,
  now: `cast(unixepoch('subsec') * 1000 as integer)`,
  // A write transaction of SQLite keeps all other writers out anyway.
  forShare: '',
};

export const postgresDialect: Dialect = {
  name: 'postgres',
  text: 'text collate "C"',
  keyOnly: '',
  strings: (expression, alias) => `json_array_elements_text(cast(${expression} as json)) as ${alias}(value)`,
  rows: (expression, alias) => `json_array_elements(cast(${expression} as json)) as ${alias}(value)`,
  gather: (column) => `cast(json_agg(${column}) as text)`,
  now: 'cast(extract(epoch from clock_timestamp()) * 1000 as bigint)',
  forShare: 'for share',
};
