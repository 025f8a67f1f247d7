/** Streams a CSV file of unknown origin: its encoding and delimiter are found out, its size and shape are bounded. */
import { parse, type CsvError } from 'csv-parse';
import { Refusal } from './context.ts';

export interface CsvRow {
  /** Line of the file where the record starts, from 1. */
  line: number;
  cells: string[];
}

const SAMPLE = 64 * 1024;
const DELIMITERS = [',', ';', '\t', '|'];
/** No list has such lines; a file that does is broken or hostile. */
const MAX_RECORD = 256 * 1024;
const MAX_COLUMNS = 300;
const MAX_BYTES = 2 * 1024 ** 3;

/** @throws Refusal naming the line, when the file as a whole cannot be read on. */
export async function* readCsv(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<CsvRow> {
  const { sample, all } = await peek(bytes);
  const text = new Text(sample);
  const parser = parse({
    delimiter: delimiterOf(new TextDecoder('windows-1252').decode(sample)),
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: MAX_RECORD,
    info: true,
  });
  const feeding = feed(all, text, parser);
  try {
    for await (const item of parser) {
      const { record, info } = item as { record: string[]; info: { lines: number } };
      if (record.length > MAX_COLUMNS) {
        throw new Refusal(
          'csv.columns',
          `Line ${info.lines} has ${record.length} columns; ${MAX_COLUMNS} is the most.`,
          'Check the delimiter and export the file again.',
        );
      }
      yield { line: info.lines, cells: record };
    }
    await feeding;
  } catch (error) {
    throw isCsvError(error)
      ? new Refusal(
          'csv.broken',
          `The file breaks off: ${error.message}.`,
          'Mend that line or export the file again.',
        )
      : error;
  } finally {
    parser.destroy();
    await feeding.catch(() => undefined);
  }
}

async function feed(
  bytes: AsyncIterable<Uint8Array>,
  text: Text,
  parser: ReturnType<typeof parse>,
): Promise<void> {
  let total = 0;
  try {
    for await (const chunk of bytes) {
      total += chunk.byteLength;
      if (total > MAX_BYTES) {
        throw new Refusal(
          'csv.size',
          'The file is larger than 2 GB.',
          'Split it by segment and import the parts.',
        );
      }
      if (!parser.write(text.decode(chunk))) await drained(parser);
      if (parser.destroyed) return;
    }
    parser.end(text.end());
  } catch (error) {
    parser.destroy(error instanceof Error ? error : new Error(String(error)));
  }
}

function drained(parser: ReturnType<typeof parse>): Promise<void> {
  return new Promise((resolve) => {
    parser.once('drain', resolve);
    parser.once('close', resolve);
  });
}

async function peek(
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ sample: Uint8Array; all: AsyncIterable<Uint8Array> }> {
  const iterator = bytes[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let size = 0;
  while (size < SAMPLE) {
    const next = await iterator.next();
    if (next.done) break;
    first.push(next.value);
    size += next.value.byteLength;
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    yield* first;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  }
  return { sample: Buffer.concat(first), all: all() };
}

/** UTF-8 until a byte proves otherwise, then Windows' Latin-1; a byte order mark says UTF-16. */
class Text {
  #decoder: InstanceType<typeof TextDecoder>;
  #ascii = true;

  constructor(sample: Uint8Array) {
    const [first, second] = sample;
    if (first === 0xff && second === 0xfe) this.#decoder = new TextDecoder('utf-16le');
    else if (first === 0xfe && second === 0xff) this.#decoder = new TextDecoder('utf-16be');
    else if (sample.includes(0)) {
      throw new Refusal(
        'csv.binary',
        'The file is not text.',
        'Export the list as CSV, not as a workbook or archive.',
      );
    } else this.#decoder = new TextDecoder('utf-8', { fatal: true });
  }

  decode(chunk: Uint8Array): string {
    return this.#guarded(() => this.#decoder.decode(chunk, { stream: true }), chunk);
  }

  end(): string {
    return this.#guarded(() => this.#decoder.decode(), new Uint8Array());
  }

  #guarded(read: () => string, chunk: Uint8Array): string {
    try {
      const text = read();
      this.#ascii &&= this.#decoder.encoding !== 'utf-8' || text.length === chunk.byteLength;
      return text;
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      if (!this.#ascii) {
        throw new Refusal(
          'csv.encoding',
          'The file mixes two encodings.',
          'Save it as UTF-8 and import it again.',
        );
      }
      this.#decoder = new TextDecoder('windows-1252');
      return this.#decoder.decode(chunk, { stream: true });
    }
  }
}

/** The candidate that stands most often in the header line, outside quotes. */
function delimiterOf(sample: string): string {
  const header = (/^[^\r\n]*/.exec(sample.replace(/^\ufeff/, ''))?.[0] ?? '').replace(/"[^"]*"/g, '');
  const count = (delimiter: string) => header.split(delimiter).length - 1;
  return DELIMITERS.reduce((best, next) => (count(next) > count(best) ? next : best));
}

function isCsvError(error: unknown): error is CsvError {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_');
}
