/** Turns bytes of unknown origin into UTF-8: a byte order mark tells, else they are until a byte proves otherwise. */
import { isAscii, isUtf8 } from 'node:buffer';
import { Refusal } from './context.ts';

const NONE = new Uint8Array();
/** First bytes of what people send instead of CSV. */
const MAGIC: readonly (readonly [string, string])[] = [
  ['504b0304', 'an Excel workbook or a zip archive'],
  ['d0cf11e0', 'an old Excel workbook'],
  ['1f8b', 'a gzip archive'],
  ['425a68', 'a bzip2 archive'],
  ['28b52ffd', 'a zstd archive'],
  ['377abcaf', 'a 7z archive'],
  ['25504446', 'a PDF'],
];
/** One stray NUL is the fault of a row; this many to a thousand bytes are no text. */
const MOST_NULS = 10;

/** Bytes that fit no encoding become U+FFFD, so that only their row is refused. */
export class TextDecoding {
  /** Undecided while all is ASCII. */
  #encoding: 'undecided' | 'utf-8' | 'other' = 'undecided';
  #decoder = new TextDecoder('windows-1252');
  /** The beginning of a letter that the last chunk broke off in, unless the decoder holds it. */
  #held: Uint8Array = NONE;
  #atStart = true;

  /** @throws Refusal when the first bytes are no text. */
  constructor(sample: Uint8Array) {
    refuseBinary(sample);
    const mark = byteOrderMark(sample);
    if (mark === 'utf-8') this.#encoding = mark;
    else if (mark !== null) {
      this.#encoding = 'other';
      this.#decoder = new TextDecoder(mark);
    }
  }

  /** What of the text is whole so far, without its mark; it may lie where the chunk does. */
  decode(chunk: Uint8Array): Uint8Array {
    if (this.#encoding === 'other') return encoded(this.#decoder.decode(chunk, { stream: true }));
    const bytes = this.#held.length > 0 ? Buffer.concat([this.#held, chunk]) : chunk;
    const whole = isAscii(bytes) ? bytes.length : unfinishedAt(bytes);
    this.#held = Uint8Array.from(bytes.subarray(whole));
    return this.#decodeWhole(bytes, whole);
  }

  end(): Uint8Array {
    if (this.#encoding === 'other') return encoded(this.#decoder.decode());
    return this.#encoding === 'utf-8' ? wellFormed(this.#held) : encoded(this.#decoder.decode(this.#held));
  }

  /** Decodes up to `whole`, where a letter ends; all of it when letters turn out to be single bytes. */
  #decodeWhole(bytes: Uint8Array, whole: number): Uint8Array {
    const head = bytes.subarray(0, whole);
    if (this.#encoding === 'undecided' && !isAscii(head)) {
      this.#encoding = isUtf8Until(bytes, whole) ? 'utf-8' : 'other';
      if (this.#encoding === 'other') {
        this.#held = NONE;
        return encoded(this.#decoder.decode(bytes, { stream: true }));
      }
    }
    const text = wellFormed(head);
    if (!this.#atStart || text.length === 0) return text;
    this.#atStart = false;
    return byteOrderMark(text) === 'utf-8' ? text.subarray(MARK_LENGTH) : text;
  }
}

const MARK_LENGTH = 3;

/** With U+FFFD for what is no UTF-8. */
function wellFormed(bytes: Uint8Array): Uint8Array {
  if (isUtf8(bytes)) return bytes;
  return encoded(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString());
}

function encoded(text: string): Uint8Array {
  return Buffer.from(text);
}

/** Where the last, unfinished UTF-8 letter begins; the length when none does. */
function unfinishedAt(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/** Judged by its beginning: a line in another encoding further down is the fault of that line. */
function isUtf8Until(bytes: Uint8Array, end: number): boolean {
  const first = bytes.findIndex((byte) => byte > 0x7f);
  const lead = bytes[first] ?? 0;
  const length = lead >= 0xf0 && lead < 0xf8 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0;
  const rest = bytes.subarray(first + 1, Math.min(end, first + length));
  return length > 0 && rest.length === length - 1 && rest.every((byte) => (byte & 0xc0) === 0x80);
}

function byteOrderMark([first, second, third]: Uint8Array): string | null {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return first === 0xef && second === 0xbb && third === 0xbf ? 'utf-8' : null;
}

function refuseBinary(sample: Uint8Array): void {
  const start = Buffer.from(sample.subarray(0, 8)).toString('hex');
  const known = MAGIC.find(([magic]) => start.startsWith(magic));
  if (known) {
    throw new Refusal(
      'csv.binary',
      `The file is ${known[1]}, not CSV.`,
      'Open it, save the list as "CSV UTF-8" and import that file.',
    );
  }
  if (byteOrderMark(sample) !== null) return;
  let nuls = 0;
  for (const byte of sample) if (byte === 0) nuls += 1;
  if (nuls * 1_000 <= sample.length * MOST_NULS) return;
  throw new Refusal(
    'csv.binary',
    'The file is not text, or text in UTF-16 without a byte order mark.',
    'Save the list as "CSV UTF-8" and import that file.',
  );
}
