/** Runs an action that needs no form: once for however many clicks, and says beside the button what went wrong. */
import type { Action } from '@alongside/shared/contract/action.ts';
import { type ReactNode, useRef, useState } from 'react';
import { useDrawnCard } from '../cardContext.ts';
import { newOperation } from '../operation.ts';
import type { Outcome } from '../outcome.ts';
import { TroubleAlert } from './TroubleAlert.tsx';

/** The renderer's own action; every other one is the server's. */
const RELOAD = 'reload';

export function useInstantAction({ name, targets }: Pick<Action, 'name' | 'targets'>) {
  const { act, reload } = useDrawnCard();
  const [operation] = useState(newOperation);
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const running = useRef(false);

  const once = async (): Promise<Outcome> => {
    if (name === RELOAD) {
      await reload();
      return { kind: 'done' };
    }
    const operationKey = operation.keyFor(JSON.stringify(targets));
    const ended = await act({ action: name, targets, values: {}, operationKey });
    if (ended.kind !== 'unanswered') operation.renew();
    return ended;
  };
  const run = async (): Promise<void> => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    setOutcome(await once());
    setBusy(false);
    running.current = false;
  };
  const refused: ReactNode = <TroubleAlert outcome={outcome} />;
  return { busy, refused, run };
}
