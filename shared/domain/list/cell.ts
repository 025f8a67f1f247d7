/** What a single cell may hold: no control characters, no formula, no more than its column needs. */
import type { ListColumn } from './columns.ts';

export interface CellProblem {
  code: 'list.cell.long' | 'list.cell.control' | 'list.cell.encoding';
  args: Readonly<Record<string, string | number>>;
}

const LONGEST: Readonly<Record<ListColumn, number>> = {
  id: 255,
  name: 255,
  website: 1_000,
  email: 1_000,
  phone: 120,
  street: 255,
  postcode: 40,
  city: 120,
  country: 120,
  registrationNumber: 120,
  segment: 120,
  owner: 120,
  ownerEmail: 120,
  contact: 255,
};

/** Characters that a cell of the column may have. */
export function longestOf(column: ListColumn): number {
  return LONGEST[column];
}

const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
/** Zero-width characters and those that turn the direction of text: two names that look alike must be alike. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const FORMULA = /^(?:["'\s]*[=+\-@])+["'\s]*/;
const PHONE = /^[+(]?[\d\s()./+x-]+$/i;

/** What most cells are: printable ASCII, words parted by single spaces, nothing that could start a formula. */
const PLAIN = /^(?!["'=+\-@])[!-~]+(?: [!-~]+)*$/;

/** The cell as one line without formula and invisible characters; '' if nothing is left. */
export function cleanCell(cell: string, column: ListColumn): { text: string } | CellProblem {
  const limit = LONGEST[column];
  if (cell === '' || (cell.length <= limit && PLAIN.test(cell))) return { text: cell };
  if (cell.length > limit * 2) return { code: 'list.cell.long', args: { length: cell.length, limit } };
  if (cell.includes('\ufffd')) return { code: 'list.cell.encoding', args: {} };
  if (CONTROL.test(cell)) return { code: 'list.cell.control', args: {} };
  const line = cell.toWellFormed().normalize('NFC').replace(INVISIBLE, '').replace(/\s+/g, ' ').trim();
  const text = column === 'phone' && PHONE.test(line) ? line : withoutFormula(line);
  return text.length > limit ? { code: 'list.cell.long', args: { length: text.length, limit } } : { text };
}

/** `=HYPERLINK(…)` loses its sign; `="00123"`, which spreadsheets use to keep zeros, becomes 00123. */
function withoutFormula(text: string): string {
  const sign = FORMULA.exec(text)?.[0];
  if (sign === undefined) return text;
  const rest = text.slice(sign.length);
  return (sign.includes('"') ? rest.replace(/"$/, '') : rest).trim();
}

/** A cell of our own export, safe in a spreadsheet: text that could start a formula gets an apostrophe. */
export function neutralise(cell: string): string {
  return /^["'\s]*[=+\-@\t\r]/.test(cell) || /^[\t\r]/.test(cell) ? `'${cell}` : cell;
}
