/** Metadata XML in and out. Every value is read as text; lists are made where a reader asks for one. */
import { XMLBuilder, XMLParser, XMLValidator } from 'fast-xml-parser';

export type Xml = { [name: string]: XmlValue };
export type XmlValue = string | Xml | XmlValue[];

const NAMESPACE = 'http://soap.sforce.com/2006/04/metadata';
const parser = new XMLParser({
  parseTagValue: false,
  removeNSPrefix: true,
  ignoreAttributes: true,
  trimValues: true,
});
const builder = new XMLBuilder({ format: true, indentBy: '    ', suppressEmptyNode: true });

/** The root element's name and content. @throws Error with the parser's words when it is not well formed. */
export function readXml(text: string): { root: string; content: Xml } {
  const valid = XMLValidator.validate(text);
  if (valid !== true) throw new Error(`${valid.err.msg} at line ${valid.err.line}`);
  const parsed = parser.parse(text) as Record<string, XmlValue>;
  const [root, content] = Object.entries(parsed).find(([name]) => !name.startsWith('?')) ?? ['', ''];
  return { root, content: typeof content === 'object' && !Array.isArray(content) ? content : {} };
}

export function writeXml(content: unknown): string {
  return builder.build(content) as string;
}

/** A metadata file with this root element. */
export function writeFile(root: string, content: unknown): string {
  const body = writeXml({ [root]: content }).replace(`<${root}>`, `<${root} xmlns="${NAMESPACE}">`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${body}`;
}

export function list(value: XmlValue | undefined): XmlValue[] {
  if (value === undefined || value === '') return [];
  return Array.isArray(value) ? value : [value];
}

export const elements = (value: XmlValue | undefined): Xml[] =>
  list(value).filter((entry): entry is Xml => typeof entry === 'object' && !Array.isArray(entry));

export function textOf(xml: Xml, name: string): string | undefined {
  const value = xml[name];
  return typeof value === 'string' ? value : undefined;
}

export const isTrue = (xml: Xml, name: string): boolean => textOf(xml, name) === 'true';

export function child(xml: Xml, name: string): Xml | undefined {
  return elements(xml[name])[0];
}
