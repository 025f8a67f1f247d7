/** The host in what people type as website or e-mail address. */

const LONGEST_TEXT = 2_048;
const LONGEST_HOST = 253;
const LONGEST_LABEL = 63;
const AT_SIGN = 64;
const DOT = 46;
const HYPHEN = 45;
const SLASH = 47;

/** Where in a text its host stands. */
export interface HostPlace {
  start: number;
  end: number;
}

/**
 * Short cut for the usual case, an ASCII URL, host or address and nothing else: where its host stands.
 * Null where it takes a parser that knows addresses of all kinds.
 */
export function plainHost(text: string): HostPlace | null {
  if (text.length > LONGEST_TEXT) return null;
  let start = afterScheme(text);
  if (start < 0) return null;
  let end = text.length;
  let dots = 0;
  let label = 0;
  let last = DOT;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === SLASH) end = at;
    else if (code === AT_SIGN) {
      start = at + 1;
      dots = 0;
      label = 0;
      last = DOT;
    } else if (code === DOT) {
      if (last === DOT || last === HYPHEN || label > LONGEST_LABEL) return null;
      dots++;
      label = 0;
      last = DOT;
    } else if (isLetterOrDigit(code) || (code === HYPHEN && last !== DOT)) {
      label++;
      last = code;
    } else return null;
  }
  const isHost = dots > 0 && isLetter(last) && label <= LONGEST_LABEL && end - start <= LONGEST_HOST;
  return isHost ? { start, end } : null;
}

/** Behind "http://" or "https://", 0 without a scheme; -1 for another scheme. */
function afterScheme(text: string): number {
  const colon = text.indexOf(':');
  if (colon < 0) return 0;
  return /^https?:\/\//i.exec(text)?.[0].length ?? (text.includes('://') ? -1 : 0);
}

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
