/** One row of a partner's list: read from cells of unknown origin, refused with the reason where it cannot be trusted. */
import type { Segment } from '../schema/objects.ts';
import { cleanCell } from './list/cell.ts';
import type { ListColumn, ListColumns } from './list/columns.ts';
import { segmentOfWord, SEGMENT_WORDS } from './list/segmentWords.ts';
import { keyOf } from './key.ts';
import { companyName, countryCode, siteOf } from './normalise.ts';

export { neutralise } from './list/cell.ts';
export { columnsOf, type ListColumn, type ListColumns } from './list/columns.ts';

export interface ListRow {
  /** By the partner's own id where the list has one, else by content. Opaque, 29 characters. */
  identity: string;
  /** By content: name without legal form, domain, country. A decision holds by both. */
  fallbackIdentity: string;
  /** The partner's id as it stood in the file. */
  id: string | null;
  name: string;
  website: string | null;
  email: string | null;
  phone: string | null;
  street: string | null;
  postcode: string | null;
  city: string | null;
  country: string | null;
  registrationNumber: string | null;
  segment: Segment;
  owner: string | null;
  ownerEmail: string | null;
  contact: string | null;
}

/** Why a row is left out. */
export interface RowRefusal {
  /** Line of the file, from 1. */
  line: number;
  column: ListColumn | 'row';
  /** Names the message: `list.name.missing`, `list.cell.long`, … */
  code: string;
  args: Readonly<Record<string, string | number>>;
}

/** `segment` stands for rows whose segment cell is empty or missing. */
export function readRow(
  cells: readonly string[],
  columns: ListColumns,
  line: number,
  segment: Segment = 'prospect',
): { row: ListRow } | { refusal: RowRefusal } {
  const refuse = (column: RowRefusal['column'], code: string, args: RowRefusal['args']) => ({
    refusal: { line, column, code, args },
  });
  if (cells.some((cell, at) => at >= columns.width && cell.trim() !== '')) {
    return refuse('row', 'list.row.cells', { cells: cells.length, columns: columns.width });
  }
  const values: Partial<Record<ListColumn, string>> = {};
  for (const [column, at] of columns.places) {
    const cleaned = cleanCell(cells[at] ?? '', column);
    if ('code' in cleaned) return refuse(column, cleaned.code, cleaned.args);
    if (cleaned.text !== '') values[column] = cleaned.text;
  }
  const name = values.name ?? '';
  const { core } = companyName(name);
  if (core.length === 0) return refuse('name', 'list.name.missing', {});
  const word = values.segment;
  const known = word === undefined ? segment : segmentOfWord(word);
  if (known === null) {
    return refuse('segment', 'list.segment.unknown', { value: word ?? '', known: SEGMENT_WORDS.join(', ') });
  }
  const { id = null, website = null, email = null, phone = null, street = null, postcode = null } = values;
  const { city = null, country = null, registrationNumber = null } = values;
  const { owner = null, ownerEmail = null, contact = null } = values;
  const content = contentIdentity(core, { website, email, country });
  const identity = id === null ? content : keyOf('rid', id);
  const place = { street, postcode, city, country };
  const people = { owner, ownerEmail, contact };
  const reach = { website, email, phone, ...place, registrationNumber };
  return { row: { identity, fallbackIdentity: content, id, name, ...reach, segment: known, ...people } };
}

function contentIdentity(
  name: readonly string[],
  row: Pick<ListRow, 'website' | 'email' | 'country'>,
): string {
  const sites = [row.website, row.email].map((text) => (text === null ? null : siteOf(text)));
  const domain = sites.find((site) => site?.kind === 'own')?.domain ?? '';
  const country = row.country === null ? '' : (countryCode(row.country) ?? '');
  return keyOf('row', name.join(' '), domain, country);
}
