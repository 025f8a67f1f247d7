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
  const hash = sha256.create();
  for (const part of natural) {
    const bytes = UTF8.encode(part);
    hash.update(UTF8.encode(`${bytes.length}:`)).update(bytes);
  }
  return prefix + base32(hash.digest());
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
