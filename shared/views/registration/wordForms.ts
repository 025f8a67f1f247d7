/** The forms that ask for a word on a claim: why it is withdrawn, appealed against, extended, what the answer is. */
import type { Form, InputValues } from '../../contract/field.ts';
import { msg, type MessageKey } from '../make.ts';
import { textOf } from '../read.ts';

/** Characters of a reason, as the rules allow. */
const LIMIT = 2_000;

/** By the name of the form. */
export const WORD_FORMS = {
  withdraw: wordForm('claim.withdraw', 'claim.withdraw.why', 'why'),
  withdrawApproved: wordForm('claim.withdraw', 'claim.withdraw.why', 'why', true),
  answer: wordForm('claim.answer', 'claim.answer.text', 'why', true),
  appeal: wordForm('claim.appeal', 'claim.appeal.why', 'why', true),
  extend: wordForm('claim.extend', 'claim.extend.evidence', 'evidence', true),
} as const satisfies Record<string, Form>;

export type WordForm = keyof typeof WORD_FORMS;

/** What was typed; null is nothing. */
export function wordInput(values: InputValues): string | null {
  return (textOf(values['why']) ?? textOf(values['evidence']))?.trim() || null;
}

function wordForm(title: MessageKey, label: MessageKey, name: 'why' | 'evidence', required = false): Form {
  const field = {
    kind: 'longText',
    name,
    label: msg(label),
    required,
    maxLength: LIMIT,
    value: null,
  } as const;
  return { title: msg(title), fields: [field], submit: msg(title) };
}
