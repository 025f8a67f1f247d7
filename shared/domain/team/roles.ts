/** What the program says of each role a partner can have in a deal: its weight, whether it excludes, its stages. */
import { z } from 'zod';
import { DEAL_ROLES, STAGES } from '../../schema/objects.ts';
import type { DealRole, Stage } from './part.ts';

const roleRule = z.strictObject({
  /** How much the role counts when credit is weighed by roles; only the proportion to others matters. */
  weight: z.number().min(0).max(100),
  /** One partner at a time may claim it on a deal. */
  exclusive: z.boolean(),
  /** What a partner in this role covers unless its part says otherwise. */
  stages: z.array(z.enum(STAGES)).max(STAGES.length),
});

const STANDARD: Readonly<Record<DealRole, readonly [number, boolean, readonly Stage[]]>> = {
  lead: [3, true, ['discovery', 'evaluation', 'purchase']],
  sourcing: [3, true, ['discovery']],
  influence: [1, false, ['discovery', 'evaluation']],
  technicalValidation: [1, false, ['evaluation']],
  coSell: [2, false, ['evaluation', 'purchase']],
  resell: [3, true, ['purchase', 'renewal']],
  distribution: [1, true, ['purchase']],
  implementation: [2, false, ['implementation']],
  managedService: [2, false, ['adoption', 'renewal']],
  marketplace: [1, false, ['purchase']],
};

export type RoleRule = z.infer<typeof roleRule>;
export type RoleRules = Readonly<Record<DealRole, RoleRule>>;

export function defaultRoleRules(): Record<DealRole, RoleRule> {
  const entries = DEAL_ROLES.map((role) => {
    const [weight, exclusive, stages] = STANDARD[role];
    return [role, { weight, exclusive, stages: [...stages] }];
  });
  return Object.fromEntries(entries) as Record<DealRole, RoleRule>;
}

/** Roles that a program leaves out keep the standard. */
export const roleRules = z
  .partialRecord(z.enum(DEAL_ROLES), roleRule)
  .transform((given): Record<DealRole, RoleRule> => ({ ...defaultRoleRules(), ...given }));
