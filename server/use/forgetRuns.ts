/** Keeps the record of runs from growing for ever: polls that found nothing go after a day, everything after a quarter. */
import type { TenantStore } from '../ports.ts';
import { runs } from './collections.ts';

const DAY = 86_400_000;
const KEPT_DAYS = 90;
const PAGE = 1_000;

/** Answers how many were removed. */
export async function forgetRuns(store: TenantStore, connection: string, now: number): Promise<number> {
  const prefix = `${connection}/`;
  let removed = 0;
  for (let after: string | undefined; ;) {
    const page = await store.page(runs, { prefix, ...(after && { after }), limit: PAGE });
    const old = page.filter(({ document: { kind, counts, startedAt, state } }) => {
      const isUneventful = kind === 'changes' && state === 'done' && !counts['changes'];
      return startedAt < now - (isUneventful ? 1 : KEPT_DAYS) * DAY;
    });
    await store.remove(
      runs,
      old.map(({ id }) => id),
    );
    removed += old.length;
    after = page.at(-1)?.id;
    if (page.length < PAGE) return removed;
  }
}
