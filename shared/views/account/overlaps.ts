/** The partners that know this account, to be confirmed or rejected, and to be asked. */
import type { Action } from '../../contract/action.ts';
import type { Form, InputValues } from '../../contract/field.ts';
import type { Message } from '../../contract/value.ts';
import type { Block } from '../../contract/view.ts';
import { action, choices, limited, msg } from '../make.ts';
import { overlapItem } from '../overlapItem.ts';
import { optionOf, textOf } from '../read.ts';
import { askActions } from './ask.ts';
import type { AccountCardState, AccountOverlap } from './state.ts';

/** Why a person says that two records are not one company. */
export const REJECT_REASONS = ['otherCompany', 'otherBranch', 'closedDown', 'other'] as const;
export type RejectReason = (typeof REJECT_REASONS)[number];
/** So that the card with its words stays below 50 kB, whatever the names. */
const MOST = 12;
const ORDER = { confirmed: 0, open: 1, rejected: 2 } as const;

export function rejectForm(): Form {
  return {
    title: msg('overlap.reject.title'),
    intro: msg('overlap.reject.intro'),
    fields: [
      {
        kind: 'select',
        name: 'reason',
        label: msg('overlap.reject.reason'),
        required: true,
        choices: choices('rejectReason', REJECT_REASONS),
        value: null,
      },
      {
        kind: 'longText',
        name: 'note',
        label: msg('overlap.reject.note'),
        required: false,
        maxLength: 1_000,
        value: null,
      },
    ],
    submit: msg('action.reject'),
  };
}

export interface RejectInput {
  readonly reason: RejectReason | null;
  readonly note: string | null;
}

export function rejectInput(values: InputValues): RejectInput {
  const reason = optionOf(values['reason']);
  return {
    reason: REJECT_REASONS.find((one) => one === reason) ?? null,
    note: textOf(values['note'])?.trim() || null,
  };
}

export function overlapsBlock(state: AccountCardState): Block {
  const sorted = state.overlaps.toSorted(
    (a, b) => ORDER[a.decision ?? 'open'] - ORDER[b.decision ?? 'open'] || (b.score ?? 0) - (a.score ?? 0),
  );
  const { shown, more } = limited(sorted, MOST);
  const items = shown.map((overlap) => overlapItem(overlap, actionsOf(overlap, state)));
  return { kind: 'suggestions', title: msg('overlaps.title'), items, empty: msg('overlaps.empty'), ...more };
}

/** Both words of a decision can be changed to the other; who was rejected cannot be asked. */
function actionsOf(overlap: AccountOverlap, state: AccountCardState): Action[] {
  const disabled: Message | null = state.mayEdit ? null : msg('refused.mayNotEdit');
  const targets = [overlap.target];
  const confirm = action('confirmOverlap', msg('action.confirm'), { targets, disabled, look: 'primary' });
  const reject = action('rejectOverlap', msg('action.reject'), {
    targets,
    disabled,
    look: 'danger',
    form: { name: 'reject' },
  });
  if (overlap.decision === 'rejected') return [confirm];
  const decide = overlap.decision === 'confirmed' ? [reject] : [confirm, reject];
  return state.takesAsks ? [...decide, ...askActions(overlap, state, disabled)] : decide;
}
