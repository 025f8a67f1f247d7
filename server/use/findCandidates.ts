/** Which rows of partners' lists match an account, and how well: the same from memory as from the store. */
import type { ListRow } from '../../shared/domain/list.ts';
import { type Companies, type Match, type MatchSettings, Scorer } from '../../shared/domain/matching.ts';
import type { TenantStore } from '../ports.ts';
import type { Decision } from './collections.ts';
import { openInMemory } from './lists/inMemory.ts';
import { openInStore } from './lists/inStore.ts';
import { lookUp } from './lists/lookUp.ts';
import type { OpenList, RowTable } from './lists/openList.ts';
import { reaching } from './lists/reaching.ts';
import { generationOf, type Generation } from './lists/rowBlocks.ts';
import { nameKey, namesOf } from './lists/sealing.ts';
import type { LinkedPartner } from './partnerRows.ts';

export interface Candidate {
  partner: LinkedPartner;
  row: ListRow;
  match: Match;
}

/**
 * For each account, in order, the rows that match it. For one that people have decided on, also every row of that
 * partner that shares a key with it or that they have decided on, however low its score.
 */
export type FindCandidates = (
  accounts: Companies,
  decided: readonly (readonly DecidedRow[])[],
  settings: MatchSettings,
) => Promise<Candidate[][]>;

/** A decided pair's partner account and list row. */
export type DecidedRow = Pick<Decision, 'partner' | 'row' | 'rowContent'>;

interface PartnerList {
  partner: LinkedPartner;
  generation: Generation;
  list: OpenList;
}

/** Reads every row once and answers from memory. @throws Refusal when a list was replaced meanwhile */
export async function candidatesInMemory(
  store: TenantStore,
  linked: readonly LinkedPartner[],
  progress: (done: number) => void,
): Promise<FindCandidates> {
  const lists: PartnerList[] = [];
  let read = 0;
  for (const { partner, generation } of generationsOf(linked)) {
    const list = await openInMemory(generation, store, (rows) => progress((read += rows)));
    lists.push({ partner, generation, list });
  }
  return candidatesIn(lists, store);
}

/** Looks keys up in the store. The answer @throws Refusal when a list was replaced meanwhile */
export function candidatesInStore(store: TenantStore, linked: readonly LinkedPartner[]): FindCandidates {
  const lists = generationsOf(linked).map((of) => ({ ...of, list: openInStore(of.generation, store) }));
  return candidatesIn(lists, store);
}

function generationsOf(linked: readonly LinkedPartner[]): Omit<PartnerList, 'list'>[] {
  return linked.flatMap((partner) =>
    partner.lists.map(({ id, list }) => ({ partner, generation: generationOf(id, list) })),
  );
}

const NONE: readonly never[] = [];

/** List by list, in each by the place in the list, rows that only a decision names last. */
function candidatesIn(lists: readonly PartnerList[], store: TenantStore): FindCandidates {
  return async (accounts, decided, settings) => {
    const found: Candidate[][] = Array.from({ length: accounts.size }, () => []);
    for (const { partner, generation, list } of lists) {
      const names = found.map((_, at) => namesIn(partner, decided[at] ?? NONE));
      const isDecided = isDecidedIn(names);
      const sharing = await reaching(list, accounts, { isDecided, settings });
      const named = await rowsNamed(generation, store, names);
      const whole = await list.whole([...sharing, ...named]);
      for (const pair of pairsIn(whole, accounts, { sharing, named, isDecided }, settings)) {
        const { at, number, match, isShared } = pair;
        const row = whole.rowAt(number);
        // Two names may have one key.
        if (isShared || isNamed(row, names[at] ?? NONE)) found[at]?.push({ partner, row, match });
      }
    }
    return found;
  };
}

interface Pair {
  /** Place of the account. */
  at: number;
  /** Of the row in its list. */
  number: number;
  match: Match;
  /** They have a key in common. */
  isShared: boolean;
}

interface ToCompare {
  sharing: readonly (readonly number[])[];
  named: readonly (readonly number[])[];
  isDecided(at: number): boolean;
}

function pairsIn(
  { companies, learnt, placeOf }: RowTable,
  accounts: Companies,
  { sharing, named, isDecided }: ToCompare,
  settings: MatchSettings,
): Pair[] {
  learnt.weigh(accounts);
  const scorer = new Scorer(accounts, companies, learnt, settings);
  const pairs: Pair[] = [];
  for (let at = 0; at < accounts.size; at++) {
    const shared = sharing[at] ?? NONE;
    for (const number of shared) {
      const place = placeOf(number);
      const match = isDecided(at) ? scorer.explain(at, place) : scorer.match(at, place);
      if (match) pairs.push({ at, number, match, isShared: true });
    }
    for (const number of named[at] ?? NONE) {
      if (shared.includes(number)) continue;
      pairs.push({ at, number, match: scorer.explain(at, placeOf(number)), isShared: false });
    }
  }
  return pairs;
}

function isDecidedIn(names: readonly (readonly string[])[]): (at: number) => boolean {
  return (at) => (names[at] ?? NONE).length > 0;
}

/** What decisions call rows of this partner, whether they are there or not. */
function namesIn({ account }: LinkedPartner, decided: readonly DecidedRow[]): readonly string[] {
  if (decided.length === 0) return NONE;
  return decided
    .filter(({ partner }) => partner === account)
    .flatMap(({ row, rowContent }) => [row, rowContent])
    .filter((name) => name !== '');
}

/** Rows by what decisions call them, ascending, for each account in order. */
async function rowsNamed(
  generation: Generation,
  store: TenantStore,
  names: readonly (readonly string[])[],
): Promise<readonly (readonly number[])[]> {
  if (names.every(({ length }) => length === 0)) return NONE;
  const keys = names.map((mine) => mine.map(nameKey));
  return lookUp(generation, store, 'name', keys);
}

function isNamed(row: ListRow, names: readonly string[]): boolean {
  return namesOf(row).some((name) => names.includes(name));
}
