/** Which stages of a customer's life the team covers, and which nobody does. */
import { STAGES } from '../../schema/objects.ts';
import { stands, type Part, type Stage } from './part.ts';
import type { RoleRules } from './roles.ts';

export interface Coverage {
  /** Every stage in order, with the parts that cover it. */
  readonly stages: readonly { readonly stage: Stage; readonly by: readonly Part[] }[];
  readonly uncovered: readonly Stage[];
}

/** The stages a part covers, in order: its own where it names any, else those of its roles. */
export function stagesOf({ stages, roles }: Pick<Part, 'stages' | 'roles'>, rules: RoleRules): Stage[] {
  const covered = new Set(stages.length > 0 ? stages : roles.flatMap((role) => rules[role].stages));
  return STAGES.filter((stage) => covered.has(stage));
}

export function coverageOf(team: readonly Part[], rules: RoleRules): Coverage {
  const standing = team.filter(stands).map((part) => ({ part, stages: stagesOf(part, rules) }));
  const stages = STAGES.map((stage) => ({
    stage,
    by: standing.filter(({ stages }) => stages.includes(stage)).map(({ part }) => part),
  }));
  return { stages, uncovered: stages.filter(({ by }) => by.length === 0).map(({ stage }) => stage) };
}
