/** Unique keys of our records, derived from what a record is about, so that writing it twice meets the same record. */
import { sha256 } from '@noble/hashes/sha2.js';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
const LENGTH = 26;
const UTF8 = new TextEncoder();

/**
 * `prefix` + 26 lower-case base32 characters (RFC 4648 alphabet) of SHA-256 over the natural key. Each part is
 * preceded by its length in UTF-8 bytes, so that ("ab", "c") and ("a", "bc") differ.
 */
export function keyOf(prefix: string, ...natural: string[]): string {
  let text = '';
  for (const part of natural) text += `${bytesOf(part).length}:${part}`;
  return prefix + base32(sha256(bytesOf(text)));
}

/** What most texts are becomes bytes without the cost of a call; valid until the next one. */
const room = new Uint8Array(256);

function bytesOf(text: string): Uint8Array {
  if (text.length > room.length) return UTF8.encode(text);
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 0x7f) return UTF8.encode(text);
    room[at] = code;
  }
  return room.subarray(0, text.length);
}

function base32(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let held = 0;
  for (let at = 0; text.length < LENGTH; at++) {
    held = ((held << 8) | (bytes[at] ?? 0)) & 0xfff;
    bits += 8;
    while (bits >= 5 && text.length < LENGTH) {
      bits -= 5;
      text += ALPHABET[(held >>> bits) & 31];
    }
  }
  return text;
}
