/** Partners' list rows for one connection: which partners have an account here, and the rows that could match a record. */
import type { ListRow } from '../../shared/domain/list.ts';
import type { Prepared } from '../../shared/domain/matching.ts';
import type { TenantStore } from '../ports.ts';
import { links, lists, partners, type Decision, type List } from './collections.ts';
import { KeyTable, type FoundRows } from './lists/keyTable.ts';
import { lookUp } from './lists/lookUp.ts';
import { capOf, matchKeysOf, preparedRow } from './lists/matchKeys.ts';
import { allRows, generationOf, rowsAt, type Generation } from './lists/rowBlocks.ts';
import { NAME_CAP, nameKey, namesOf } from './lists/sealing.ts';

const PAGE = 5_000;

export interface LinkedPartner {
  /** The tenant's id of the partner. */
  partner: string;
  name: string;
  /** Its account in this connection. */
  account: string;
  lists: readonly { id: string; list: List }[];
}

export interface Candidate {
  partner: LinkedPartner;
  row: ListRow;
  prepared: Prepared;
}

/** For each prepared account, in order, the list rows that share a key with it or that people have decided on. */
export type FindCandidates = (
  accounts: readonly Prepared[],
  decided: readonly (readonly DecidedRow[])[],
) => Promise<Candidate[][]>;

/** A decided pair's partner account and list row. */
export type DecidedRow = Pick<Decision, 'partner' | 'row' | 'rowContent'>;

export async function linkedPartners(store: TenantStore, connection: string): Promise<LinkedPartner[]> {
  const names = await store.page(partners, { limit: 10_000 });
  const here = await store.many(
    links,
    names.map(({ id }) => `${connection}/${id}`),
  );
  const all = await store.page(lists, { limit: 50_000 });
  return names.flatMap(({ id, document }) => {
    const link = here.get(`${connection}/${id}`);
    if (!link) return [];
    return [
      {
        partner: id,
        name: document.name,
        account: link.account,
        lists: all
          .filter((list) => list.document.partner === id)
          .map((list) => ({ id: list.id, list: list.document })),
      },
    ];
  });
}

/** Names the state of the lists, so that a run can tell whether it may go on where an earlier one stopped. */
export function listsVersion(linked: readonly LinkedPartner[]): string {
  return linked
    .flatMap((partner) => partner.lists.map(({ id, list }) => `${partner.account}:${id}@${list.generation}`))
    .sort()
    .join(' ');
}

/** Rows of one list by their keys, from wherever they are held. */
interface ListLookUp {
  partner: LinkedPartner;
  match(keys: Iterable<number>): Promise<ReadonlyMap<number, FoundRows>>;
  name(keys: Iterable<number>): Promise<ReadonlyMap<number, FoundRows>>;
  /** In no order. */
  rows(numbers: Iterable<number>): Promise<ReadonlyMap<number, Candidate>>;
}

/** Reads every row once and answers from memory: for runs over all accounts. */
export async function candidatesInMemory(
  store: TenantStore,
  linked: readonly LinkedPartner[],
  progress: (done: number) => void,
): Promise<FindCandidates> {
  const held: ListLookUp[] = [];
  let read = 0;
  for (const { partner, generation } of generationsOf(linked)) {
    const rows: Candidate[] = [];
    const [match, name] = [new KeyTable(), new KeyTable()];
    for await (const row of allRows(generation, store)) {
      const number = rows.length;
      const prepared = preparedRow(row, `${generation.prefix}${number}`);
      rows.push({ partner, row, prepared });
      for (const key of matchKeysOf(prepared)) match.add(key, number);
      for (const one of namesOf(row)) name.add(nameKey(one), number);
      read += 1;
      if (read % PAGE === 0) progress(read);
    }
    match.seal(capOf);
    name.seal(() => NAME_CAP);
    held.push({
      partner,
      match: (keys) => Promise.resolve(heldBy(match, keys, capOf)),
      name: (keys) => Promise.resolve(heldBy(name, keys, () => NAME_CAP)),
      rows: (numbers) =>
        Promise.resolve(new Map(Array.from(numbers, (number) => [number, rows[number] as Candidate]))),
    });
  }
  return candidatesIn(held);
}

function heldBy(
  table: KeyTable,
  keys: Iterable<number>,
  cap: (key: number) => number,
): Map<number, FoundRows> {
  return new Map(Array.from(keys, (key) => [key, table.rowsOf(key, cap(key))]));
}

/** Looks keys up in the store: for a few changed accounts against lists of any size. */
export function candidatesInStore(store: TenantStore, linked: readonly LinkedPartner[]): FindCandidates {
  return candidatesIn(
    generationsOf(linked).map(({ partner, generation }) => ({
      partner,
      match: (keys) => lookUp(generation, store, 'match', keys, capOf),
      name: (keys) => lookUp(generation, store, 'name', keys, () => NAME_CAP),
      async rows(numbers) {
        const candidates = new Map<number, Candidate>();
        for (const [number, row] of await rowsAt(generation, store, numbers)) {
          const prepared = preparedRow(row, `${generation.prefix}${number}`);
          candidates.set(number, { partner, row, prepared });
        }
        return candidates;
      },
    })),
  );
}

function generationsOf(
  linked: readonly LinkedPartner[],
): { partner: LinkedPartner; generation: Generation }[] {
  return linked.flatMap((partner) =>
    partner.lists.map(({ id, list }) => ({ partner, generation: generationOf(id, list) })),
  );
}

/** List by list, in each by the place in the list. */
function candidatesIn(lists: readonly ListLookUp[]): FindCandidates {
  return async (accounts, decided) => {
    const keys = accounts.map(matchKeysOf);
    const found: Candidate[][] = accounts.map(() => []);
    for (const list of lists) {
      const names = accounts.map((_, at) => namesIn(list.partner, decided[at] ?? []));
      const matching = await list.match(new Set(keys.flat()));
      const naming = await list.name(new Set(names.flat().map(nameKey)));
      const matched = keys.map((mine) => new Set(mine.flatMap((key) => rowsOr(matching.get(key)))));
      const named = names.map((mine) => new Set(mine.flatMap((name) => rowsOr(naming.get(nameKey(name))))));
      const rows = await list.rows(new Set([...matched, ...named].flatMap((numbers) => [...numbers])));
      accounts.forEach((_, at) => {
        const mine = new Set<number>([...(matched[at] ?? []), ...(named[at] ?? [])]);
        for (const number of [...mine].sort((a, b) => a - b)) {
          const candidate = rows.get(number);
          // Two names may have one key.
          const isMeant = matched[at]?.has(number) || (candidate && isNamed(candidate.row, names[at] ?? []));
          if (candidate && isMeant) found[at]?.push(candidate);
        }
      });
    }
    return found;
  };
}

/** What decisions call rows of this partner, whether they are there or not. */
function namesIn({ account }: LinkedPartner, decided: readonly DecidedRow[]): string[] {
  return decided
    .filter(({ partner }) => partner === account)
    .flatMap(({ row, rowContent }) => [row, rowContent])
    .filter((name) => name !== '');
}

function isNamed(row: ListRow, names: readonly string[]): boolean {
  return namesOf(row).some((name) => names.includes(name));
}

function rowsOr(found: FoundRows | undefined): readonly number[] {
  return found === undefined || found === 'crowded' ? [] : found;
}
