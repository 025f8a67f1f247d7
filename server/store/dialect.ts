/** The few words in which SQLite and PostgreSQL differ, so that every statement is written once. */

export interface Dialect {
  name: 'sqlite' | 'postgres';
  /** Column type of text that is compared byte by byte. */
  text: string;
  /** Ends a table whose rows are nothing but their primary key. */
  keyOnly: string;
  /** A JSON array of strings as a table `alias(value)`. */
  strings(expression: string, alias: string): string;
  /** A condition: the column is one of a JSON array of strings, found through the index however long the list is. */
  among(column: string, expression: string): string;
  /** Deletes from `document_key` what the documents of $1 and $2 whose ids are in $3 have there. */
  dropKeys: string;
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
  among: (column, expression) => `${column} in (select value from json_each(${expression}))`,
  dropKeys: `delete from document_key where (tenant, collection, key, id) in (
      select d.tenant, d.collection, k.value, d.id from document as d cross join json_each(d.keys) as k
      where d.tenant = $1 and d.collection = $2 and d.id in (select value from json_each($3))
    )`,
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
  among: (column, expression) =>
    `${column} = any(array(select json_array_elements_text(cast(${expression} as json))))`,
  // The planner cannot know how many keys a document has and would read the whole table; `offset 0` and the row
  // addresses keep it on the index.
  dropKeys: `delete from document_key where ctid = any(array(
      select held.ctid from document as d cross join json_array_elements_text(cast(d.keys as json)) as k(value)
      cross join lateral (
        select e.ctid from document_key as e
        where e.tenant = $1 and e.collection = $2 and e.key = k.value and e.id = d.id offset 0
      ) as held
      where d.tenant = $1 and d.collection = $2
        and d.id = any(array(select json_array_elements_text(cast($3 as json))))
    ))`,
  rows: (expression, alias) => `json_array_elements(cast(${expression} as json)) as ${alias}(value)`,
  gather: (column) => `cast(json_agg(${column}) as text)`,
  now: 'cast(extract(epoch from clock_timestamp()) * 1000 as bigint)',
  forShare: 'for share',
};
