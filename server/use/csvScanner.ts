/** Splits UTF-8 into records as RFC 4180 has them, and as spreadsheets break it, without a string for each cell. */
import { Refusal } from './context.ts';
import { CsvRecord, MAX_COLUMNS } from './csvRecord.ts';

export type OnRecord = (record: CsvRecord) => void;

/** Bytes. No list has such records; a file that does is broken or hostile. */
const MAX_RECORD = 256 * 1024;
const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;
const INCOMPLETE = -1;
/** What a byte may be: of a cell, something to look at, the end of a cell. */
const [PLAIN, SUSPECT, END] = [0, 1, 2];

/**
 * Takes UTF-8 in pieces of any size, cut anywhere. A quote opens a cell only at its beginning, a cell whose closing
 * quote is followed by more is text with quotes in it, lines end as editors see them (line feed, carriage return or
 * both), and line ends inside cells become line feeds. Empty lines are no records.
 */
export class CsvScanner {
  readonly #delimiter: number;
  readonly #onRecord: OnRecord;
  readonly #kinds: Uint8Array;
  readonly #record = new CsvRecord();
  /** What is not yet told, with room for one line end behind it. */
  #bytes = this.#record.bytes;
  #length = 0;
  /** What is unfinished is looked at again only when there is twice as much, or a long quote would cost its square. */
  #due = 0;
  #line = 1;
  /** Line ends inside the record that is being read. */
  #breaks = 0;
  /** Cells of that record whose quotes or line ends have to be written anew, and the quote that closes each. */
  readonly #rough: { cell: number; close: number }[] = [];

