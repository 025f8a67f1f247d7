/** What an operator wants to know at a glance: lists, reviews, refused changes and the last runs of a connection. */
import {
  failures,
  lists,
  partners,
  reviews,
  runs,
  type Failure,
  type List,
  type Run,
} from './collections.ts';
import type { Context } from './context.ts';

export interface ConnectionStatus {
  connection: string;
  /** Newest first. */
  runs: Run[];
  reviews: number;
  failures: number;
  /** The first few, so that a person sees what kind they are. */
  examples: Failure[];
}

export interface ListStatus extends List {
  name: string;
  segment: string;
}

const PAGE = 500;
const EXAMPLES = 5;

export async function connectionStatus(
  { store }: Pick<Context, 'store'>,
  connection: string,
  lastRuns: number,
): Promise<ConnectionStatus> {
  const prefix = `${connection}/`;
  const [waiting, refused, examples] = await Promise.all([
    store.count(reviews, prefix),
    store.count(failures, prefix),
    store.page(failures, { prefix, limit: EXAMPLES }),
  ]);
  return {
    connection,
    runs: await newestRuns(store, prefix, lastRuns),
    reviews: waiting,
    failures: refused,
    examples: examples.map(({ document }) => document),
  };
}

export async function listStatus({ store }: Pick<Context, 'store'>): Promise<ListStatus[]> {
  const known = await store.page(lists, { limit: PAGE });
  const names = await store.many(
    partners,
    known.map(({ document }) => document.partner),
  );
  return known.map(({ id, document }) => ({
    ...document,
    name: names.get(document.partner)?.name ?? document.partner,
    segment: id.slice(id.lastIndexOf('/') + 1),
  }));
}

/** Runs are kept in the order of their start, so the newest are on the last page. */
async function newestRuns(store: Context['store'], prefix: string, most: number): Promise<Run[]> {
  let newest: Run[] = [];
  for (let after: string | undefined; ;) {
    const page = await store.page(runs, { prefix, ...(after && { after }), limit: PAGE });
    newest = [...newest, ...page.map(({ document }) => document)].slice(-most);
    after = page.at(-1)?.id;
    if (page.length < PAGE) return newest.reverse();
  }
}
