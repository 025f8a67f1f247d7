/** The forms for one partner's part in a claim: adding it, changing it, joining with it. */
import type { Field, Form, InputValues } from '../../contract/field.ts';
import type { Participant, ParticipantInput } from '../../domain/registration.ts';
import { LINK_LIMIT, NOTE_LIMIT, WHOLE } from '../../domain/team.ts';
import { DEAL_ROLES } from '../../schema/objects.ts';
import { choices, msg } from '../make.ts';
import { optionsOf, percentOf, recordOf, textOf } from '../read.ts';
import type { PartnerFacts } from '../state.ts';

/** Most partners that a form offers before anything is typed. */
const OFFERED = 50;

const ROLES: Field = {
  kind: 'multiSelect',
  name: 'roles',
  label: msg('part.roles'),
  required: true,
  choices: choices('role', DEAL_ROLES),
  value: [],
};
const SHARE: Field = {
  kind: 'percent',
  name: 'share',
  label: msg('part.share'),
  help: msg('claim.share.help'),
  required: false,
  min: 0,
  max: WHOLE,
  value: null,
};
const WHY: readonly Field[] = [
  {
    kind: 'longText',
    name: 'contribution',
    label: msg('part.note'),
    required: false,
    maxLength: NOTE_LIMIT,
    value: null,
  },
  {
    kind: 'text',
    name: 'evidence',
    label: msg('claim.evidence'),
    help: msg('claim.evidence.help'),
    required: false,
    maxLength: LINK_LIMIT,
    value: null,
  },
];

export function addForm(offered: readonly PartnerFacts[]): Form {
  const fields = [partnerField(offered), ROLES, SHARE, ...WHY];
  return { title: msg('part.add'), fields, submit: msg('action.add') };
}

export function changeForm(): Form {
  return { title: msg('part.change'), fields: [ROLES, SHARE, ...WHY], submit: msg('action.save') };
}

/** Who joins asks for no share: the channel manager divides anew. */
export function joinForm(offered: readonly PartnerFacts[]): Form {
  const fields = [partnerField(offered), ROLES, ...WHY];
  return { title: msg('claim.join'), intro: msg('claim.join.intro'), fields, submit: msg('claim.join') };
}

export function partValues({ roles, share, contribution, evidence }: Participant): InputValues {
  return {
    roles: { kind: 'multiSelect', options: [...roles] },
    share: share === null ? null : { kind: 'percent', basisPoints: share },
    contribution: contribution === null ? null : { kind: 'text', text: contribution },
    evidence: evidence === null ? null : { kind: 'text', text: evidence },
  };
}

/** An option that the schema does not know is left out, and the rules judge the rest. */
export function participantInput(values: InputValues): ParticipantInput {
  const roles = optionsOf(values['roles']);
  return {
    partner: recordOf(values['partner']),
    roles: DEAL_ROLES.filter((role) => roles.includes(role)),
    share: percentOf(values['share']),
    contribution: textOf(values['contribution']),
    evidence: textOf(values['evidence']),
  };
}

function partnerField(offered: readonly PartnerFacts[]): Field {
  return {
    kind: 'recordSearch',
    name: 'partner',
    label: msg('part.partner'),
    required: true,
    source: 'partner',
    choices: offered
      .slice(0, OFFERED)
      .map(({ id, name }) => ({ value: id, label: { text: name.slice(0, 255) } })),
    value: null,
  };
}
