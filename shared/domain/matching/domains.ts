/** The domains that speak for a company: of its website and of its e-mail addresses. */
import { siteIn, writeAscii } from '../normalise.ts';
import { MOST_DOMAINS, SPACE } from './companyText.ts';
import { FIELD, type Fields } from './fields.ts';

const LONGEST_DOMAIN = 253;

/** Writes them with spaces between them into `out` from `at` on, each once, and answers where they end. */
export function writeDomains({ bytes, starts, ends }: Fields, out: Uint8Array, at: number): number {
  const [site, siteEnd] = [starts[FIELD.website]!, ends[FIELD.website]!];
  let end = site === siteEnd ? at : withSite(bytes, site, siteEnd, out, at, at);
  const last = ends[FIELD.emails]!;
  for (let from = starts[FIELD.emails]!; from < last && hasRoom(out, at, end);) {
    let to = from;
    while (to < last && PARTING[bytes[to]!] === 0) to++;
    if (to > from) end = withSite(bytes, from, to, out, at, end);
    from = to + 1;
  }
  return end;
}

/** What parts addresses in one field. */
const PARTING = new Uint8Array(256);
for (const sign of ' \t\n\v\f\r,;|') PARTING[sign.charCodeAt(0)] = 1;

function hasRoom(out: Uint8Array, first: number, end: number): boolean {
  let domains = end > first ? 1 : 0;
  for (let at = first; at < end; at++) if (out[at] === SPACE) domains++;
  return domains < MOST_DOMAINS;
}

/** Adds what one website or address says to the domains `first … end`. */
function withSite(
  bytes: Uint8Array,
  from: number,
  to: number,
  out: Uint8Array,
  first: number,
  end: number,
): number {
  const site = siteIn(bytes, from, to);
  if (site === null) return end;
  const start = end > first ? end + 1 : end;
  if (site.kind === 'own') return withDomain(out, first, end, writeAscii(site.domain, out, start));
  // The provider's domain says nothing; the whole address that two records share says a lot.
  return site.kind === 'freeMail' && isAddress(bytes, from, to)
    ? withDomain(out, first, end, writeSmall(bytes, from, to, out, start))
    : end;
}

/** Keeps what was written behind the domains `first … end` if it is new and no longer than a domain can be. */
function withDomain(out: Uint8Array, first: number, end: number, to: number): number {
  if (end === first) return to - first > LONGEST_DOMAIN ? end : to;
  if (to - end - 1 > LONGEST_DOMAIN) return end;
  for (let start = first; start < end;) {
    let stop = start;
    while (stop < end && out[stop] !== SPACE) stop++;
    if (isSame(out, start, stop, end + 1, to)) return end;
    start = stop + 1;
  }
  out[end] = SPACE;
  return to;
}

function isSame(out: Uint8Array, a: number, aEnd: number, b: number, bEnd: number): boolean {
  if (aEnd - a !== bEnd - b) return false;
  for (let n = 0; n < aEnd - a; n++) if (out[a + n] !== out[b + n]) return false;
  return true;
}

/** An address of ASCII that may stand in a row's text: one @ with letters, digits, dots and hyphens around it. */
function isAddress(bytes: Uint8Array, from: number, to: number): boolean {
  let sign = -1;
  for (let at = from; at < to; at++) {
    const kind = ADDRESS[bytes[at]!]!;
    if (kind === 0 || (kind === LOCAL && sign >= 0)) return false;
    if (kind === SIGN) {
      if (sign >= 0) return false;
      sign = at;
    }
  }
  return sign > from && sign < to - 1;
}

/** In any part of an address, before its sign only, its sign. */
const [ANYWHERE, LOCAL, SIGN] = [1, 2, 3];
const ADDRESS = new Uint8Array(256);
for (const sign of '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_.-')
  ADDRESS[sign.charCodeAt(0)] = ANYWHERE;
ADDRESS['+'.charCodeAt(0)] = LOCAL;
ADDRESS['@'.charCodeAt(0)] = SIGN;

function writeSmall(bytes: Uint8Array, from: number, to: number, out: Uint8Array, at: number): number {
  for (let n = from; n < to; n++) {
    const code = bytes[n]!;
    out[at + n - from] = code >= 65 && code <= 90 ? code + 32 : code;
  }
  return at + to - from;
}
