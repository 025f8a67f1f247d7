/** What a row of a file says about a company, where it stands in the file, or the reason why it cannot be used. */
import { FIELDS, FIELD, type Fields } from '../../shared/domain/matching.ts';
import { cleanCell, longestOf } from '../../shared/domain/list/cell.ts';
import type { ListColumn, ListColumns } from '../../shared/domain/list.ts';
import { decoded } from '../../shared/domain/normalise.ts';
import type { CsvRecord } from '../use/csvRecord.ts';

/** Why a row is left out, in words. */
export interface RefusedRow {
  line: number;
  reason: string;
}

/** By `FIELD`. */
const COLUMNS: readonly ListColumn[] = [
  'name',
  'website',
  'email',
  'phone',
  'street',
  'postcode',
  'city',
  'country',
  'registrationNumber',
];
const ID = FIELDS;
const LONGEST_QUOTE = 40;

/** Reads one row after the other; what it tells of a row is good until the next. */
export class RowReader implements Fields {
  bytes = new Uint8Array(0);
  /** By `FIELD`, and of the id behind them. */
  readonly starts = new Uint32Array(FIELDS + 1);
  readonly ends = new Uint32Array(FIELDS + 1);
  /** Which cell holds what; -1 for a column that the file has not. */
  readonly #places: readonly number[];
  readonly #longest: readonly number[];
  readonly #columns: readonly ListColumn[] = [...COLUMNS, 'id'];
  readonly #width: number;
  readonly #headings: readonly string[];

  constructor({ places, width }: ListColumns, header: readonly string[]) {
    this.#places = this.#columns.map((column) => places.find(([name]) => name === column)?.[1] ?? -1);
    this.#longest = this.#columns.map(longestOf);
    this.#width = width;
    this.#headings = header;
  }

  get idStart(): number {
    return this.starts[ID]!;
  }

  get idEnd(): number {
    return this.ends[ID]!;
  }

  id(): string {
    return this.#text(ID);
  }

  /** Finds the row's values; null, or why the row is left out. */
  read(record: CsvRecord): string | null {
    this.bytes = record.bytes;
    if (
      record.cells > this.#width &&
      record
        .texts()
        .slice(this.#width)
        .some((cell) => cell.trim() !== '')
    )
      return `it has ${record.cells} cells, the header ${this.#width}: a delimiter stands in a cell without quotes`;
    for (let n = 0; n <= FIELDS; n++) {
      const at = this.#places[n]!;
      const isThere = at >= 0 && at < record.cells;
      this.starts[n] = isThere ? record.starts[at]! : 0;
      this.ends[n] = isThere ? record.ends[at]! : 0;
      if (record.suspect || this.ends[n]! - this.starts[n]! > this.#longest[n]!) {
        // What a spreadsheet would take for a formula stays as it stands: no spreadsheet reads it here.
        const cleaned = cleanCell(this.#text(n), this.#columns[n]!);
        if ('code' in cleaned) return this.#problem(at, cleaned.code, cleaned.args);
      }
    }
    this.#trim(ID);
    if (this.idStart === this.idEnd) return 'it has no id';
    this.#trim(FIELD.name);
    return this.#nameProblem();
  }

  #nameProblem(): string | null {
    if (isLetter(this.bytes[this.starts[FIELD.name]!]!)) return null;
    const name = this.#text(FIELD.name);
    if (/[\p{L}\p{N}]/u.test(name)) return null;
    return name === '' ? 'it has no name' : `its name "${quoted(name)}" holds no letter`;
  }

  #text(n: number): string {
    return decoded(this.bytes, this.starts[n]!, this.ends[n]!);
  }

  /** Leaves out blanks around the value. */
  #trim(n: number): void {
    const [start, end] = [this.starts[n]!, this.ends[n]!];
    if (start === end || (isSign(this.bytes[start]!) && isSign(this.bytes[end - 1]!))) return;
    const text = this.#text(n);
    this.starts[n] = start + Buffer.byteLength(text) - Buffer.byteLength(text.trimStart());
    this.ends[n] = Math.max(
      this.starts[n]!,
      end - Buffer.byteLength(text) + Buffer.byteLength(text.trimEnd()),
    );
  }

  #problem(at: number, code: string, args: Readonly<Record<string, string | number>>): string {
    const heading = quoted((this.#headings[at] ?? '').trim());
    if (code === 'list.cell.long')
      return `${heading} has ${args['length']} characters, the most is ${args['limit']}`;
    return code === 'list.cell.control'
      ? `${heading} holds a control character`
      : `${heading} holds a letter that is broken in this encoding`;
  }
}

/** Of A to Z, which most names begin with. */
function isLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

/** Of ASCII, and no blank. */
function isSign(code: number): boolean {
  return code > 0x20 && code < 0x7f;
}

export function quoted(text: string): string {
  return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
}
