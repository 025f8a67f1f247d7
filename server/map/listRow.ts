/** What a row of a file says about a company; null and the reason where it cannot be used. */
import type { Subject } from '../../shared/domain/engine/subject.ts';
import { cleanCell } from '../../shared/domain/list/cell.ts';
import type { ListColumn, ListColumns } from '../../shared/domain/list.ts';

/** Why a row is left out, in words. */
export interface RefusedRow {
  line: number;
  reason: string;
}

const WANTED = [
  'id',
  'name',
  'website',
  'email',
  'phone',
  'street',
  'postcode',
  'city',
  'country',
  'registrationNumber',
] as const satisfies readonly ListColumn[];
type Wanted = (typeof WANTED)[number];
const LONGEST_QUOTE = 40;

export class RowReader {
  /** Which cell holds what; -1 for a column that the file has not. */
  readonly #places: readonly (readonly [Wanted, number])[];
  readonly #width: number;
  readonly #headings: readonly string[];
  readonly #values: Record<Wanted, string>;

  constructor({ places, width }: ListColumns, header: readonly string[]) {
    this.#places = WANTED.map((column) => [column, places.find(([name]) => name === column)?.[1] ?? -1]);
    this.#width = width;
    this.#headings = header;
    this.#values = Object.fromEntries(WANTED.map((column) => [column, ''])) as Record<Wanted, string>;
  }

  /** The company, or why the row is left out. */
  read(cells: readonly string[]): Subject | string {
    if (cells.length > this.#width && cells.slice(this.#width).some((cell) => cell.trim() !== '')) {
      return `it has ${cells.length} cells, the header ${this.#width}: a delimiter stands in a cell without quotes`;
    }
    const values = this.#values;
    for (const [column, at] of this.#places) {
      const cell = at < 0 ? '' : (cells[at] ?? '');
      if (cell === '') {
        values[column] = '';
        continue;
      }
      const cleaned = cleanCell(cell, column);
      if ('code' in cleaned) return this.#problem(at, cleaned.code, cleaned.args);
      // An id is compared and given back as it stands, even where a spreadsheet would take it for a formula.
      values[column] = column === 'id' ? cell.trim() : cleaned.text;
    }
    const { id, name, email, ...rest } = values;
    if (id === '') return 'it has no id';
    if (!/[\p{L}\p{N}]/u.test(name)) {
      return name === '' ? 'it has no name' : `its name "${quoted(name)}" holds no letter`;
    }
    return { id, name, emails: emailsIn(email), ...rest };
  }

  #problem(at: number, code: string, args: Readonly<Record<string, string | number>>): string {
    const heading = quoted((this.#headings[at] ?? '').trim());
    if (code === 'list.cell.long')
      return `${heading} has ${args.length} characters, the most is ${args.limit}`;
    return code === 'list.cell.control'
      ? `${heading} holds a control character`
      : `${heading} holds a letter that is broken in this encoding`;
  }
}

const NONE: readonly string[] = [];

function emailsIn(cell: string): readonly string[] {
  if (cell === '') return NONE;
  return /[\s,;|]/.test(cell) ? cell.split(/[\s,;|]+/) : [cell];
}

export function quoted(text: string): string {
  return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
}