  /** @param delimiter a letter of ASCII */
  constructor(delimiter: string, onRecord: OnRecord) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#onRecord = onRecord;
    this.#kinds = kindsOf(this.#delimiter);
  }

  /** @throws Refusal naming the line of a record that has no end or too many cells, after all records before it. */
  push(piece: Uint8Array): void {
    const length = this.#length + piece.length;
    if (length >= this.#bytes.length) {
      const grown = new Uint8Array(2 * length);
      grown.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = this.#record.bytes = grown;
    }
    this.#bytes.set(piece, this.#length);
    this.#length = length;
    if (length >= this.#due) this.#scan(false);
  }

  /** @throws Refusal as `push` does. */
  end(): void {
    this.#scan(true);
  }

  #scan(last: boolean): void {
    const length = this.#length;
    // So that every cell has an end.
    this.#bytes[length] = LF;
    let at = 0;
    while (at < length) {
      const next = this.#read(at, last);
      if (next === INCOMPLETE) break;
      at = next;
    }
    this.#bytes.copyWithin(0, at, length);
    this.#length = Math.max(0, length - at);
    this.#due = this.#length * 2;
    if (this.#length > MAX_RECORD) throw endless(this.#line);
  }

  /** Where the next record begins; INCOMPLETE when more bytes are needed to tell. */
  #read(start: number, last: boolean): number {
    const bytes = this.#bytes;
    const length = this.#length;
    const kinds = this.#kinds;
    const { starts, ends } = this.#record;
    let count = 0;
    let at = start;
    this.#record.suspect = false;
    this.#rough.length = 0;
    this.#breaks = 0;
    for (;;) {
      if (bytes[at] === QUOTE) {
        at = this.#quoted(at, count, last);
        if (at === INCOMPLETE) return INCOMPLETE;
      } else {
        const from = at;
        while (kinds[bytes[at]!] === PLAIN) at++;
        if (kinds[bytes[at]!] === SUSPECT) at = this.#cellEnd(at);
        if (count < MAX_COLUMNS) {
          starts[count] = from;
          ends[count] = at;
        }
      }
      count++;
      if (bytes[at] !== this.#delimiter) break;
      at++;
    }
    const isReturn = bytes[at] === CR;
    if (!last && (at >= length || (isReturn && at === length - 1))) return INCOMPLETE;
    if (at - start > MAX_RECORD) throw endless(this.#line);
    if (at > start) this.#emit(count);
    this.#line += this.#breaks + 1;
    return at + (isReturn && bytes[at + 1] === LF ? 2 : 1);
  }

  /** The end of the cell from `at` on. */
  #cellEnd(from: number): number {
    let at = from;
    for (let kind = this.#kinds[this.#bytes[at]!]; kind !== END; kind = this.#kinds[this.#bytes[++at]!])
      if (kind === SUSPECT) this.#record.suspect = true;
    return at;
  }

  #emit(count: number): void {
    if (count > MAX_COLUMNS) throw tooWide(this.#line, count);
    for (const { cell, close } of this.#rough) this.#smooth(cell, close);
    this.#record.cells = count;
    this.#record.line = this.#line;
    this.#onRecord(this.#record);
  }

  /** Reads the cell whose quote stands at `start`; answers where it ends. */
  #quoted(start: number, count: number, last: boolean): number {
    const bytes = this.#bytes;
    const length = this.#length;
    let isRough = false;
    let close = start + 1;
    for (; close < length; close++) {
      const byte = bytes[close]!;
      if (byte === QUOTE) {
        if (close + 1 === length || bytes[close + 1] !== QUOTE) break;
        isRough = true;
        close++;
      } else if (byte === CR) {
        isRough = true;
        this.#breaks++;
      } else if (byte === LF) {
        if (bytes[close - 1] !== CR) this.#breaks++;
      } else if (this.#kinds[byte] === SUSPECT) this.#record.suspect = true;
    }
    if (close >= length && last) throw endless(this.#line);
    if (close >= length || (close + 1 === length && !last)) return INCOMPLETE;
    const isEnd = close + 1 === length || this.#kinds[bytes[close + 1]!] === END;
    const end = isEnd ? close + 1 : this.#cellEnd(close + 1);
    if (count < MAX_COLUMNS) {
      this.#record.starts[count] = isEnd ? start + 1 : start;
      this.#record.ends[count] = isEnd ? close : end;
      if (isRough) this.#rough.push({ cell: count, close });
    }
    return end;
  }

  /** Writes a quoted cell anew where it stands: each pair of quotes as one, each line end as a line feed. */
  #smooth(cell: number, close: number): void {
    const bytes = this.#bytes;
    const { starts, ends } = this.#record;
    // A quote that belongs to the text stands where the cell begins.
    const from = bytes[starts[cell]!] === QUOTE && ends[cell]! > close ? starts[cell]! + 1 : starts[cell]!;
    let end = from;
    for (let at = from; at < close; at++) {
      const byte = bytes[at]!;
      if (byte === QUOTE) at++;
      else if (byte === CR && bytes[at + 1] === LF) continue;
      bytes[end++] = byte === CR ? LF : byte;
    }
    bytes.copyWithin(end, close, ends[cell]!);
    ends[cell] = end + ends[cell]! - close;
  }
}

function kindsOf(delimiter: number): Uint8Array {
  const kinds = new Uint8Array(256);
  kinds.fill(SUSPECT, 0, 0x20);
  kinds['\t'.charCodeAt(0)] = PLAIN;
  kinds[0x7f] = SUSPECT;
  // U+FFFD, which stands for what is broken, and its neighbours begin so.
  kinds[0xef] = SUSPECT;
  kinds[delimiter] = END;
  kinds[LF] = END;
  kinds[CR] = END;
  return kinds;
}

function tooWide(line: number, columns: number): Refusal {
  return new Refusal(
    'csv.columns',
    `Line ${line} has ${columns} columns; ${MAX_COLUMNS} is the most.`,
    'Check the delimiter and export the file again.',
  );
}

function endless(line: number): Refusal {
  return new Refusal(
    'csv.broken',
    `The row that begins on line ${line} does not end: a quote is not closed, or it is longer than ${MAX_RECORD} bytes.`,
    'Mend that line or export the file again.',
  );
}
