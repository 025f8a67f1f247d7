/** Which company a web address or e-mail speaks for: its registrable domain, and whether that domain is the company's own. */
import { parse } from 'tldts';
import { hostIn, type HostPlace, plainHost } from './host.ts';
import {
  FREE_MAIL,
  FREE_MAIL_LABELS,
  HOSTING,
  PRIVATE_REGISTRIES,
  SHARED_HOSTS,
  SOCIAL,
} from './sharedDomains.ts';

export type DomainKind = 'own' | 'freeMail' | 'hosting' | 'social';

export interface Site {
  readonly domain: string;
  readonly kind: DomainKind;
}

const OPTIONS = { allowPrivateDomains: true };
/** For hosts that are already cut out and checked. */
const PLAIN_OPTIONS = { ...OPTIONS, extractHostname: false, validateHostname: false, detectIp: false };
const WWW = 'www.';
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

/** Hosts seen lately: a website and the addresses at it, mail providers. One place each, the newest wins. */
const SLOTS = 1 << 12;
const slotHosts: string[] = new Array<string>(SLOTS).fill('');
const slotSites: (Site | null)[] = new Array<Site | null>(SLOTS).fill(null);

/** The registrable domain of a URL, bare host or e-mail address with its kind; of several, the first. Null if none. */
export function siteOf(text: string): Site | null {
  const place = plainHost(text);
  if (place === null) return siteIn(parse(hostIn(text), OPTIONS));
  const { end } = place;
  const start =
    text.startsWith(WWW, place.start) && hasDot(text, place) ? place.start + WWW.length : place.start;
  const slot = slotOf(text, start, end);
  const known = slotHosts[slot]!;
  if (known.length === end - start && text.startsWith(known, start)) return slotSites[slot]!;
  const bare = text.slice(start, end).toLowerCase();
  const found = parse(bare, PLAIN_OPTIONS);
  // "www.de.com" is a name below a registry, which "de.com" alone is not.
  if (found.domain === null) return siteIn(parse(text.slice(place.start, end).toLowerCase(), PLAIN_OPTIONS));
  const site = siteIn(found);
  slotHosts[slot] = bare;
  slotSites[slot] = site;
  return site;
}

/** Whether what follows "www." has a dot, too. */
function hasDot(text: string, { start, end }: HostPlace): boolean {
  const dot = text.indexOf('.', start + WWW.length);
  return dot >= 0 && dot < end;
}

function slotOf(text: string, start: number, end: number): number {
  let hash = end - start;
  for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return (hash ^ (hash >>> 15)) & (SLOTS - 1);
}

function siteIn(found: ReturnType<typeof parse>): Site | null {
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
