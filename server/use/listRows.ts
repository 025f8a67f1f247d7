/** Reads the usable rows of a partner's file, each once, and remembers why the others were refused. */
import {
  columnsOf,
  readRow,
  type ListColumns,
  type ListRow,
  type RowRefusal,
} from '../../shared/domain/list.ts';
import type { Segment } from '../../shared/schema/objects.ts';
import { Refusal } from './context.ts';
import { FirstLines } from './lists/firstLines.ts';
import { CsvReader, PIECE } from './readCsv.ts';

/** A refusal with the column's heading as the file has it; null where it is about the row. */
export interface FileRefusal extends RowRefusal {
  heading: string | null;
}

const MAX_ROWS = 1_000_000;
const LISTED_REFUSALS = 1_000;
const LONGEST_HEADING = 60;

export class ListRows {
  taken = 0;
  refused = 0;
  readonly refusals: FileRefusal[] = [];
  readonly #fileName: string;
  readonly #segment: Segment | undefined;
  readonly #lines = new FirstLines();
  #header: readonly string[] = [];

  /** @param file `segment` stands for rows that have none of their own. */
  constructor({ fileName, segment }: { fileName: string; segment?: Segment }) {
    this.#fileName = fileName;
    this.#segment = segment;
  }

  /**
   * The rows of each piece of the file.
   * @throws Refusal when the file as a whole cannot be read, or holds no usable row
   */
  async *of(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<ListRow[]> {
    let columns: ListColumns | null = null;
    let rows: ListRow[] = [];
    const reader = new CsvReader((record) => {
      const cells = record.texts();
      if (!columns) {
        columns = this.#readHeader(cells, record.line);
        return;
      }
      const row = this.#take(cells, columns, record.line);
      if (row) rows.push(row);
    });
    for await (const chunk of bytes) {
      for (let at = 0; at < chunk.byteLength; at += PIECE) {
        reader.push(chunk.subarray(at, at + PIECE));
        yield rows;
        rows = [];
      }
    }
    reader.end();
    yield rows;
    if (this.taken === 0) throw this.#empty(columns !== null);
  }

  #readHeader(cells: readonly string[], line: number): ListColumns {
    const answer = columnsOf(cells);
    if ('columns' in answer) {
      this.#header = cells;
      return answer.columns;
    }
    const found = cells.map((cell) => cell.trim().slice(0, LONGEST_HEADING)).join(', ');
    throw new Refusal(
      answer.problem.code,
      `Line ${line} of ${this.#fileName}: no column holds the company's name. Found: ${found.slice(0, 200)}.`,
      'Name one column "Account Name" (or Name, Company, Firma, Société, Empresa …) in the first line of the file.',
    );
  }

  #take(cells: readonly string[], columns: ListColumns, line: number): ListRow | null {
    const answer = readRow(cells, columns, line, this.#segment);
    if ('refusal' in answer) return this.#refuse(answer.refusal, columns);
    const { row } = answer;
    const first = this.#lines.claim(row.identity, line);
    if (first !== undefined) {
      const column = row.id === null ? 'row' : 'id';
      const value = row.id ?? row.name;
      return this.#refuse({ line, column, code: 'list.duplicate', args: { first, value } }, columns);
    }
    if (this.taken === MAX_ROWS) {
      throw new Refusal(
        'list.tooLong',
        `${this.#fileName} has more than ${MAX_ROWS} rows.`,
        'Split it by segment and import the parts with --segment.',
      );
    }
    this.taken += 1;
    return row;
  }

  #refuse(refusal: RowRefusal, { places }: ListColumns): null {
    if (this.refused === MAX_ROWS) {
      throw new Refusal(
        'list.tooLong',
        `${this.#fileName} has more than ${MAX_ROWS} rows that cannot be used.`,
        'Check what was exported and import it again; the earlier list stays.',
      );
    }
    this.refused += 1;
    if (this.refusals.length === LISTED_REFUSALS) return null;
    const at = places.find(([column]) => column === refusal.column)?.[1];
    const heading = at === undefined ? null : (this.#header[at] ?? '').trim().slice(0, LONGEST_HEADING);
    this.refusals.push({ ...refusal, heading });
    return null;
  }

  #empty(hasHeader: boolean): Refusal {
    const [first] = this.refusals;
    if (first) {
      const heading = first.heading === null ? '' : ` (column ${first.heading})`;
      return new Refusal(
        'list.empty',
        `${this.#fileName} holds no usable row: all ${this.refused} were refused, the first on line ${first.line}${heading} for ${first.code}.`,
        'Mend the file and import it again; the earlier list stays.',
      );
    }
    return new Refusal(
      'list.empty',
      hasHeader ? `${this.#fileName} holds a header and no row.` : `${this.#fileName} is empty.`,
      'Check what was exported and import it again; the earlier list stays.',
    );
  }
}
