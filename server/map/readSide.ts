/** Reads one of the two files: each usable row becomes a row of a table in shared memory, the others are named. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { Companies } from '../../shared/domain/matching/companies.ts';
import { KeySet } from '../../shared/domain/matching/keyIndex.ts';
import { countIn } from '../../shared/domain/matching/learnt.ts';
import { columnsOf } from '../../shared/domain/list.ts';
import { Refusal } from '../use/context.ts';
import type { CsvRecord } from '../use/csvRecord.ts';
import { CsvReader, PIECE } from '../use/readCsv.ts';
import { Ids } from './ids.ts';
import { quoted, RowReader, type RefusedRow } from './listRow.ts';
import type { Side } from './tasks.ts';

const MOST_ROWS = 5_000_000;
const MOST_EXPECTED = 1_500_000;
const USUAL_ROW = 90;
const LISTED = 20;
const PROGRESS_EVERY = 50_000;

/**
 * @param asks its rows are looked up among those of another file
 * @throws Refusal when the file as a whole cannot be read
 */
export function readSide(path: string, asks: boolean, progress: (rows: number) => void): Side {
  const file = openFile(path);
  try {
    const { size } = fstatSync(file);
    const table = new SideTable(Math.min(MOST_EXPECTED, Math.ceil(size / USUAL_ROW)), progress);
    const reader = new CsvReader((record) => table.take(record));
    const buffer = Buffer.allocUnsafe(PIECE);
    for (
      let read = readSync(file, buffer, 0, PIECE, null);
      read > 0;
      read = readSync(file, buffer, 0, PIECE, null)
    ) {
      reader.push(buffer.subarray(0, read));
    }
    reader.end();
    return table.side(asks);
  } catch (error) {
    throw inFile(path, error);
  } finally {
    closeSync(file);
  }
}

class SideTable {
  readonly #progress: (rows: number) => void;
  readonly #companies: Companies;
  readonly #ids: Ids;
  readonly #refusals: RefusedRow[] = [];
  #refused = 0;
  #rows: RowReader | null = null;

  constructor(expected: number, progress: (rows: number) => void) {
    this.#progress = progress;
    this.#companies = new Companies(expected);
    this.#ids = new Ids(expected);
  }

  take(record: CsvRecord): void {
    const rows = this.#rows;
    if (rows === null) {
      this.#rows = this.#readHeader(record.texts(), record.line);
      return;
    }
    const problem = rows.read(record);
    if (problem !== null) {
      this.#refuse(record.line, problem);
      return;
    }
    if (this.#ids.size === MOST_ROWS) throw tooLong();
    const first = this.#ids.add(rows.bytes, rows.idStart, rows.idEnd, record.line);
    if (first !== null) {
      this.#refuse(record.line, `its id "${quoted(rows.id())}" stands on line ${first} already`);
      return;
    }
    this.#companies.addFields(rows);
    if (this.#ids.size % PROGRESS_EVERY === 0) this.#progress(this.#ids.size);
  }

  side(asks: boolean): Side {
    if (this.#rows === null) throw new Refusal('list.empty', 'It is empty.', 'Check what was exported.');
    const companies = this.#companies;
    return {
      companies: companies.columns(),
      ids: this.#ids.columns(),
      counts: countIn(companies),
      keys: asks ? KeySet.of(companies).bits : null,
      refused: this.#refused,
      refusals: this.#refusals,
    };
  }

  #readHeader(cells: readonly string[], line: number): RowReader {
    const answer = columnsOf(cells);
    const found = cells
      .map((cell) => quoted(cell.trim()))
      .join(', ')
      .slice(0, 200);
    if ('problem' in answer)
      throw noColumn('name', '"name" (or company, account name, Firma, …)', line, found);
    if (!answer.columns.places.some(([column]) => column === 'id'))
      throw noColumn('id', '"id" (or account id, customer number, …)', line, found);
    return new RowReader(answer.columns, cells);
  }

  #refuse(line: number, reason: string): void {
    this.#refused += 1;
    if (this.#refusals.length < LISTED) this.#refusals.push({ line, reason });
  }
}

function noColumn(column: string, names: string, line: number, found: string): Refusal {
  return new Refusal(
    `list.header.${column}`,
    `Line ${line} names no column that holds the company's ${column}. Found: ${found}.`,
    `Name one column ${names} in the first line of the file.`,
  );
}

function tooLong(): Refusal {
  return new Refusal(
    'list.tooLong',
    `It has more than ${MOST_ROWS} rows.`,
    'Split it, for example by country, and map the parts.',
  );
}

function openFile(path: string): number {
  try {
    const file = openSync(path, 'r');
    if (!fstatSync(file).isDirectory()) return file;
    closeSync(file);
  } catch (error) {
    throw unreadable(path, codeOf(error), error);
  }
  throw unreadable(path, 'EISDIR');
}

const CODES: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'we may not read it',
  EISDIR: 'it is a folder',
};

function unreadable(path: string, code: string, cause?: unknown): Refusal {
  const reason = CODES[code] ?? code;
  const refusal = new Refusal('file.unreadable', `${path} cannot be read: ${reason}.`, 'Check the path.');
  refusal.cause = cause;
  return refusal;
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : String(error);
}

/** Says which of the two files it is about. */
function inFile(path: string, error: unknown): unknown {
  if (error instanceof Refusal) {
    const message = error.message.slice(0, error.message.length - error.next.length).trim();
    return new Refusal(error.code, `${path}: ${message}`, error.next);
  }
  const code = codeOf(error);
  return /^E[A-Z]+$/.test(code) ? unreadable(path, code, error) : error;
}
