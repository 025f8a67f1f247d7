/** The rows of one generation of a list: written once in blocks, read by number or from first to last. */
import type { ListRow } from '../../../shared/domain/list.ts';
import type { Reader, Stored } from '../../ports.ts';
import { type PackedRow, rowBlocks } from '../collections.ts';
import { Refusal } from '../context.ts';
import { askedAhead, partsOf } from './ahead.ts';

/** A list as it was imported at one time; nothing of it ever changes. */
export interface Generation {
  /** `list@generation/`: what the ids of all its documents begin with. */
  prefix: string;
  /** Counted from 0 in the order of the file. */
  rows: number;
}

/** Few, since mostly one of them is wanted. */
export const BLOCK_ROWS = 16;
/** So that the event loop is free again after a few milliseconds. */
const BLOCKS_AT_ONCE = 160;
const DIGITS = 6;

export function generationOf(
  list: string,
  { generation, rows }: { generation: number; rows: number },
): Generation {
  return { prefix: `${list}@${generation}/`, rows };
}

/** @param number of the block; only the last one holds fewer rows than `BLOCK_ROWS` */
export function blockOf(prefix: string, number: number, rows: readonly ListRow[]): Stored<string> {
  const lines = rows.map((row) => `${JSON.stringify(packed(row))}\n`);
  return { id: blockId(prefix, number), document: lines.join('') };
}

/** All rows in their order, a few thousand at a time. @throws Refusal when the list was replaced meanwhile */
export async function* rowPages({ prefix, rows }: Generation, store: Reader): AsyncGenerator<ListRow[]> {
  let read = 0;
  for (let after: string | undefined; read < rows;) {
    const page = await store.page(rowBlocks, { prefix, ...(after && { after }), limit: BLOCKS_AT_ONCE });
    if (page.length === 0) throw replaced(prefix);
    const found = page.flatMap(({ document }) => rowsIn(document));
    read += found.length;
    yield found;
    after = page.at(-1)?.id;
  }
}

/** The rows with these numbers. @throws Refusal when the list was replaced meanwhile */
export async function rowsAt(
  { prefix }: Generation,
  store: Reader,
  numbers: Iterable<number>,
): Promise<Map<number, ListRow>> {
  const wanted = [...new Set(numbers)].sort((a, b) => a - b);
  const blocks = [...new Set(wanted.map((number) => Math.floor(number / BLOCK_ROWS)))];
  const found = new Map<number, ListRow>();
  let at = 0;
  const ask = (part: readonly number[]) =>
    store.many(
      rowBlocks,
      part.map((block) => blockId(prefix, block)),
    );
  for await (const [part, read] of askedAhead(partsOf(blocks, BLOCKS_AT_ONCE), ask)) {
    for (const block of part) {
      const held = read.get(blockId(prefix, block)) ?? '';
      for (; at < wanted.length && wanted[at]! < (block + 1) * BLOCK_ROWS; at++) {
        const row = rowIn(held, wanted[at]! % BLOCK_ROWS);
        if (!row) throw replaced(prefix);
        found.set(wanted[at]!, row);
      }
    }
  }
  return found;
}

function rowsIn(block: string): ListRow[] {
  return block
    .trimEnd()
    .split('\n')
    .map((line) => unpacked(JSON.parse(line) as PackedRow));
}

/** Parses no other row of the block. */
function rowIn(block: string, place: number): ListRow | null {
  let from = 0;
  for (let left = place; left > 0; left--) from = block.indexOf('\n', from) + 1 || block.length;
  const end = block.indexOf('\n', from);
  return end < 0 ? null : unpacked(JSON.parse(block.slice(from, end)) as PackedRow);
}

/** Ids of blocks stand in the order of the rows. */
export function blockId(prefix: string, number: number): string {
  return `${prefix}${String(number).padStart(DIGITS, '0')}`;
}

export function packed(row: ListRow): PackedRow {
  const content = row.fallbackIdentity === row.identity ? '' : row.fallbackIdentity;
  return [
    row.identity,
    content,
    row.id ?? '',
    row.name,
    row.website ?? '',
    row.email ?? '',
    row.phone ?? '',
    row.street ?? '',
    row.postcode ?? '',
    row.city ?? '',
    row.country ?? '',
    row.registrationNumber ?? '',
    row.segment,
    row.owner ?? '',
    row.ownerEmail ?? '',
    row.contact ?? '',
  ];
}

/** No cell that is there is empty. */
export function unpacked(packed: PackedRow): ListRow {
  const [identity, content, id, name, website, email, phone, street, postcode, city, country] = packed;
  const [, , , , , , , , , , , registrationNumber, segment, owner, ownerEmail, contact] = packed;
  return {
    identity,
    fallbackIdentity: content || identity,
    id: id || null,
    name,
    website: website || null,
    email: email || null,
    phone: phone || null,
    street: street || null,
    postcode: postcode || null,
    city: city || null,
    country: country || null,
    registrationNumber: registrationNumber || null,
    segment,
    owner: owner || null,
    ownerEmail: ownerEmail || null,
    contact: contact || null,
  };
}

function replaced(prefix: string): Refusal {
  return new Refusal(
    'list.replaced',
    `The list ${prefix.slice(0, prefix.indexOf('@'))} was replaced while it was being read.`,
    'Run it again. If it stays so, import the list again.',
  );
}
