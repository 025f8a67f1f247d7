/** Streams a CSV file of unknown origin: its encoding and delimiter are found out, its size and shape are bounded. */
import { parse, type CsvError, type Parser } from 'csv-parse';
import { Refusal } from './context.ts';
import { TextDecoding } from './decodeText.ts';

export interface CsvRow {
  /** Line of the file where the record starts, from 1. */
  line: number;
  cells: string[];
}

/** Bytes looked at first, and decoded at once from then on. */
const PIECE = 64 * 1024;
const DELIMITERS = [',', ';', '\t', '|'];
/** Characters. No list has such records; a file that does is broken or hostile. */
const MAX_RECORD = 256 * 1024;
const MAX_COLUMNS = 300;
const MAX_BYTES = 2 * 1024 ** 3;

/** @throws Refusal naming the line, when the file as a whole cannot be read on. */
export async function* readCsv(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<CsvRow> {
  const { sample, pieces } = await peek(bytes);
  const text = new TextDecoding(sample);
  let next = 1;
  /** Of the records that wait to be taken. */
  const starts: number[] = [];
  const parser = parse({
    delimiter: delimiterOf(new TextDecoding(sample).decode(sample)),
    record_delimiter: '\n',
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: MAX_RECORD,
    // Here and not from the stream, which drops the records before a broken one.
    on_record: (cells: string[], { lines }) => {
      next = lines + 1;
      starts.push(startOf(cells, lines));
      return cells;
    },
  });
  const feeding = feed(pieces, text, parser);
  try {
    for await (const item of parser) {
      const cells = item as string[];
      const line = starts.shift() ?? next;
      if (cells.length > MAX_COLUMNS) throw tooWide(line, cells.length);
      yield { line, cells };
    }
    await feeding;
  } catch (error) {
    throw isCsvError(error) ? brokenAt(next, error) : error;
  } finally {
    parser.destroy();
    await feeding.catch(() => undefined);
  }
}

/** The parser tells the line on which a record ends; line breaks inside its cells lie before that. */
function startOf(record: readonly string[], end: number): number {
  return record.reduce((line, cell) => line - (cell.split('\n').length - 1), end);
}

async function feed(pieces: AsyncIterable<Uint8Array>, text: TextDecoding, parser: Parser): Promise<void> {
  let total = 0;
  const lines = new LineEnds();
  try {
    for await (const piece of pieces) {
      total += piece.byteLength;
      if (total > MAX_BYTES) throw tooLarge();
      if (parser.destroyed) return;
      if (!parser.write(lines.unify(text.decode(piece)))) await drained(parser);
    }
    parser.end(lines.unify(text.end()));
  } catch (error) {
    parser.destroy(error instanceof Error ? error : new Error(String(error)));
  }
}

/** Makes every line end a line feed, also within cells, so that lines are counted as editors count them. */
class LineEnds {
  #afterReturn = false;

  unify(text: string): string {
    const rest = this.#afterReturn && text.startsWith('\n') ? text.slice(1) : text;
    if (text !== '') this.#afterReturn = text.endsWith('\r');
    return rest.includes('\r') ? rest.replace(/\r\n?/g, '\n') : rest;
  }
}

function drained(parser: Parser): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      parser.off('drain', done).off('close', done);
      resolve();
    };
    parser.on('drain', done).on('close', done);
    if (parser.destroyed) done();
  });
}

/** The beginning, and all of it in small pieces, however large the source's are. */
async function peek(
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ sample: Uint8Array; pieces: AsyncIterable<Uint8Array> }> {
  const iterator = bytes[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let size = 0;
  while (size < PIECE) {
    const next = await iterator.next();
    if (next.done) break;
    first.push(next.value);
    size += next.value.byteLength;
  }
  async function* pieces(): AsyncGenerator<Uint8Array> {
    try {
      for (const chunk of first) yield* small(chunk);
      for (let next = await iterator.next(); !next.done; next = await iterator.next())
        yield* small(next.value);
    } finally {
      await iterator.return?.();
    }
  }
  return { sample: Buffer.concat(first.map((chunk) => chunk.subarray(0, PIECE))), pieces: pieces() };
}

function* small(chunk: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < chunk.byteLength; at += PIECE) yield chunk.subarray(at, at + PIECE);
}

/** The candidate that stands most often in the header line, outside quotes. */
function delimiterOf(sample: string): string {
  const header = (/[^\r\n]+/.exec(sample)?.[0] ?? '').replace(/"[^"]*"/g, '');
  const count = (delimiter: string) => header.split(delimiter).length - 1;
  return DELIMITERS.reduce((best, next) => (count(next) > count(best) ? next : best));
}

function tooWide(line: number, columns: number): Refusal {
  return new Refusal(
    'csv.columns',
    `Line ${line} has ${columns} columns; ${MAX_COLUMNS} is the most.`,
    'Check the delimiter and export the file again.',
  );
}

function tooLarge(): Refusal {
  return new Refusal(
    'csv.size',
    'The file is larger than 2 GB.',
    'Split it by segment and import the parts with --segment.',
  );
}

function brokenAt(line: number, { code, message }: CsvError): Refusal {
  const open = code === 'CSV_QUOTE_NOT_CLOSED' || code === 'CSV_MAX_RECORD_SIZE';
  return new Refusal(
    'csv.broken',
    open
      ? `The row that begins on line ${line} does not end: a quote is not closed, or it is longer than ${MAX_RECORD} characters.`
      : `The file breaks off on line ${line}: ${message}.`,
    'Mend that line or export the file again.',
  );
}

function isCsvError(error: unknown): error is CsvError {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_');
}
