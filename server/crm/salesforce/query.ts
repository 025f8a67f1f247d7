/** Reading records: by condition in ascending id, and by id with merged ones followed to their survivors. */
import { CrmError, type CrmRecord } from '../../ports.ts';
import type { ObjectName } from '../../../shared/schema/objects.ts';
import { chunks } from '../batch.ts';
import { bulkQueryCalls, bulkRows } from './bulkQuery.ts';
import { type Client, queryResult, type Row, type Subrequest } from './client.ts';
import { type Org, seenFieldOf } from './org.ts';
import { type Among, conditions, PAGE, quote, select } from './soql.ts';
import { recordOf, type Selection, selectionOf } from './values.ts';

/** A read by our names, of any object. */
export interface Reading {
  object: ObjectName;
  fields: readonly string[];
  native?: readonly string[];
  where?: readonly { field: string; in: readonly string[] }[];
  after?: string;
}

/** Queries and collections that one Composite call takes. */
const PARALLEL = 5;
const IDS_A_READ = 2_000;
/** Merges of merges are followed this far; longer chains do not happen by hand. */
const LONGEST_CHAIN = 10;

export class Reader {
  readonly #client: Client;
  readonly #org: Org;

  constructor(client: Client, org: Org) {
    this.#client = client;
    this.#org = org;
  }

  async *find(query: Reading): AsyncIterable<CrmRecord[]> {
    const selection = await selectionOf(this.#org, query.object, query.fields, query.native);
    const where = this.#where(query, selection);
    const queries = conditions(where);
    if (queries.length > 1) yield* this.#sorted(selection, queries, query.after);
    else if (queries.length === 1) yield* this.#keyset(selection, queries[0] ?? '', query.after);
  }

  async get(
    object: ObjectName,
    ids: readonly string[],
    fields: readonly string[],
    native?: readonly string[],
  ): Promise<Map<string, CrmRecord>> {
    const selection = await selectionOf(this.#org, object, fields, native);
    const found = new Map<string, CrmRecord>();
    const origin = new Map<string, string[]>();
    let wanted = [...new Set(ids)].filter((id) => isIdOf(selection, id));
    for (const id of wanted) origin.set(id, [id]);
    for (let step = 0; step < LONGEST_CHAIN && wanted.length > 0; step += 1) {
      const present = await this.#read(selection, wanted);
      for (const [id, record] of present) for (const asked of origin.get(id) ?? []) found.set(asked, record);
      const missing = wanted.filter((id) => !present.has(id));
      const survivors = await this.#survivors(selection, missing);
      for (const [gone, into] of survivors)
        origin.set(into, [...(origin.get(into) ?? []), ...(origin.get(gone) ?? [])]);
      wanted = [...new Set(survivors.values())];
    }
    return found;
  }

  /** @throws CrmError `denied` when a condition is on a field that is closed to us: its answer would be a guess. */
  #where(query: Reading, selection: Selection): Among[] {
    return (query.where ?? []).map(({ field, in: values }) => {
      const named = this.#org.names(query.object).get(field);
      const there = named && seenFieldOf(selection.seen, named);
      if (there) return { column: there.name, values };
      const what = `${selection.seen.name}.${named?.native ?? field}`;
      throw new CrmError(
        { kind: 'denied', what },
        `Salesforce: ${what} cannot be read by the integration user`,
      );
    });
  }

  /** Page after page by ascending id; the rest by a bulk query where that costs fewer calls. */
  async *#keyset(selection: Selection, condition: string, start = ''): AsyncIterable<CrmRecord[]> {
    const company = await this.#company(selection);
    for (let after = start; ;) {
      const soql = select(selection.columns, selection.seen.name, [condition, afterId(after)], 'Id');
      const page = await this.#query(soql);
      if (page.records.length > 0) yield page.records.map((row) => recordOf(selection, row, company));
      if (page.done || page.records.length === 0) return;
      after = String(page.records.at(-1)?.['Id']);
      const rest = page.totalSize - page.records.length;
      if (bulkQueryCalls(rest) < Math.ceil(rest / PAGE)) {
        const bulk = select(selection.columns, selection.seen.name, [condition, afterId(after)], 'Id');
        for await (const rows of bulkRows(this.#client, bulk, rest))
          yield rows.map((row) => recordOf(selection, row, company));
        return;
      }
    }
  }

  /** Many conditions, five at a time in one call, then all in ascending id: each is bounded by its list of values. */
  async *#sorted(selection: Selection, queries: readonly string[], after = ''): AsyncIterable<CrmRecord[]> {
    const company = await this.#company(selection);
    const rows: Row[] = [];
    let open = queries.map((condition) => ({ condition, after }));
    while (open.length > 0) {
      const now = open.slice(0, PARALLEL);
      const pages = await this.#queries(
        now.map((one) =>
          select(selection.columns, selection.seen.name, [one.condition, afterId(one.after)], 'Id'),
        ),
      );
      const unfinished = pages.flatMap((page, place) => {
        rows.push(...page.records);
        const { condition } = now[place] ?? { condition: '' };
        const last = page.records.at(-1)?.['Id'];
        return page.done || last === undefined ? [] : [{ condition, after: String(last) }];
      });
      open = [...open.slice(PARALLEL), ...unfinished];
    }
    const records = rows.map((row) => recordOf(selection, row, company));
    records.sort((a, b) => (a.id < b.id ? -1 : 1));
    yield* chunks(records, PAGE);
  }

