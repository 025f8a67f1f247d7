/** The registration policy in parts, one for each thing that is decided together. */
import type { Form } from '../../../contract/field.ts';
import { msg } from '../../make.ts';
import type { ProgramPageState } from '../state.ts';
import { limits, newDeal, texts } from './claiming.ts';
import { approval, decision, protection } from './deciding.ts';
import type { PolicyPart } from './fields.ts';

export const POLICY_PARTS = { decision, protection, approval, limits, newDeal, texts } as const;

export type PolicyPartName = keyof typeof POLICY_PARTS;
export type WrongPolicy = (typeof POLICY_PARTS)[PolicyPartName]['wrong'];
export const POLICY_PART_NAMES = Object.keys(POLICY_PARTS) as PolicyPartName[];

export function policyForms(state: ProgramPageState): Record<string, Form> {
  return Object.fromEntries(
    POLICY_PART_NAMES.map((name) => {
      const part: PolicyPart = POLICY_PARTS[name];
      return [name, { title: msg(part.title), fields: part.form(state), submit: msg('action.save') }];
    }),
  );
}
