/** Reads a CSV file of unknown origin: its encoding and delimiter are found out, its size and shape are bounded. */
import { Refusal } from './context.ts';
import { CsvScanner, type OnRecord } from './csvScanner.ts';
import { TextDecoding } from './decodeText.ts';

export interface CsvRow {
  /** Line of the file where the record starts, from 1. */
  line: number;
  cells: string[];
}

/** Bytes looked at first, and split at once from then on: what fits the processor's cache is split quickest. */
export const PIECE = 64 * 1024;
const DELIMITERS = [',', ';', '\t', '|'];
const MAX_BYTES = 2 * 1024 ** 3;

/** @throws Refusal naming the line, when the file as a whole cannot be read on. */
export async function* readCsv(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<CsvRow> {
  let rows: CsvRow[] = [];
  const reader = new CsvReader((record) => rows.push({ line: record.line, cells: record.texts() }));
  for await (const chunk of bytes) {
    for (let at = 0; at < chunk.byteLength; at += PIECE) {
      const problem = problemOf(() => reader.push(chunk.subarray(at, at + PIECE)));
      for (const row of rows) yield row;
      if (problem) throw problem;
      rows = [];
    }
  }
  const problem = problemOf(() => reader.end());
  for (const row of rows) yield row;
  if (problem) throw problem;
}

/** Kept for a moment: the rows before a broken one come first. */
function problemOf(read: () => void): Refusal | null {
  try {
    read();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  return null;
}

/** The same without waiting, for who has the bytes at hand: each record is told as soon as its end is there. */
export class CsvReader {
  readonly #onRecord: OnRecord;
  #sample: Uint8Array[] = [];
  #size = 0;
  #reading: { text: TextDecoding; records: CsvScanner } | null = null;

  constructor(onRecord: OnRecord) {
    this.#onRecord = onRecord;
  }

  /**
   * Pieces of about `PIECE` bytes are read quickest.
   * @throws Refusal when this is no text, or naming the line of a record that has no end or too many cells
   */
  push(piece: Uint8Array): void {
    this.#size += piece.byteLength;
    if (this.#size > MAX_BYTES) throw tooLarge();
    if (this.#reading) {
      this.#read(piece);
      return;
    }
    // A copy: the source may use its buffer again.
    this.#sample.push(Uint8Array.from(piece));
    if (this.#size >= PIECE) this.#start();
  }

  /** @throws Refusal as `push` does. */
  end(): void {
    const { text, records } = this.#reading ?? this.#start();
    records.push(text.end());
    records.end();
  }

  #start(): { text: TextDecoding; records: CsvScanner } {
    const sample = Buffer.concat(this.#sample);
    this.#sample = [];
    const delimiter = delimiterOf(Buffer.from(new TextDecoding(sample).decode(sample)).toString());
    this.#reading = {
      text: new TextDecoding(sample),
      records: new CsvScanner(delimiter, this.#onRecord),
    };
    this.#read(sample);
    return this.#reading;
  }

  #read(piece: Uint8Array): void {
    this.#reading?.records.push(this.#reading.text.decode(piece));
  }
}

/** The candidate that stands most often in the header line, outside quotes. */
function delimiterOf(sample: string): string {
  const header = (/[^\r\n]+/.exec(sample)?.[0] ?? '').replace(/"[^"]*"/g, '');
  const count = (delimiter: string) => header.split(delimiter).length - 1;
  return DELIMITERS.reduce((best, next) => (count(next) > count(best) ? next : best));
}

function tooLarge(): Refusal {
  return new Refusal(
    'csv.size',
    'The file is larger than 2 GB.',
    'Split it by segment and import the parts with --segment.',
  );
}
