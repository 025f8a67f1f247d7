/** The acts on a deal's team: each asks one rule of the domain and turns its decision into rows. */
import type { ActRequest } from '../../../shared/contract/request.ts';
import { diffFields } from '../../../shared/domain/overlap.ts';
import {
  addPart,
  changePart,
  dealSummary,
  endPart,
  partFields,
  reopenPart,
  splitEvenly,
  takeUnallocated,
  type Part,
  type PartInput,
  type TeamContext,
  type TeamDecision,
} from '../../../shared/domain/team.ts';
import type { Fields } from '../../../shared/schema/objects.ts';
import { partInput } from '../../../shared/views/dealCard.ts';
import type { Change } from '../../ports.ts';
import type { Verdict } from '../operations.ts';
import type { Caller } from './caller.ts';
import type { DealTeam } from './collections.ts';
import { isHidden } from './hidden.ts';
import type { Refused } from './refusal.ts';
import { partsOf } from './teamOnDeal.ts';

type Asked = Pick<ActRequest, 'targets' | 'values'>;
type TeamAct = (team: readonly Part[], asked: Asked, context: TeamContext, caller: Caller) => TeamDecision;

export const TEAM_ACTS: Readonly<Record<string, TeamAct>> = {
  addPart: (team, { values }, context) => addPart(team, partInput(values), context),
  changePart: (team, { targets: [key = ''], values }, context, caller) => {
    const present = team.find((part) => part.key === key);
    return changePart(team, key, withUnseen(partInput(values), present, caller), context);
  },
  endPart: (team, { targets: [key = ''] }, context) => endPart(team, key, context),
  reopenPart: (team, { targets: [key = '', share] }, context) =>
    reopenPart(team, key, share === undefined ? null : Number(share), context),
  splitEvenly: (team, _asked, context) => splitEvenly(team, context),
  takeUnallocated: (team, { targets: [key = ''] }, context) => takeUnallocated(team, key, context),
};

/** What the viewer could not see was not in the form, and so is not to be emptied by it. */
function withUnseen(input: PartInput, present: Part | undefined, { hidden }: Caller): PartInput {
  if (!present) return input;
  const names = Object.keys(input).filter((name) => hidden.has(`dealPartner.${name}`));
  return { ...input, ...Object.fromEntries(names.map((name) => [name, present[name as keyof PartInput]])) };
}

export interface TeamFacts {
  deal: string;
  /** With everything that waits to be written. */
  team: DealTeam;
  nameOf(partner: string): string;
}

export function decideTeam(
  name: string,
  asked: Asked,
  { deal, team, nameOf }: TeamFacts,
  today: string,
  caller: Caller,
): Verdict<Refused> {
  const act = TEAM_ACTS[name];
  if (!act || isHidden('dealPartner', caller)) {
    return { ok: false, refusal: { code: 'request.unknownAction' } };
  }
  const before = partsOf(team.parts);
  const decision = act(before, asked, { deal, today, locked: false }, caller);
  if (!decision.ok) return { ok: false, refusal: decision.refusal };
  if (decision.changed.length === 0) return { ok: true, intent: null };
  const present = new Map(team.parts.map((row) => [row.key, row]));
  const rows = decision.changed.map((part): Change => {
    const wanted = partFields(part, deal, caller.user);
    const row = present.get(part.key);
    return {
      object: 'dealPartner',
      op: 'upsert',
      fields: { ...(row ? diffFields(wanted, row) : wanted), key: part.key, deal },
    };
  });
  return {
    ok: true,
    intent: { kind: 'write', changes: [...rows, ...summaryChange(deal, team.fields, decision.team, nameOf)] },
  };
}

function summaryChange(
  deal: string,
  fields: Fields<'deal'>,
  team: readonly Part[],
  nameOf: TeamFacts['nameOf'],
): Change[] {
  const differs = diffFields(dealSummary(team, nameOf), fields);
  return differs ? [{ object: 'deal', op: 'update', id: deal, fields: differs }] : [];
}
