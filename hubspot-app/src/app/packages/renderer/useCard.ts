/** The card's life: it loads, shows an answer, acts, and loads again when the record changes under it. */
import type { RefusalAnswer, ViewAnswer } from '@alongside/shared/contract/answer.ts';
import type { InputValues } from '@alongside/shared/contract/field.ts';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { ask, Unanswered } from './ask.ts';
import type { Host } from './host.ts';
import type { Outcome } from './outcome.ts';
import { speechOf } from './speech.ts';

export type Shown =
  | { readonly kind: 'loading' }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'refused'; readonly answer: RefusalAnswer }
  | { readonly kind: 'view'; readonly answer: ViewAnswer };

export interface Act {
  readonly action: string;
  readonly targets: readonly string[];
  readonly values: InputValues;
  readonly operationKey: string;
}

export interface LiveCard {
  readonly shown: Shown;
  reload(): Promise<void>;
  act(act: Act): Promise<Outcome>;
}

export function useCard(host: Host): LiveCard {
  const [shown, setShown] = useState<Shown>({ kind: 'loading' });
  /** Counts what was asked, so that an answer that was overtaken is not shown. */
  const latest = useRef(0);

  const reload = useCallback(async () => {
    const turn = ++latest.current;
    const next = await viewOf(host);
    if (turn === latest.current) setShown(next);
  }, [host]);

  const act = useCallback(
    async ({ action, targets, values, operationKey }: Act): Promise<Outcome> => {
      const stamp = await host.lastModified();
      const request = { ...asked(host, stamp), action, targets: [...targets], values, operationKey };
      const answer = await orUnanswered(ask({ ask: 'act', ...request }));
      if (answer === null) return { kind: 'unanswered' };
      if (!answer.ok) return { kind: 'refused', refusal: answer };
      // Whatever was asked meanwhile may have been answered from before the act.
      latest.current += 1;
      setShown({ kind: 'view', answer });
      if (answer.done) host.announce(speechOf(answer.words, host).say(answer.done));
      if (answer.changedRecord) host.refreshRecord();
      return { kind: 'done' };
    },
    [host],
  );

  useEffect(() => {
    void reload();
    host.onRecordEdit(() => void reload());
  }, [host, reload]);

  return useMemo(() => ({ shown, reload, act }), [shown, reload, act]);
}

async function viewOf(host: Host): Promise<Shown> {
  const stamp = await host.lastModified();
  const answer = await orUnanswered(ask({ ask: 'view', ...asked(host, stamp) }));
  if (answer === null) return { kind: 'unreachable' };
  return answer.ok ? { kind: 'view', answer } : { kind: 'refused', answer };
}

/** What every request says of the card that asks. */
export function asked({ card, record, locale }: Host, stamp: number | null) {
  return { v: 1 as const, card, record, stamp, locale };
}

async function orUnanswered<Answer>(asking: Promise<Answer>): Promise<Answer | null> {
  try {
    return await asking;
  } catch (error) {
    if (error instanceof Unanswered) return null;
    throw error;
  }
}
