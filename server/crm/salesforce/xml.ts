/** Metadata XML. The Metadata API's schema wants elements in alphabetical order with the full name first, so they are sorted. */
export type Xml =
  string | number | boolean | readonly Xml[] | { readonly [element: string]: Xml | undefined };

const NAMESPACE = 'http://soap.sforce.com/2006/04/metadata';

/** A whole document, ending in a line break. */
export function document(root: string, content: { readonly [element: string]: Xml | undefined }): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${NAMESPACE}">\n${children(content, 1)}</${root}>\n`;
}

function element(name: string, value: Xml, depth: number): string {
  if (isList(value)) return value.map((one) => element(name, one, depth)).join('');
  const margin = '    '.repeat(depth);
  if (typeof value === 'object')
    return `${margin}<${name}>\n${children(value, depth + 1)}${margin}</${name}>\n`;
  return `${margin}<${name}>${escaped(String(value))}</${name}>\n`;
}

function children(content: { readonly [element: string]: Xml | undefined }, depth: number): string {
  return Object.keys(content)
    .sort((a, b) => Number(b === 'fullName') - Number(a === 'fullName') || (a < b ? -1 : 1))
    .map((name) => {
      const value = content[name];
      return value === undefined ? '' : element(name, value, depth);
    })
    .join('');
}

function isList(value: Xml): value is readonly Xml[] {
  return Array.isArray(value);
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');
}
