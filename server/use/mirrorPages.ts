/** The accounts of a connection as they were last read, page by page: no CRM is asked. */
import { mirrorAccounts, type MirrorAccount } from './collections.ts';
import type { Context } from './context.ts';

/** What works on the store alone needs. */
export type Inside = Pick<Context, 'store' | 'connection' | 'progress' | 'signal'>;

const PAGE = 500;

/** In ascending id. */
export async function* mirrorPages({ store, connection, signal }: Inside): AsyncGenerator<MirrorAccount[]> {
  const prefix = `${connection}/`;
  for (let after: string | undefined; ;) {
    signal.throwIfAborted();
    const page = await store.page(mirrorAccounts, { prefix, ...(after && { after }), limit: PAGE });
    if (page.length > 0) yield page.map(({ document }) => document);
    after = page.at(-1)?.id;
    if (page.length < PAGE) return;
  }
}
