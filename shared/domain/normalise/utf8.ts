/** Values of records as UTF-8 where they stand in a buffer: cut, made to text, written. Letters are always whole. */

const LAST_ASCII = 0x7f;
const LEAD_OF_FOUR = 0xf0;
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();
/** UTF-8 takes at most three bytes for a UTF-16 unit. */
const MOST_BYTES = 3;

export function decoded(bytes: Uint8Array, from: number, to: number): string {
  for (let at = from; at < to; at++)
    if (bytes[at]! > LAST_ASCII) return decoder.decode(bytes.subarray(from, to));
  return asciiText(bytes, from, to);
}

/** Four letters at a time, which is what keeps short texts cheap. */
export function asciiText(codes: Uint8Array, from: number, to: number): string {
  let text = '';
  let at = from;
  for (; at + 4 <= to; at += 4)
    text += String.fromCharCode(codes[at]!, codes[at + 1]!, codes[at + 2]!, codes[at + 3]!);
  for (; at < to; at++) text += String.fromCharCode(codes[at]!);
  return text;
}

/** Writes ASCII and answers where it ends. */
export function writeAscii(text: string, into: Uint8Array, at: number): number {
  for (let unit = 0; unit < text.length; unit++) into[at + unit] = text.charCodeAt(unit);
  return at + text.length;
}

/** Where a value ends that may have `most` UTF-16 units: a longer one is cut behind a letter. */
export function cutAfter(bytes: Uint8Array, from: number, to: number, most: number): number {
  if (to - from <= most) return to;
  let units = 0;
  for (let at = from; at < to; at++) {
    const byte = bytes[at]!;
    if (isInside(byte)) continue;
    units += byte >= LEAD_OF_FOUR ? 2 : 1;
    if (units > most) return at;
  }
  return to;
}

/** The second byte of a letter, or a later one. */
function isInside(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}

/** A place for texts that come as strings where bytes are read. */
export class Utf8Text {
  bytes = new Uint8Array(1_024);
  length = 0;

  clear(): void {
    this.length = 0;
  }

  /** Writes the text behind what is there, and answers where it begins. */
  add(text: string): number {
    const from = this.length;
    const room = from + text.length * MOST_BYTES;
    if (room > this.bytes.length) {
      const grown = new Uint8Array(2 * room);
      grown.set(this.bytes.subarray(0, from));
      this.bytes = grown;
    }
    this.length = from + encoder.encodeInto(text, this.bytes.subarray(from)).written;
    return from;
  }
}

/**
 * Reads the value `from … to` of `bytes`, writes its one spelling as ASCII into `out` from `at` on, and answers where
 * that ends; `at` for a value that says nothing.
 */
export type Reader = (bytes: Uint8Array, from: number, to: number, out: Uint8Array, at: number) => number;

const given = new Utf8Text();
/** Longer than any spelling. */
const spelling = new Uint8Array(8_192);

/** What a reader says of a string; null for nothing. */
export function readText(read: Reader, text: string): string | null {
  given.clear();
  given.add(text);
  const end = read(given.bytes, 0, given.length, spelling, 0);
  return end === 0 ? null : asciiText(spelling, 0, end);
}
