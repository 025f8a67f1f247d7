/** Adding and changing a partner's part in a deal. */
import { DEAL_ROLES, STAGES } from '../../schema/objects.ts';
import { keyOf } from '../key.ts';
import {
  decided,
  refuse,
  stands,
  type Part,
  type PartInput,
  type TeamContext,
  type TeamDecision,
} from './part.ts';
import { refuseShare } from './shares.ts';

/** Characters, as the CRM's fields hold them. */
export const CONTACT_LIMIT = 255;
export const NOTE_LIMIT = 2_000;

/** A partner that was on the team before comes back to its old row. */
export function addPart(team: readonly Part[], input: PartInput, context: TeamContext): TeamDecision {
  const key = keyOf('dpa', context.deal, input.partner);
  const former = team.find((part) => part.key === key || part.partner === input.partner);
  if (former && stands(former)) return refuse('team.partner.twice', 'partner');
  const part: Part = {
    ...cleaned(input),
    key: former?.key ?? key,
    status: 'active',
    joinedOn: context.today,
    endedOn: null,
  };
  return refusePart(team, part, context) ?? decided(team, [part]);
}

/** The partner itself stays: another one is another part. */
export function changePart(
  team: readonly Part[],
  key: string,
  input: Omit<PartInput, 'partner'>,
  context: TeamContext,
): TeamDecision {
  const present = team.find((part) => part.key === key);
  if (!present || !stands(present)) return refuse('team.part.gone', null);
  const part = { ...present, ...cleaned({ ...input, partner: present.partner }) };
  return refusePart(team, part, context) ?? decided(team, [part]);
}

/** What every part that stands must hold, beside the others of its team; null if it does. */
export function refusePart(team: readonly Part[], part: Part, { locked }: TeamContext) {
  const others = team.filter(({ key }) => key !== part.key);
  if (locked) return refuse('team.locked', null);
  if (part.partner === '') return refuse('team.partner.missing', 'partner');
  if (part.roles.length === 0) return refuse('team.roles.none', 'roles');
  if (part.roles.includes('lead') && others.some((one) => stands(one) && one.roles.includes('lead'))) {
    return refuse('team.lead.second', 'roles');
  }
  if ((part.contact?.length ?? 0) > CONTACT_LIMIT) {
    return refuse('team.contact.long', 'contact', { limit: CONTACT_LIMIT });
  }
  if ((part.note?.length ?? 0) > NOTE_LIMIT) return refuse('team.note.long', 'note', { limit: NOTE_LIMIT });
  return refuseShare(part.share, others);
}

/** Each role and stage once and in the schema's order, and no text of blanks. */
function cleaned(input: PartInput): PartInput {
  return {
    partner: input.partner,
    roles: DEAL_ROLES.filter((role) => input.roles.includes(role)),
    stages: STAGES.filter((stage) => input.stages.includes(stage)),
    contact: input.contact?.trim() || null,
    share: input.share,
    note: input.note?.trim() || null,
  };
}
