/** Asking a partner for help with an account: what must hold before the task is created. */

export const ASK_KINDS = ['introduction', 'information', 'jointCall'] as const;
export type AskKind = (typeof ASK_KINDS)[number];

/** As a person sent it; null is left empty. */
export interface AskInput {
  /** YYYY-MM-DD. */
  readonly due: string | null;
  readonly text: string | null;
}

export interface AskRefusal {
  readonly code: `ask.${string}`;
  readonly field: keyof AskInput;
}

/** @param today the calendar day in the user's zone, YYYY-MM-DD */
export function checkAsk(
  { due, text }: AskInput,
  today: string,
): { ok: true; ask: { due: string; text: string } } | { ok: false; refusal: AskRefusal } {
  if (due === null) return { ok: false, refusal: { code: 'ask.due.missing', field: 'due' } };
  if (due < today) return { ok: false, refusal: { code: 'ask.due.past', field: 'due' } };
  if (text === null) return { ok: false, refusal: { code: 'ask.text.missing', field: 'text' } };
  return { ok: true, ask: { due, text } };
}
