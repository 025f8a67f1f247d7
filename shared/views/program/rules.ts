/** The roles and sharing defaults of the program, each changed in a form of its own. */
import type { Field, Form, InputValues } from '../../contract/field.ts';
import type { Message } from '../../contract/value.ts';
import type { Block } from '../../contract/view.ts';
import type { Share } from '../../domain/sharing.ts';
import type { DealRole, RoleRules } from '../../domain/team.ts';
import { DEAL_ROLES, SHAREABLE_FIELDS, SHARING_LEVELS, STAGES } from '../../schema/objects.ts';
import { action, choices, list, msg, number, word } from '../make.ts';
import { isTicked, numberOf, optionOf, optionsOf } from '../read.ts';
import { levelWord } from '../sharingWords.ts';
import type { ProgramPageState } from './state.ts';

export function rolesTable({ rules }: ProgramPageState, disabled: Message | null): Block {
  return {
    kind: 'table',
    title: msg('roles.title'),
    columns: [
      { key: 'role', label: msg('part.roles'), align: 'start' },
      { key: 'weight', label: msg('roles.weight'), align: 'end' },
      { key: 'exclusive', label: msg('roles.exclusive'), align: 'start' },
      { key: 'stages', label: msg('part.stages'), align: 'start' },
    ],
    rows: DEAL_ROLES.map((role) => {
      const { weight, exclusive, stages } = rules.roles[role];
      return {
        id: role,
        cells: {
          role: word(`role.${role}`),
          weight: number(weight),
          exclusive: word(exclusive ? 'value.yes' : 'value.no'),
          stages: list(stages.map((stage) => word(`stage.${stage}`))),
        },
        actions: [
          action('saveRole', msg('action.change'), {
            targets: [role],
            disabled,
            form: {
              name: 'role',
              values: {
                weight: { kind: 'number', value: weight },
                exclusive: { kind: 'checkbox', checked: exclusive },
                stages: { kind: 'multiSelect', options: [...stages] },
              },
            },
          }),
        ],
      };
    }),
    actions: [],
    empty: msg('preview.none'),
  };
}

export function roleForm(): Form {
  return {
    title: msg('roles.change'),
    fields: [
      {
        kind: 'number',
        name: 'weight',
        label: msg('roles.weight'),
        help: msg('roles.weight.help'),
        required: true,
        min: 0,
        max: 100,
        value: null,
      },
      {
        kind: 'checkbox',
        name: 'exclusive',
        label: msg('roles.exclusive'),
        help: msg('roles.exclusive.help'),
        required: false,
        value: false,
      },
      {
        kind: 'multiSelect',
        name: 'stages',
        label: msg('part.stages'),
        required: false,
        choices: choices('stage', STAGES),
        value: [],
      },
    ],
    submit: msg('action.save'),
  };
}

/** Null: the weight was left empty. */
export function roleInput(values: InputValues): RoleRules[DealRole] | null {
  const weight = numberOf(values['weight']);
  if (weight === null) return null;
  const stages = optionsOf(values['stages']);
  const exclusive = isTicked(values['exclusive']);
  return { weight, exclusive, stages: STAGES.filter((stage) => stages.includes(stage)) };
}

export function sharingTable({ rules }: ProgramPageState, disabled: Message | null): Block {
  return {
    kind: 'table',
    title: msg('sharing.title'),
    columns: [
      { key: 'side', label: msg('sharing.side'), align: 'start' },
      { key: 'level', label: msg('sharing.level'), align: 'start' },
    ],
    rows: (['theirs', 'ours'] as const).map((side) => {
      const { level, fields } = rules.sharing[side];
      return {
        id: side,
        cells: { side: word(`policy.${side}`), level: list(levelWord(rules.sharing[side])) },
        actions: [
          action('saveSharing', msg('action.change'), {
            targets: [side],
            disabled,
            form: {
              name: 'sharing',
              values: {
                level: { kind: 'select', option: level },
                fields: { kind: 'multiSelect', options: [...fields] },
              },
            },
          }),
        ],
      };
    }),
    actions: [],
    empty: msg('preview.none'),
  };
}

export function sharingForm(): Form {
  const fields: Field[] = [
    {
      kind: 'select',
      name: 'level',
      label: msg('sharing.level'),
      required: true,
      choices: choices('level', SHARING_LEVELS),
      value: null,
    },
    {
      kind: 'multiSelect',
      name: 'fields',
      label: msg('sharing.fields'),
      help: msg('sharing.fields.help'),
      required: false,
      choices: choices('shareable', SHAREABLE_FIELDS),
      value: [],
    },
  ];
  return { title: msg('sharing.change'), fields, submit: msg('action.save') };
}

/** Null: no level was chosen. */
export function sharingInput(values: InputValues): Share | null {
  const chosen = optionOf(values['level']);
  const level = SHARING_LEVELS.find((one) => one === chosen);
  const fields = optionsOf(values['fields']);
  return level ? { level, fields: SHAREABLE_FIELDS.filter((field) => fields.includes(field)) } : null;
}
