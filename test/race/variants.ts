/** One customer as twenty people type it: www, case, punycode, ports, legal forms, other alphabets of the same letters. */
import { domainToASCII } from 'node:url';

export interface TypedCustomer {
  readonly name: string;
  readonly website: string;
  readonly country: string | null;
}

/** A customer that no CRM knows yet; another number is another customer. */
export function variantsOf(number: number): readonly TypedCustomer[] {
  const name = `Bäckerei Nordstern ${number}`;
  const domain = `bäckerei-nordstern-${number}.example`;
  const ascii = domainToASCII(domain);
  const typed: readonly (readonly [name: string, website: string, country?: string])[] = [
    [`${name} GmbH`, `https://www.${domain}`, 'Germany'],
    [`${name} GmbH`, domain, 'DE'],
    [`${name} GmbH`, ascii],
    [`${name} GmbH`, `https://www.${ascii}/`, 'Deutschland'],
    [name.toUpperCase(), domain.toUpperCase()],
    [name.toLowerCase(), `HTTPS://WWW.${domain.toUpperCase()}/`],
    [name, `http://shop.${domain}:8080/path?x=1`, 'Germany'],
    [`${name} AG`, `${domain}.`],
    [`${name} G.m.b.H.`, `info@${domain}`],
    [`  ${name.replaceAll(' ', '   ')}, GmbH. `, ` ${domain} `],
    [`${name} Gesellschaft mit beschränkter Haftung`, `https://${domain}/de/index.html#top`],
    [`${name} GmbH & Co. KG`, `//${domain}`],
    [`${name} GmbH`.normalize('NFD'), domain.normalize('NFD'), 'germany'],
    [name.replace('ä', 'ae'), ascii.toUpperCase()],
    [name.replace('ä', 'a'), `http://${ascii}.`],
    [`Ｂäckerei Ｎordstern ${number}`, `www.${domain}`],
    [`The ${name} Ltd.`, `https://www.${domain}/impressum`],
    [`${name.replaceAll(' ', '-')} GmbH`, `https://mail.${domain}`, 'Germany'],
    [`${name} (GmbH)`, `https://${ascii}?utm_source=mail`],
    [`"${name}" gGmbH`, `WWW.${ascii.toUpperCase()}`, 'Germany'],
  ];
  return typed.map(([typedName, website, country = null]) => ({ name: typedName, website, country }));
}
