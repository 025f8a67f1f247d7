/** The app's settings: who are the channel managers, where the CRM itself has no such thing as our roles. */
import type { Form, InputValues } from '../contract/field.ts';
import type { Message } from '../contract/value.ts';
import type { Block, CardView } from '../contract/view.ts';
import { frame, type Freshness } from './frame.ts';
import { action, limited, msg, text, word } from './make.ts';
import { optionOf } from './read.ts';

/** A user or a team, by the CRM's id. */
export interface ChannelManager {
  readonly kind: 'user' | 'team';
  readonly id: string;
  readonly name: string;
}

export interface SettingsPageState extends Freshness {
  readonly managers: readonly ChannelManager[];
  /** Those who could be made one. */
  readonly candidates: readonly ChannelManager[];
  /** Only the CRM's own administrators may. */
  readonly mayEdit: boolean;
}

const MOST_ROWS = 100;
const MOST_CHOICES = 300;

export function settingsPage(state: SettingsPageState): CardView {
  const disabled = state.mayEdit ? null : msg('refused.superAdmin');
  return frame({
    card: 'settings',
    record: null,
    title: msg('card.settings'),
    fresh: state,
    empty: state.managers.length === 0,
    blocks: [managersTable(state, disabled), addingForm(disabled)],
    forms: { manager: managerForm(state) },
  });
}

function managersTable({ managers }: SettingsPageState, disabled: Message | null): Block {
  const { shown, more } = limited(managers, MOST_ROWS);
  return {
    kind: 'table',
    title: msg('managers.title'),
    columns: [
      { key: 'name', label: msg('managers.name'), align: 'start' },
      { key: 'kind', label: msg('managers.kind'), align: 'start' },
    ],
    rows: shown.map(({ kind, id, name }) => ({
      id: `${kind}/${id}`,
      cells: { name: text(name.slice(0, 255)), kind: word(`managers.${kind}`) },
      actions: [
        action('removeManager', msg('managers.remove'), { targets: [kind, id], disabled, look: 'danger' }),
      ],
    })),
    actions: [],
    empty: msg('managers.empty'),
    ...more,
  };
}

function addingForm(disabled: Message | null): Block {
  const adding = action('addManager', msg('managers.add'), { look: 'primary', disabled });
  return { kind: 'form', title: msg('managers.add'), action: { ...adding, form: { name: 'manager' } } };
}

function managerForm({ candidates }: SettingsPageState): Form {
  const choicesOf = (wanted: ChannelManager['kind']) =>
    candidates
      .filter(({ kind }) => kind === wanted)
      .slice(0, MOST_CHOICES)
      .map(({ id, name }) => ({ value: id, label: { text: name.slice(0, 255) } }));
  const field = (name: ChannelManager['kind']) => ({
    kind: 'select' as const,
    name,
    label: msg(`managers.${name}`),
    required: false,
    choices: choicesOf(name),
    value: null,
  });
  return {
    title: msg('managers.add'),
    intro: msg('managers.intro'),
    fields: [field('user'), field('team')],
    submit: msg('managers.add'),
  };
}

/** Whom the form names; nobody, one user, one team, or both. */
export function managerInput(values: InputValues): Pick<ChannelManager, 'kind' | 'id'>[] {
  return (['user', 'team'] as const).flatMap((kind) => {
    const id = optionOf(values[kind]);
    return id === null ? [] : [{ kind, id }];
  });
}
