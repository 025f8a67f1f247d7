/** The host in what people type as website or e-mail address. */

const LONGEST_TEXT = 2_048;
export const LONGEST_HOST = 253;
const LONGEST_LABEL = 63;
const AT_SIGN = 64;
const DOT = 46;
const HYPHEN = 45;
const SLASH = 47;
const COLON = 58;

/** Where in a value its host stands; overwritten by the next. */
export interface HostPlace {
  start: number;
  end: number;
}

const place: HostPlace = { start: 0, end: 0 };

/**
 * Short cut for the usual case, an ASCII URL, host or address and nothing else: where its host stands.
 * Null where it takes a parser that knows addresses of all kinds.
 */
export function plainHost(bytes: Uint8Array, from: number, to: number): HostPlace | null {
  if (to - from > LONGEST_TEXT) return null;
  let start = afterScheme(bytes, from, to);
  if (start < 0) return null;
  let end = to;
  let dots = 0;
  let label = 0;
  let last = DOT;
  for (let at = start; at < end; at++) {
    const code = bytes[at]!;
    if (isLetterOrDigit(code) || (code === HYPHEN && last !== DOT)) {
      label++;
      last = code;
    } else if (code === DOT) {
      if (last === DOT || last === HYPHEN || label > LONGEST_LABEL) return null;
      dots++;
      label = 0;
      last = DOT;
    } else if (code === SLASH) end = at;
    else if (code === AT_SIGN) {
      start = at + 1;
      dots = 0;
      label = 0;
      last = DOT;
    } else return null;
  }
  if (dots === 0 || !isLetter(last) || label > LONGEST_LABEL || end - start > LONGEST_HOST) return null;
  place.start = start;
  place.end = end;
  return place;
}

/** Behind "http://" or "https://", `from` without a scheme; -1 where one stands elsewhere, or another one. */
function afterScheme(bytes: Uint8Array, from: number, to: number): number {
  let colon = from;
  while (colon < to && bytes[colon] !== COLON) colon++;
  if (colon === to) return from;
  if (
    colon + 2 < to &&
    bytes[colon + 1] === SLASH &&
    bytes[colon + 2] === SLASH &&
    isHttp(bytes, from, colon)
  )
    return colon + 3;
  for (let at = colon; at + 2 < to; at++)
    if (bytes[at] === COLON && bytes[at + 1] === SLASH && bytes[at + 2] === SLASH) return -1;
  return from;
}

/** "http" or "https" in letters of any size. */
function isHttp(bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from !== HTTPS.length && to - from !== HTTPS.length - 1) return false;
  for (let at = from; at < to; at++) if ((bytes[at]! | SMALL) !== HTTPS.charCodeAt(at - from)) return false;
  return true;
}

const HTTPS = 'https';
/** The bit that tells a small letter from a capital one. */
const SMALL = 0x20;

function isLetterOrDigit(code: number): boolean {
  return isLetter(code) || (code >= 48 && code <= 57);
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

/** Of a text with several, the first; not yet checked. Empty if there is none. */
export function hostIn(text: string): string {
  if (text.length > LONGEST_TEXT) return '';
  let first = text.trim();
  if (/[\s,;|<>"]/.test(first)) {
    first = first.split(/[\s,;|<>"]+/).find((part) => part.includes('.')) ?? '';
  }
  const at = first.lastIndexOf('@');
  if (at >= 0 && !first.includes('/')) first = first.slice(at + 1);
  return isAscii(first) ? first : punycode(first);
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x7f) return false;
  return true;
}

function punycode(text: string): string {
  const url = text.includes('://') ? text : `http://${text}`;
  return URL.canParse(url) ? new URL(url).hostname : '';
}
