/** What a row of a file says about a company, or the reason why it cannot be used. */
import type { Subject } from '../../shared/domain/matching/subject.ts';
import { cleanCell, longestOf } from '../../shared/domain/list/cell.ts';
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
const LONGEST_QUOTE = 40;

export class RowReader {
  /** Which cell holds what is in `WANTED`; -1 for a column that the file has not. */
  readonly #places: readonly number[];
  readonly #longest: readonly number[] = WANTED.map(longestOf);
  readonly #width: number;
  readonly #headings: readonly string[];
  /** Of the row that is being read, in the order of `WANTED`. */
  readonly #values: string[] = WANTED.map(() => '');

  constructor({ places, width }: ListColumns, header: readonly string[]) {
    this.#places = WANTED.map((column) => places.find(([name]) => name === column)?.[1] ?? -1);
    this.#width = width;
    this.#headings = header;
  }

  /**
   * The company, or why the row is left out.
   * @param suspect false when no cell can hold a control character or a broken one
   */
  read(cells: readonly string[], suspect: boolean): Subject | string {
    if (cells.length > this.#width && cells.slice(this.#width).some((cell) => cell.trim() !== '')) {
      return `it has ${cells.length} cells, the header ${this.#width}: a delimiter stands in a cell without quotes`;
    }
    for (let n = 0; n < WANTED.length; n++) {
      const at = this.#places[n]!;
      const cell = at >= 0 && at < cells.length ? cells[at]! : '';
      if (suspect || cell.length > this.#longest[n]!) {
        const cleaned = cleanCell(cell, WANTED[n]!);
        if ('code' in cleaned) return this.#problem(at, cleaned.code, cleaned.args);
      }
      // As it stands: what a spreadsheet would take for a formula is read by no spreadsheet here.
      this.#values[n] = cell;
    }
    return this.#subject();
  }

  #subject(): Subject | string {
    const values = this.#values;
    const [id, name] = [values[0]!.trim(), values[1]!.trim()];
    if (id === '') return 'it has no id';
    if (!isLetter(name.charCodeAt(0)) && !/[\p{L}\p{N}]/u.test(name)) {
      return name === '' ? 'it has no name' : `its name "${quoted(name)}" holds no letter`;
    }
    return {
      id,
      name,
      website: values[2]!,
      emails: emailsIn(values[3]!),
      phone: values[4]!,
      street: values[5]!,
      postcode: values[6]!,
      city: values[7]!,
      country: values[8]!,
      registrationNumber: values[9]!,
    };
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

/** Of A to Z, which most names begin with. */
function isLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

const NONE: readonly string[] = [];

function emailsIn(cell: string): readonly string[] {
  if (cell === '') return NONE;
  return /[\s,;|]/.test(cell) ? cell.split(/[\s,;|]+/) : [cell];
}

export function quoted(text: string): string {
  return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
}
