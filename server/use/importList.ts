/** Takes in a partner's list from CSV: good rows go on, bad ones are named, and the new list replaces the old at one stroke. */
import { keyOf } from '../../shared/domain/key.ts';
import { columnsOf, readRow, type ListRow, type RowRefusal } from '../../shared/domain/list.ts';
import { companyName, registrableDomain } from '../../shared/domain/normalise.ts';
import type { Segment } from '../../shared/schema/objects.ts';
import type { Clock, TenantStore } from '../ports.ts';
import { listRows, lists, partners } from './collections.ts';
import { type Progress, Refusal } from './context.ts';
import { readCsv } from './readCsv.ts';

export interface ListFile {
  /** The partner's name as its account has it. */
  partner: string;
  /** The partner's own website, which tells it from another of the same name. */
  website?: string;
  /** All rows are in this segment; without it a column must say. */
  segment?: Segment;
  fileName: string;
  bytes: AsyncIterable<Uint8Array>;
}

export interface Imported {
  partner: string;
  rows: number;
  replaced: number;
  refusals: RowRefusal[];
  /** All refusals, also those beyond what is listed. */
  refused: number;
}

const CHUNK = 2_000;
const MAX_ROWS = 1_000_000;
const LISTED_REFUSALS = 1_000;

/** @throws Refusal when the file holds no usable row; the list that was there stays. */
export async function importList(
  store: TenantStore,
  clock: Clock,
  file: ListFile,
  progress: (step: Progress) => void,
): Promise<Imported> {
  const partner = partnerId(file.partner);
  const list = `${partner}/${file.segment ?? 'all'}`;
  const before = await store.get(lists, list);
  const generation = (before?.generation ?? 0) + 1;
  const prefix = `${list}@${generation}/`;
  // What an import that broke off left behind was never visible and makes room now.
  await store.removePrefix(listRows, prefix);
  const reading = new Reading(file.segment);
  let chunk: { id: string; document: ListRow }[] = [];
  for await (const { line, cells } of readCsv(file.bytes)) {
    const row = reading.take(cells, line);
    if (row) chunk.push({ id: `${prefix}${row.identity}`, document: row });
    if (chunk.length === CHUNK) {
      await store.put(listRows, chunk);
      chunk = [];
      progress({ phase: 'import.rows', done: reading.rows });
    }
  }
  await store.put(listRows, chunk);
  if (reading.rows === 0) {
    await store.removePrefix(listRows, prefix);
    throw new Refusal(
      'list.empty',
      `${file.fileName} holds no usable row (${reading.refused} refused).`,
      reading.refusals[0]
        ? `First refusal: line ${reading.refusals[0].line}, ${reading.refusals[0].code}.`
        : 'Check the file.',
    );
  }
  const website = file.website ? registrableDomain(file.website) : null;
  await store.transaction(async (tx) => {
    const known = await tx.get(partners, partner);
    await tx.put(partners, [
      { id: partner, document: { name: file.partner, domain: website ?? known?.domain ?? null } },
    ]);
    await tx.put(lists, [
      {
        id: list,
        document: {
          partner,
          generation,
          rows: reading.rows,
          fileName: file.fileName,
          importedAt: clock.now(),
        },
      },
    ]);
  });
  if (before) await store.removePrefix(listRows, `${list}@${before.generation}/`);
  return {
    partner,
    rows: reading.rows,
    replaced: before?.rows ?? 0,
    refusals: reading.refusals,
    refused: reading.refused,
  };
}

/** Two spellings of one company name are one partner. */
export function partnerId(name: string): string {
  return keyOf('ptn', companyName(name).plain);
}

class Reading {
  rows = 0;
  refused = 0;
  readonly refusals: RowRefusal[] = [];
  readonly #segment: Segment | undefined;
  readonly #lineOf = new Map<string, number>();
  #columns: Extract<ReturnType<typeof columnsOf>, { columns: unknown }>['columns'] | null = null;

  constructor(segment: Segment | undefined) {
    this.#segment = segment;
  }

  take(cells: string[], line: number): ListRow | null {
    if (!this.#columns) {
      const answer = columnsOf(cells);
      if ('problem' in answer) {
        throw new Refusal(
          answer.problem.code,
          `Line ${line}: the header has no column for the company name (found: ${cells.join(', ').slice(0, 200)}).`,
          'Name one column "Name", "Company" or "Account Name".',
        );
      }
      this.#columns = answer.columns;
      return null;
    }
    const answer = readRow(cells, this.#columns, line, this.#segment);
    if ('refusal' in answer) return this.#refuse(answer.refusal);
    const { row } = answer;
    const twin = this.#lineOf.get(row.identity);
    if (twin !== undefined) {
      return this.#refuse({ line, column: 'id', code: 'list.duplicate', args: { first: twin } });
    }
    if (this.rows === MAX_ROWS) {
      throw new Refusal('list.tooLong', `The list has more than ${MAX_ROWS} rows.`, 'Split it by segment.');
    }
    this.#lineOf.set(row.identity, line);
    this.rows += 1;
    return row;
  }

  #refuse(refusal: RowRefusal): null {
    this.refused += 1;
    if (this.refusals.length < LISTED_REFUSALS) this.refusals.push(refusal);
    return null;
  }
}
