/** Looks at what other thresholds would change, over every account and apart from the cards, and keeps what it finds. */
import { setTimeout as pause } from 'node:timers/promises';
import type { MatchSettings } from '../../../shared/domain/matching.ts';
import type { Context } from '../context.ts';
import { faultCode } from '../faultCode.ts';
import { previewMatching } from '../previewMatching.ts';
import type { Caller } from './caller.ts';
import { previews, type KeptPreview } from './collections.ts';

/** How long an answer waits for the figures; milliseconds. */
const PATIENCE = 2_000;
/** One that has not ended by then is given up; milliseconds. */
const LONGEST = 15 * 60_000;
/** Figures are shown for so long after they were asked for; milliseconds. */
const SHOWN_FOR = 60 * 60_000;

export type Asker = Pick<Caller, 'tenant' | 'connection' | 'user'>;

/** Carries one look out, in this process or another, and keeps what it found (`keepPreview`). */
export type LookAhead = (asker: Asker, settings: MatchSettings, signal: AbortSignal) => Promise<void>;

/** At most one look for a connection: a newer one ends the one before. */
export class Previews {
  readonly #look: LookAhead;
  readonly #running = new Map<string, { ended: Promise<void>; stop: AbortController }>();

  constructor(look: LookAhead) {
    this.#look = look;
  }

  /** Starts a look and waits a moment for its figures. */
  async look(context: Context, asker: Asker, settings: MatchSettings): Promise<void> {
    const { store, clock, log } = context;
    const place = `${asker.tenant}/${asker.connection}`;
    const before = this.#running.get(place);
    before?.stop.abort();
    await before?.ended;
    const document: KeptPreview = { settings, startedAt: clock.now(), figures: null, failed: false };
    const id = placeOf(asker);
    await store.put(previews, [{ id, document }]);
    const stop = new AbortController();
    const signal = AbortSignal.any([stop.signal, context.signal, AbortSignal.timeout(LONGEST)]);
    const ended = this.#look(asker, settings, signal)
      .catch(async (error: unknown) => {
        log('preview.failed', { code: faultCode(error) });
        await store.put(previews, [{ id, document: { ...document, failed: true } }]);
      })
      .finally(() => this.#running.delete(place));
    this.#running.set(place, { ended, stop });
    await Promise.race([ended, pause(PATIENCE, undefined, { ref: false })]);
  }

  /** Ends what runs. */
  async close(): Promise<void> {
    for (const { stop } of this.#running.values()) stop.abort();
    await Promise.allSettled([...this.#running.values()].map(({ ended }) => ended));
  }
}

/** What the asker last looked at; null: nothing, or too long ago. */
export async function keptPreview({ store, clock }: Context, asker: Asker): Promise<KeptPreview | null> {
  const kept = await store.get(previews, placeOf(asker));
  if (!kept || clock.now() - kept.startedAt > SHOWN_FOR) return null;
  const isLost = kept.figures === null && clock.now() - kept.startedAt > LONGEST;
  return isLost ? { ...kept, failed: true } : kept;
}

/** The look itself: from the store alone, writing nothing but its figures. */
export async function keepPreview(
  context: Pick<Context, 'store' | 'connection' | 'signal' | 'progress'>,
  asker: Asker,
  settings: MatchSettings,
): Promise<void> {
  const { before, after, writes } = await previewMatching(context, settings);
  const id = placeOf(asker);
  const kept = await context.store.get(previews, id);
  if (!kept || kept.settings.sureAt !== settings.sureAt || kept.settings.likelyAt !== settings.likelyAt)
    return;
  await context.store.put(previews, [
    { id, document: { ...kept, figures: { settings, before, after, writes } } },
  ]);
}

function placeOf({ connection, user }: Asker): string {
  return `${connection}/${user}`;
}
