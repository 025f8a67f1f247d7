/** Partners' list rows for one connection: which partners have an account here, and the rows that could match a record. */
import type { ListRow } from '../../shared/domain/list.ts';
import { capOf, prepare, TELLING_CAP, type Prepared } from '../../shared/domain/matching.ts';
import { MatchIndex } from '../../shared/domain/matchIndex.ts';
import type { TenantStore } from '../ports.ts';
import {
  contentKey,
  links,
  listRows,
  lists,
  partners,
  subjectOfRow,
  type Decision,
  type List,
} from './collections.ts';

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

/** Reads every row once and answers from memory: for runs over all accounts. */
export async function candidatesInMemory(
  store: TenantStore,
  linked: readonly LinkedPartner[],
  progress: (done: number) => void,
): Promise<FindCandidates> {
  const index = new MatchIndex();
  const byId = new Map<string, Candidate>();
  for (const partner of linked) {
    for await (const { id, row } of rowsOf(store, partner)) {
      const prepared = prepare({ ...subjectOfRow(row), id });
      byId.set(id, { partner, row, prepared });
      index.add(prepared);
      if (byId.size % PAGE === 0) progress(byId.size);
    }
  }
  let named: Map<string, Set<string>> | undefined;
  return (accounts, decided) =>
    Promise.resolve(
      accounts.map((account, at) => {
        const ids = new Set(index.candidates(account));
        for (const name of (decided[at] ?? []).flatMap(namesOf)) {
          named ??= idsByName(byId);
          for (const id of named.get(name) ?? []) ids.add(id);
        }
        return [...ids].flatMap((id) => byId.get(id) ?? []);
      }),
    );
}

/** Row ids by what a decision calls them: the partner's account with the row's identity, or with its content. */
function idsByName(byId: ReadonlyMap<string, Candidate>): Map<string, Set<string>> {
  const named = new Map<string, Set<string>>();
  for (const [id, { partner, row }] of byId) {
    const names = { partner: partner.account, row: row.identity, rowContent: row.fallbackIdentity };
    for (const name of namesOf(names)) {
      const ids = named.get(name);
      if (ids) ids.add(id);
      else named.set(name, new Set([id]));
    }
  }
  return named;
}

function namesOf({ partner, row, rowContent }: DecidedRow): string[] {
  return [row, rowContent].filter((name) => name !== '').map((name) => `${partner}/${name}`);
}

/** Looks keys up in the store: for a few changed accounts against lists of any size. */
export function candidatesInStore(store: TenantStore, linked: readonly LinkedPartner[]): FindCandidates {
  const owner = new Map<string, LinkedPartner>(
    linked.flatMap((partner) =>
      partner.lists.map(({ id, list }) => [`${id}@${list.generation}`, partner] as const),
    ),
  );
  return async (accounts, decided) => {
    const decidedIds = await idsOfDecided(store, linked, decided);
    const keys = [...new Set(accounts.flatMap((account) => account.keys))];
    const idsByKey = new Map<string, string[]>();
    for (const [key, found] of await store.byKeys(listRows, keys, TELLING_CAP)) {
      if (found === 'crowded') continue;
      // Rows of lists that are being taken in, or of partners without an account here, crowd out nobody.
      const active = found.filter((id) => owner.has(listOf(id)));
      if (active.length <= capOf(key)) idsByKey.set(key, active);
    }
    const ids = new Set<string>([...decidedIds.flat(), ...[...idsByKey.values()].flat()]);
    const rows = await store.many(listRows, [...ids]);
    const prepared = new Map<string, Candidate>();
    for (const [id, row] of rows) {
      const partner = owner.get(listOf(id));
      if (partner) prepared.set(id, { partner, row, prepared: prepare({ ...subjectOfRow(row), id }) });
    }
    return accounts.map((account, at) => {
      const mine = new Set<string>(decidedIds[at]);
      for (const key of account.keys) for (const id of idsByKey.get(key) ?? []) mine.add(id);
      return [...mine].sort().flatMap((id) => prepared.get(id) ?? []);
    });
  };
}

/** Rows that decisions name, by their place in a list or by their content, whether they are there or not. */
async function idsOfDecided(
  store: TenantStore,
  linked: readonly LinkedPartner[],
  decided: readonly (readonly DecidedRow[])[],
): Promise<string[][]> {
  const contents = decided.flat().map(({ rowContent }) => contentKey(rowContent));
  const byContent = await store.byKeys(listRows, [...new Set(contents)], TELLING_CAP);
  return decided.map((rows) =>
    rows.flatMap(({ partner, row, rowContent }) => {
      const own = linked.filter(({ account }) => account === partner).flatMap(({ lists }) => lists);
      const places = own.map(({ id, list }) => `${id}@${list.generation}`);
      const same = byContent.get(contentKey(rowContent)) ?? [];
      return [
        ...places.flatMap((place) => [`${place}/${row}`, `${place}/${rowContent}`]),
        ...(same === 'crowded' ? [] : same.filter((id) => places.includes(listOf(id)))),
      ];
    }),
  );
}

async function* rowsOf(
  store: TenantStore,
  partner: LinkedPartner,
): AsyncGenerator<{ id: string; row: ListRow }> {
  for (const {
    id: list,
    list: { generation },
  } of partner.lists) {
    const prefix = `${list}@${generation}/`;
    for (let after: string | undefined; ;) {
      const page = await store.page(listRows, { prefix, ...(after && { after }), limit: PAGE });
      for (const { id, document } of page) yield { id, row: document };
      after = page.at(-1)?.id;
      if (page.length < PAGE) break;
    }
  }
}

function listOf(rowId: string): string {
  return rowId.slice(0, rowId.indexOf('/', rowId.indexOf('@')));
}
