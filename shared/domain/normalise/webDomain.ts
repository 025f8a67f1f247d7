/** Which company a web address or e-mail speaks for: its registrable domain, and whether that domain is the company's own. */
import { parse } from 'tldts';
import { hostIn, plainHost } from './host.ts';
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

/** Hosts seen lately: a website and the addresses at it, mail providers. One place each, the newest wins. */
const SLOTS = 1 << 14;
const slotHosts: (string | undefined)[] = new Array<string | undefined>(SLOTS).fill(undefined);
const slotSites: (Site | null)[] = new Array<Site | null>(SLOTS).fill(null);

/** The registrable domain of a URL, bare host or e-mail address with its kind; of several, the first. Null if none. */
export function siteOf(text: string): Site | null {
  const host = plainHost(text);
  if (host === null) return siteIn(parse(hostIn(text), OPTIONS));
  const bare = host.startsWith(WWW) && host.includes('.', WWW.length) ? host.slice(WWW.length) : host;
  const slot = slotOf(bare);
  if (slotHosts[slot] === bare) return slotSites[slot] ?? null;
  const found = parse(bare, PLAIN_OPTIONS);
  // "www.de.com" is a name below a registry, which "de.com" alone is not.
  if (found.domain === null) return siteIn(parse(host, PLAIN_OPTIONS));
  const site = siteIn(found);
  slotHosts[slot] = bare;
  slotSites[slot] = site;
  return site;
}

function slotOf(host: string): number {
  let hash = host.length;
  for (let at = 0; at < host.length; at++) hash = (Math.imul(hash, 31) + host.charCodeAt(at)) | 0;
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
  return PLACEHOLDERS.has(domain)
    ? null
    : { domain, kind: publicKind(domain, found.domainWithoutSuffix ?? '') };
}

/** The registrable domain, in lower case and Punycode. Null if the text holds none. */
export function registrableDomain(text: string): string | null {
  return siteOf(text)?.domain ?? null;
}

/** Only an `own` domain says anything about who a company is. */
export function domainKind(domain: string): DomainKind {
  return siteOf(domain)?.kind ?? 'own';
}

function publicKind(domain: string, label: string): DomainKind {
  if (FREE_MAIL.has(domain) || FREE_MAIL_LABELS.has(label)) return 'freeMail';
  if (SOCIAL.has(domain)) return 'social';
  return HOSTING.has(domain) ? 'hosting' : 'own';
}
