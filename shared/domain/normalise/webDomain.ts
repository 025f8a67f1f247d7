/** Which company a web address or e-mail speaks for: its registrable domain, and whether that domain is the company's own. */
import { parse } from 'tldts';
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
  domain: string;
  kind: DomainKind;
}

const OPTIONS = { allowPrivateDomains: true };
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

/** The registrable domain of a URL, bare host or e-mail address with its kind; of several, the first. Null if none. */
export function siteOf(text: string): Site | null {
  const host = hostIn(text);
  if (host === '') return null;
  const found = parse(host, OPTIONS);
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

function hostIn(text: string): string {
  if (text.length > 2_048) return '';
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
