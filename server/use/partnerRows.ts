/** Partners' list rows for one connection: which partners have an account here, and the rows that could match a record. */
import type { ListRow } from '../../shared/domain/list.ts';
import type { Prepared } from '../../shared/domain/matchingOld.ts';
import type { TenantStore } from '../ports.ts';
import { links, lists, partners, type Decision, type List } from './collections.ts';
import { KeyTable, type FoundRows } from './lists/keyTable.ts';
import { lookUp } from './lists/lookUp.ts';
import { capOf, matchKeysOf, preparedRow } from './lists/matchKeys.ts';
import { generationOf, rowPages, rowsAt, type Generation } from './lists/rowBlocks.ts';
import { NAME_CAP, nameKey, namesOf } from './lists/sealing.ts';

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

type RowsOf = (key: number) => FoundRows;

/** Rows of one list by their keys, from wherever they are held. */
interface ListLookUp {
  partner: LinkedPartner;
  /** Makes ready to answer for these keys. */
  match(keys: () => Iterable<number>): Promise<RowsOf> | RowsOf;
  name(keys: () => Iterable<number>): Promise<RowsOf> | RowsOf;
  rows(numbers: () => Iterable<number>): Promise<CandidateAt> | CandidateAt;
}

type CandidateAt = (number: number) => Candidate | undefined;

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
    for await (const page of rowPages(generation, store)) {
      for (const row of page) {
        const number = rows.length;
        const prepared = preparedRow(row, `${generation.prefix}${number}`);
        rows.push({ partner, row, prepared });
        for (const key of matchKeysOf(prepared)) match.add(key, number);
        for (const one of namesOf(row)) name.add(nameKey(one), number);
      }
      progress((read += page.length));
    }
    match.seal(capOf);
    name.seal(() => NAME_CAP);
    held.push({
      partner,
      match: () => (key) => match.rowsOf(key, capOf(key)),
      name: () => (key) => name.rowsOf(key, NAME_CAP),
      rows: () => (number) => rows[number],
    });
  }
  return candidatesIn(held);
}

/** Looks keys up in the store: for a few changed accounts against lists of any size. */
export function candidatesInStore(store: TenantStore, linked: readonly LinkedPartner[]): FindCandidates {
  return candidatesIn(
    generationsOf(linked).map(({ partner, generation }) => ({
      partner,
      match: async (keys) => answering(await lookUp(generation, store, 'match', keys(), capOf)),
      name: async (keys) => answering(await lookUp(generation, store, 'name', keys(), () => NAME_CAP)),
      async rows(numbers) {
        const candidates = new Map<number, Candidate>();
        for (const [number, row] of await rowsAt(generation, store, numbers())) {
          const prepared = preparedRow(row, `${generation.prefix}${number}`);
          candidates.set(number, { partner, row, prepared });
        }
        return (number) => candidates.get(number);
      },
    })),
  );
}

const NONE: readonly never[] = [];

function answering(found: ReadonlyMap<number, FoundRows>): RowsOf {
  return (key) => found.get(key) ?? NONE;
}

function generationsOf(
  linked: readonly LinkedPartner[],
): { partner: LinkedPartner; generation: Generation }[] {
  return linked.flatMap((partner) =>
    partner.lists.map(({ id, list }) => ({ partner, generation: generationOf(id, list) })),
  );
}

/** List by list, in each by the place in the list, rows that only a decision names last. */
function candidatesIn(lists: readonly ListLookUp[]): FindCandidates {
  return async (accounts, decided) => {
    const keys = accounts.map(matchKeysOf);
    const found: Candidate[][] = accounts.map(() => []);
    for (const list of lists) {
      const names = accounts.map((_, at) => namesIn(list.partner, decided[at] ?? NONE));
      const match = await list.match(() => new Set(keys.flat()));
      const name = await list.name(() => new Set(names.flat().map(nameKey)));
      const matched = keys.map((mine) => rowsOfAll(mine, match));
      const named = names.map((mine) => rowsOfAll(mine.map(nameKey), name));
      const candidateAt = await list.rows(() => [...matched, ...named].flat());
      matched.forEach((numbers, at) => {
        for (const number of numbers) {
          const candidate = candidateAt(number);
          if (candidate) found[at]?.push(candidate);
        }
        for (const number of named[at] ?? NONE) {
          const candidate = candidateAt(number);
          // Two names may have one key.
          const isMeant = candidate && isNamed(candidate.row, names[at] ?? NONE);
          if (isMeant && !numbers.includes(number)) found[at]?.push(candidate);
        }
      });
    }
    return found;
  };
}

/** Each row once, ascending. */
function rowsOfAll(keys: readonly number[], rowsOf: RowsOf): readonly number[] {
  let rows: readonly number[] = NONE;
  let isMixed = false;
  for (const key of keys) {
    const more = rowsOf(key);
    if (more === 'crowded' || more.length === 0) continue;
    isMixed ||= rows.length > 0;
    rows = rows.length === 0 ? more : [...rows, ...more];
  }
  return isMixed ? [...new Set(rows)].sort((a, b) => a - b) : rows;
}

/** What decisions call rows of this partner, whether they are there or not. */
function namesIn({ account }: LinkedPartner, decided: readonly DecidedRow[]): readonly string[] {
  if (decided.length === 0) return NONE;
  return decided
    .filter(({ partner }) => partner === account)
    .flatMap(({ row, rowContent }) => [row, rowContent])
    .filter((name) => name !== '');
}

function isNamed(row: ListRow, names: readonly string[]): boolean {
  return namesOf(row).some((name) => names.includes(name));
}
