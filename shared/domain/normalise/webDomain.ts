/** Which company a web address or e-mail speaks for: its registrable domain, and whether that domain is the company's own. */
import { parse } from 'tldts';
import { hostIn, type HostPlace, LONGEST_HOST, plainHost } from './host.ts';
import { Memo } from './memo.ts';
import {
  FREE_MAIL,
  FREE_MAIL_LABELS,
  HOSTING,
  PRIVATE_REGISTRIES,
  SHARED_HOSTS,
  SOCIAL,
} from './sharedDomains.ts';
import { asciiText, decoded, Utf8Text } from './utf8.ts';

export type DomainKind = 'own' | 'freeMail' | 'hosting' | 'social';

export interface Site {
  readonly domain: string;
  readonly kind: DomainKind;
}

const OPTIONS = { allowPrivateDomains: true };
/** For hosts that are already cut out and checked. */
const PLAIN_OPTIONS = { ...OPTIONS, extractHostname: false, validateHostname: false, detectIp: false };
const WWW = 'www.';
const DOT = 46;
/** Names that exist only inside a network; two companies that both use one share nothing. */
const INTERNAL = new Set(['local', 'localhost', 'lan', 'internal', 'invalid', 'corp', 'home', 'intranet']);
/** Placeholders that people and test forms leave behind. */
const PLACEHOLDERS = new Set([
  'example.com',
  'example.org',
  'example.net',
  'domain.com',
  'website.com',
  'none.com',
]);

/** What is said of domains that are listed; null for placeholders. */
const KNOWN: ReadonlyMap<string, Site | null> = new Map([
  ...sitesOf(HOSTING, 'hosting'),
  ...sitesOf(SOCIAL, 'social'),
  ...sitesOf(FREE_MAIL, 'freeMail'),
  ...[...PLACEHOLDERS].map((domain): [string, null] => [domain, null]),
]);

function sitesOf(domains: ReadonlySet<string>, kind: DomainKind): [string, Site][] {
  return [...domains].map((domain) => [domain, { domain, kind }]);
}

/** What a host without "www." speaks for; undefined where it is no name without it. */
const sites = new Memo(1 << 11, (host): Site | null | undefined => {
  const found = parse(host, PLAIN_OPTIONS);
  return found.domain === null ? undefined : siteFound(found);
});
/** A host in small letters. */
const small = new Uint8Array(LONGEST_HOST);
const given = new Utf8Text();

/** The registrable domain of a URL, bare host or e-mail address with its kind; of several, the first. Null if none. */
export function siteOf(text: string): Site | null {
  given.clear();
  given.add(text);
  return siteIn(given.bytes, 0, given.length);
}

/** What `siteOf` says of UTF-8 from `from` to `to`. */
export function siteIn(bytes: Uint8Array, from: number, to: number): Site | null {
  const place = plainHost(bytes, from, to);
  if (place === null) return siteFound(parse(hostIn(decoded(bytes, from, to)), OPTIONS));
  const length = writeSmall(bytes, place);
  const site = sites.of(small, hasWww(length) ? WWW.length : 0, length);
  // "www.de.com" is a name below a registry, which "de.com" alone is not.
  return site === undefined ? siteFound(parse(asciiText(small, 0, length), PLAIN_OPTIONS)) : site;
}

/** Its length. */
function writeSmall(bytes: Uint8Array, { start, end }: HostPlace): number {
  for (let at = start; at < end; at++) {
    const code = bytes[at]!;
    small[at - start] = code >= 65 && code <= 90 ? code + 32 : code;
  }
  return end - start;
}

/** Whether the host begins with "www." and what follows has a dot, too. */
function hasWww(length: number): boolean {
  for (let at = 0; at < WWW.length; at++) if (small[at] !== WWW.charCodeAt(at)) return false;
  for (let at = WWW.length; at < length; at++) if (small[at] === DOT) return true;
  return false;
}

function siteFound(found: ReturnType<typeof parse>): Site | null {
  if (found.isIp || found.hostname === null || found.publicSuffix === null) return null;
  if (SHARED_HOSTS.has(found.hostname)) return { domain: found.hostname, kind: 'hosting' };
  if (found.domain === null) return found.isPrivate ? { domain: found.publicSuffix, kind: 'hosting' } : null;
  const { domain, publicSuffix } = found;
  if (found.isPrivate) {
    return { domain, kind: PRIVATE_REGISTRIES.has(publicSuffix) ? 'own' : 'hosting' };
  }
  if (!found.isIcann && INTERNAL.has(publicSuffix)) return null;
  const known = KNOWN.get(domain);
  if (known !== undefined) return known;
  return { domain, kind: FREE_MAIL_LABELS.has(found.domainWithoutSuffix ?? '') ? 'freeMail' : 'own' };
}

/** The registrable domain, in lower case and Punycode. Null if the text holds none. */
export function registrableDomain(text: string): string | null {
  return siteOf(text)?.domain ?? null;
}

/** Only an `own` domain says anything about who a company is. */
export function domainKind(domain: string): DomainKind {
  return siteOf(domain)?.kind ?? 'own';
}
