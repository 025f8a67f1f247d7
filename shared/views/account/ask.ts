/** Asking a partner for help on an overlap, in a text that tells no more than may leave. */
import type { Action } from '../../contract/action.ts';
import type { Form, InputValues } from '../../contract/field.ts';
import type { Message } from '../../contract/value.ts';
import type { Block } from '../../contract/view.ts';
import { ASK_KINDS, type AskInput, type AskKind } from '../../domain/team.ts';
import { account, action, date, limited, msg, orNone, text, word } from '../make.ts';
import { dayOf, textOf } from '../read.ts';
import { wordsFor } from '../words/catalogue.ts';
import { formattersFor } from '../words/format.ts';
import { say } from '../words/say.ts';
import type { AccountCardState, AccountOverlap } from './state.ts';

export const ASK_TEXT_LIMIT = 2_000;

export function askForm(state: AccountCardState): Form {
  return {
    title: msg('ask.title'),
    intro: msg('ask.intro'),
    fields: [
      { kind: 'date', name: 'due', label: msg('ask.due'), required: true, value: state.askDue },
      {
        kind: 'longText',
        name: 'text',
        label: msg('ask.text'),
        help: msg('ask.text.help'),
        required: true,
        maxLength: ASK_TEXT_LIMIT,
        value: null,
      },
    ],
    submit: msg('ask.send'),
  };
}

/** One for each kind of help; one that is asked already waits for its answer. */
export function askActions(
  overlap: AccountOverlap,
  state: AccountCardState,
  disabled: Message | null,
): Action[] {
  return ASK_KINDS.map((kind) => {
    const asked = state.asks.some(
      (ask) => ask.kind === kind && ask.state === 'open' && ask.partner.id === overlap.partner.id,
    );
    return action('askForHelp', msg(`ask.${kind}.do`), {
      targets: [overlap.target, kind],
      disabled: disabled ?? (asked ? msg('ask.asked') : null),
      form: { name: 'ask', drafts: { text: askDraft(kind, overlap) } },
    });
  });
}

/** Names our account and its place only where the policy lets them leave. */
export function askDraft(kind: AskKind, { partner, tellable }: AccountOverlap): Message {
  const name = tellable?.name;
  if (!name) return msg(`ask.${kind}.anonymous`, { partner: partner.name });
  const where = tellable.city ?? tellable.country;
  return where
    ? msg(`ask.${kind}.placed`, { partner: partner.name, account: name, place: where })
    : msg(`ask.${kind}.named`, { partner: partner.name, account: name });
}

/** What a task is called in a list of tasks: it names no account of ours, since lists are shown around. */
export function askSubject(kind: AskKind, partner: string, locale: string): string {
  const message = msg(`ask.${kind}.subject`, { partner });
  const words = wordsFor(message, locale);
  return say(words, message, formattersFor(words.language, 'UTC', words.language)).slice(0, 255);
}

export function askInput(values: InputValues): AskInput {
  return { due: dayOf(values['due']), text: textOf(values['text'])?.trim() || null };
}

/** Null: nobody was asked yet. */
export function asksTable({ asks, today }: AccountCardState): Block | null {
  if (asks.length === 0) return null;
  const { shown, more } = limited(asks, 50);
  return {
    kind: 'table',
    title: msg('asks.title'),
    columns: [
      { key: 'partner', label: msg('part.partner'), align: 'start' },
      { key: 'kind', label: msg('ask.kind'), align: 'start' },
      { key: 'due', label: msg('ask.due'), align: 'start' },
      { key: 'state', label: msg('ask.state'), align: 'start' },
      { key: 'assignee', label: msg('ask.assignee'), align: 'start' },
    ],
    rows: shown.map(({ key, kind, partner, state, due, assignee }) => ({
      id: key,
      cells: {
        partner: account(partner),
        kind: word(`ask.${kind}`),
        due: date(due),
        state: word(state === 'open' && due < today ? 'askState.late' : `askState.${state}`),
        assignee: orNone(assignee, text),
      },
      tone: state === 'open' && due < today ? ('warning' as const) : ('neutral' as const),
      actions: [],
    })),
    actions: [],
    empty: msg('asks.empty'),
    ...more,
  };
}
