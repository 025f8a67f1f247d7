/** The state of an open form: what was entered, whether it is being sent, and what the server said to it. */
import type { Action } from '@alongside/shared/contract/action.ts';
import type { Form, InputValue, InputValues } from '@alongside/shared/contract/field.ts';
import { useRef, useState } from 'react';
import { useDrawnCard } from '../cardContext.ts';
import type { Operation } from '../operation.ts';
import type { Outcome } from '../outcome.ts';
import { startOf } from './start.ts';

export interface ActionForm {
  readonly form: Form | undefined;
  readonly values: InputValues;
  readonly busy: boolean;
  readonly outcome: Outcome | null;
  /** While a user types: remembered, but not drawn again, which would disturb the typing. */
  type(name: string, value: InputValue): void;
  /** When a user has settled on a value. */
  enter(name: string, value: InputValue): void;
  submit(): Promise<void>;
}

/**
 * @param operation kept while nobody answers, even when the form is closed: the same entry is the same operation
 * @param onDone told once, when the server has done it
 */
export function useActionForm(action: Action, operation: Operation, onDone: () => void): ActionForm {
  const { act, forms, speech } = useDrawnCard();
  const form = action.form && forms[action.form.name];
  const [values, setValues] = useState(() => startOf(form, action, speech));
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const entered = useRef(values);
  /** Stays set once it is done, so that a late click does not do it again. */
  const closed = useRef(false);

  const type = (name: string, value: InputValue): void => {
    entered.current = { ...entered.current, [name]: value };
  };
  const enter = (name: string, value: InputValue): void => {
    type(name, value);
    setValues(entered.current);
  };
  const submit = async (): Promise<void> => {
    if (closed.current) return;
    closed.current = true;
    setBusy(true);
    const sent = { targets: action.targets, values: entered.current };
    const operationKey = operation.keyFor(JSON.stringify(sent));
    const ended = await act({ action: action.name, ...sent, operationKey });
    setBusy(false);
    if (ended.kind !== 'unanswered') operation.renew();
    if (ended.kind === 'done') return onDone();
    setOutcome(ended);
    closed.current = false;
  };
  return { form, values, busy, outcome, type, enter, submit };
}
