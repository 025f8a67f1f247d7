/** Finds rows in text that holds JSON, whatever program wrote it. */
import { figure, humanised, isCodeWord } from './words.ts';
import type { Chip, Column, RowTable, Shown } from './view.ts';

type Json = Record<string, unknown>;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The rows of `[{…}]` or of `{"rows": [{…}]}`; undefined when the text is anything else. */
export function rowsOf(text: string): Json[] | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  const value = parsed(text);
  const list = isObject(value) ? value['rows'] : value;
  return Array.isArray(list) && list.every(isObject) ? list : undefined;
}

/** Small objects in one value: the first text names the thing, the first number weighs it, the rest explains. */
export function chipsOf(rows: Json[]): Chip[] {
  const first = (row: Json): string =>
    String(Object.values(row).find((value) => typeof value === 'string') ?? '');
  const stems = new Set(rows.map((row) => first(row).split('.')[0]));
  return rows.map((row) => {
    const name = first(row);
    const label = stems.size === 1 && name.includes('.') ? name.slice(name.indexOf('.') + 1) : name;
    const weight = Object.values(row).find((value) => typeof value === 'number');
    const rest = Object.values(row).filter(isObject).map(explained).join(', ');
    return { label: humanised(label), ...(weight !== undefined && { weight }), rest };
  });
}

/** `ours and theirs acme, percent 100`: what is equal is said once. */
function explained(values: Json): string {
  const names = Map.groupBy(Object.keys(values), (name) => plain(values[name]));
  return [...names].map(([text, equal]) => `${equal.join(' and ')} ${text}`).join(', ');
}

function plain(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return figure(value);
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A table of JSON rows; `link` recognises values that are ids of records. */
export function jsonTable(title: string, rows: Json[], link: (text: string) => Shown | undefined): RowTable {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const columns: Column[] = names.map((name) => ({ name, label: humanised(name) }));
  const coded = new Set(
    names.filter((name) => rows.flatMap((row) => row[name] ?? []).every((value) => isCodeWord(plain(value)))),
  );
  const cell = (name: string, value: unknown): Shown => {
    if (Array.isArray(value) && value.length > 0 && value.every(isObject))
      return { text: JSON.stringify(value), chips: chipsOf(value) };
    if (!Array.isArray(value)) return link(plain(value)) ?? { text: said(name, value) };
    return { text: value.map((one) => said(name, one)).join(', ') };
  };
  const said = (name: string, value: unknown): string =>
    coded.has(name) ? humanised(plain(value)) : plain(value);
  return {
    title,
    columns,
    rows: rows.map((row) => Object.fromEntries(names.map((name) => [name, cell(name, row[name])]))),
  };
}
