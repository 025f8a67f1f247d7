/** The form for a partner's part in a deal, and what its fields mean when they come back. */
import type { Field, Form, InputValues } from '../../contract/field.ts';
import { CONTACT_LIMIT, NOTE_LIMIT, WHOLE, type Part, type PartInput } from '../../domain/team.ts';
import { DEAL_ROLES, STAGES } from '../../schema/objects.ts';
import { choices, msg } from '../make.ts';
import { optionsOf, percentOf, recordOf, textOf } from '../read.ts';
import type { PartnerFacts } from '../state.ts';

const PART_FIELDS: readonly Field[] = [
  {
    kind: 'multiSelect',
    name: 'roles',
    label: msg('part.roles'),
    required: true,
    choices: choices('role', DEAL_ROLES),
    value: [],
  },
  {
    kind: 'multiSelect',
    name: 'stages',
    label: msg('part.stages'),
    help: msg('part.stages.help'),
    required: false,
    choices: choices('stage', STAGES),
    value: [],
  },
  {
    kind: 'text',
    name: 'contact',
    label: msg('part.contact'),
    required: false,
    maxLength: CONTACT_LIMIT,
    value: null,
  },
  {
    kind: 'percent',
    name: 'share',
    label: msg('part.share'),
    help: msg('part.share.help'),
    required: false,
    min: 0,
    max: WHOLE,
    value: null,
  },
  {
    kind: 'longText',
    name: 'note',
    label: msg('part.note'),
    required: false,
    maxLength: NOTE_LIMIT,
    value: null,
  },
];

/** @param offered partners to choose from before anything is typed */
export function addForm(offered: readonly PartnerFacts[]): Form {
  const partner: Field = {
    kind: 'recordSearch',
    name: 'partner',
    label: msg('part.partner'),
    required: true,
    source: 'partner',
    choices: offered.map(({ id, name }) => ({ value: id, label: { text: name.slice(0, 255) } })),
    value: null,
  };
  return { title: msg('part.add'), fields: [partner, ...PART_FIELDS], submit: msg('action.add') };
}

export function changeForm(): Form {
  return { title: msg('part.change'), fields: [...PART_FIELDS], submit: msg('action.save') };
}

/** What the form starts from for a part that stands. */
export function valuesOf(part: Part): InputValues {
  return {
    roles: { kind: 'multiSelect', options: [...part.roles] },
    stages: { kind: 'multiSelect', options: [...part.stages] },
    contact: part.contact === null ? null : { kind: 'text', text: part.contact },
    share: part.share === null ? null : { kind: 'percent', basisPoints: part.share },
    note: part.note === null ? null : { kind: 'text', text: part.note },
  };
}

/** The part a person asked for; an option that the schema does not know is left out, and the rules judge the rest. */
export function partInput(values: InputValues): PartInput {
  const roles = optionsOf(values['roles']);
  const stages = optionsOf(values['stages']);
  return {
    partner: recordOf(values['partner']) ?? '',
    roles: DEAL_ROLES.filter((role) => roles.includes(role)),
    stages: STAGES.filter((stage) => stages.includes(stage)),
    contact: textOf(values['contact']),
    share: percentOf(values['share']),
    note: textOf(values['note']),
  };
}