  async #read(selection: Selection, ids: readonly string[]): Promise<Map<string, CrmRecord>> {
    const company = await this.#company(selection);
    const present = new Map<string, CrmRecord>();
    for (const call of chunks(chunks(ids, IDS_A_READ), PARALLEL)) {
      const requests = call.map((part): Subrequest => ({
        method: 'POST',
        path: `/composite/sobjects/${selection.seen.name}`,
        body: { ids: part, fields: selection.columns },
      }));
      for (const answer of await this.#client.composite(requests)) {
        if (answer instanceof CrmError) throw this.#noted(answer);
        for (const row of (answer as (Row | null)[]).filter((one) => one !== null)) {
          const record = recordOf(selection, row, company);
          present.set(record.id, record);
        }
      }
    }
    return present;
  }

  /** Of the ids that were not there, those that were merged away, with the id they were merged into. */
  async #survivors(selection: Selection, ids: readonly string[]): Promise<Map<string, string>> {
    const survivors = new Map<string, string>();
    if (ids.length === 0 || !selection.seen.fields.has('masterrecordid')) return survivors;
    const queries = conditions([{ column: 'Id', values: ids }]).map((condition) =>
      select(['Id', 'MasterRecordId'], selection.seen.name, [condition, 'IsDeleted = true'], 'Id'),
    );
    for (const part of chunks(queries, PARALLEL))
      for (const page of await this.#queries(part, 'queryAll'))
        for (const { Id: id, MasterRecordId: into } of page.records)
          if (typeof into === 'string') survivors.set(String(id), into);
    return survivors;
  }

  async #query(soql: string) {
    try {
      return await this.#client.query(soql);
    } catch (error) {
      throw error instanceof CrmError ? this.#noted(error) : error;
    }
  }

  async #queries(soql: readonly string[], resource = 'query') {
    const [only] = soql;
    if (soql.length === 1 && only !== undefined && resource === 'query') return [await this.#query(only)];
    const answers = await this.#client.composite(
      soql.map((text) => ({ method: 'GET', path: `/${resource}?q=${encodeURIComponent(text)}` })),
    );
    return answers.map((answer) => {
      if (answer instanceof CrmError) throw this.#noted(answer);
      return queryResult(answer);
    });
  }

  /** A field or object that was closed since we looked: look again at the next use. */
  #noted(error: CrmError): CrmError {
    if (error.fault.kind === 'denied') this.#org.forget();
    return error;
  }

  async #company(selection: Selection): Promise<string> {
    return selection.money && !selection.columns.includes('CurrencyIsoCode') ? this.#org.company() : '';
  }
}

function afterId(after: string): string {
  return after === '' ? '' : `Id > ${quote(after)}`;
}

function isIdOf(selection: Selection, id: string): boolean {
  return /^[0-9A-Za-z]{18}$/.test(id) && id.startsWith(selection.seen.keyPrefix);
}
