/** What may have changed since a cursor: one query an object, five objects a call, each record told once. */
import { type ChangePage, type CrmChange, CrmError, type CrmRecord } from '../../ports.ts';
import type { ObjectName } from '../../../shared/schema/objects.ts';
import { chunks } from '../batch.ts';
import { type Client, type QueryResult, queryResult, type Row } from './client.ts';
import {
  countBelow,
  type Cursor,
  finished,
  hashOf,
  type Position,
  readCursor,
  shortId,
  trim,
  writeCursor,
} from './cursor.ts';
import type { Org } from './org.ts';
import { instant, quote, select } from './soql.ts';
import { recordOf, type Selection, selectionOf } from './values.ts';

export interface ChangeReading {
  object: ObjectName;
  fields: readonly string[];
  native?: readonly string[];
  cursor?: string;
}

/** Records are stamped when they are saved and seen when their transaction ends, up to this many milliseconds later. */
const LOOK_BACK = 10 * 60_000;
/** A cursor this far ahead of the org's clock is not one that this org gave. */
const AHEAD = 5 * 60_000;
const QUERIES_A_CALL = 5;

export class Changes {
  readonly #client: Client;
  readonly #org: Org;

  constructor(client: Client, org: Org) {
    this.#client = client;
    this.#org = org;
  }

  async since(queries: readonly ChangeReading[]): Promise<ChangePage[]> {
    const pages: ChangePage[] = [];
    for (const part of chunks(queries, QUERIES_A_CALL)) pages.push(...(await this.#call(part)));
    return pages;
  }

  async #call(queries: readonly ChangeReading[]): Promise<ChangePage[]> {
    const selections: Selection[] = [];
    for (const { object, fields, native } of queries)
      selections.push(await selectionOf(this.#org, object, fields, native));
    const company = selections.some((one) => one.money && !one.columns.includes('CurrencyIsoCode'))
      ? await this.#org.company()
      : '';
    const cursors = queries.map((query) => this.#start(query.cursor));
    const answers = await this.#client.composite(
      selections.map((selection, place) => ({
        method: 'GET',
        path: `/queryAll?q=${encodeURIComponent(soqlOf(selection, cursors[place] as Cursor))}`,
      })),
    );
    return answers.map((answer, place) => {
      if (answer instanceof CrmError && answer.fault.kind === 'denied') this.#org.forget();
      const now = this.#client.vendorNow();
      return pageOf(
        selections[place] as Selection,
        cursors[place] as Cursor,
        queryResult(answer),
        company,
        now,
      );
    });
  }

  /** Without a cursor, or with one from the future, what is there now is taken as told. */
  #start(text: string | undefined): Cursor {
    const cursor = text === undefined ? undefined : readCursor(text);
    const now = this.#client.vendorNow();
    if (cursor && cursor.from <= now + AHEAD) return cursor;
    return { from: wholeSecond(now - LOOK_BACK), told: new Map(), silent: true };
  }
}

/** Newest first: an unchanged poll then needs one page, however much the look-back holds. */
function soqlOf(selection: Selection, { from, below }: Cursor): string {
  const { seen, columns } = selection;
  const merges = seen.fields.has('masterrecordid') ? ['MasterRecordId'] : [];
  const rest =
    below &&
    `(SystemModstamp < ${instant(below.stamp)} OR (SystemModstamp = ${instant(below.stamp)} AND Id < ${quote(below.id)}))`;
  const all = [...new Set([...columns, 'IsDeleted', ...merges])];
  return select(
    all,
    seen.name,
    [`SystemModstamp >= ${instant(from)}`, rest ?? ''],
    'SystemModstamp DESC, Id DESC',
  );
}

function pageOf(
  selection: Selection,
  cursor: Cursor,
  { records: rows, totalSize, done }: QueryResult,
  company: string,
  now: number,
): ChangePage {
  const changes: CrmChange[] = [];
  for (const row of rows) {
    const record = recordOf(selection, row, company);
    const hash = hashOf(row);
    const before = cursor.told.get(shortId(record.id));
    cursor.told.set(shortId(record.id), { stamp: record.stamp, hash, met: true });
    if (before?.hash !== hash && !cursor.silent) changes.push(changeOf(row, record));
  }
  const last = rows.at(-1);
  const whole = done || !last;
  if (last)
    cursor.below = { stamp: Date.parse(String(last['SystemModstamp'])), id: shortId(String(last['Id'])) };
  // What is left below is as many as were told before, so nothing came in late behind the first page.
  const known =
    last !== undefined && totalSize - rows.length === countBelow(cursor.told, cursor.below as Position);
  const ended = whole || known;
  if (ended) delete cursor.below;
  trim(cursor, wholeSecond(now - LOOK_BACK));
  return {
    changes: resolved(changes),
    cursor: writeCursor(ended ? finished(cursor, whole) : cursor),
    done: ended,
    deletes: 'seen',
  };
}

function changeOf(row: Row, record: CrmRecord): CrmChange {
  if (row['IsDeleted'] !== true) return { kind: 'touched', record };
  const ref = { object: record.object, id: record.id };
  const into = row['MasterRecordId'];
  return typeof into === 'string' ? { kind: 'merged', ref, into } : { kind: 'gone', ref, last: record };
}

/** A merge into a record that was itself merged leads to the last survivor, as far as this page knows. */
function resolved(changes: readonly CrmChange[]): CrmChange[] {
  const into = new Map(
    changes.flatMap((one) => (one.kind === 'merged' ? [[one.ref.id, one.into] as const] : [])),
  );
  return changes.map((change) => {
    if (change.kind !== 'merged') return change;
    const met = new Set([change.ref.id]);
    let survivor = change.into;
    for (let next = into.get(survivor); next !== undefined && !met.has(survivor); next = into.get(survivor)) {
      met.add(survivor);
      survivor = next;
    }
    return { ...change, into: survivor };
  });
}

/** Salesforce stamps whole seconds. */
function wholeSecond(at: number): number {
  return Math.floor(at / 1000) * 1000;
}
