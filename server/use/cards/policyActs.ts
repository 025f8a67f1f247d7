/** A part of the registration policy as a channel manager entered it, checked as the whole policy is. */
import type { ActRequest } from '../../../shared/contract/request.ts';
import type { ProgramRules } from '../../../shared/domain/program.ts';
import { parsePolicy } from '../../../shared/domain/registration/policy.ts';
import { POLICY_PART_NAMES, POLICY_PARTS } from '../../../shared/views/programPage.ts';
import type { Refused } from './refusal.ts';

export function savePolicy(
  rules: ProgramRules,
  { targets: [name], values }: Pick<ActRequest, 'targets' | 'values'>,
): ProgramRules | { refusal: Refused } {
  const part = POLICY_PART_NAMES.find((one) => one === name);
  if (!part) return { refusal: { code: 'request.invalid' } };
  const { read, wrong } = POLICY_PARTS[part];
  const parsed = parsePolicy(read(rules.registration, values));
  if ('policy' in parsed) return { ...rules, registration: parsed.policy };
  return { refusal: { code: wrong, field: fieldOf(parsed.problems[0]?.place ?? '') } };
}

/** The field of the form: `protection.rules.0.days` is about the rules. */
function fieldOf(place: string): string | null {
  const names = place.split('.');
  const at = names.findIndex((name) => /^\d+$/.test(name));
  return (at < 0 ? names : names.slice(0, at)).at(-1) || null;
}
