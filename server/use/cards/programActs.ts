/** What a channel manager does on the program page: tries first, then saves. */
import type { ActRequest } from '../../../shared/contract/request.ts';
import { defaultProgram, parseProgram, type ProgramRules } from '../../../shared/domain/program.ts';
import { DEAL_ROLES } from '../../../shared/schema/objects.ts';
import type { ProvisionPlan } from '../../../shared/schema/plan.ts';
import { roleInput, sharingInput, thresholdInput, trialInput } from '../../../shared/views/programPage.ts';
import type { PlannedStep } from '../../../shared/views/programPage.ts';
import type { Transaction } from '../../ports.ts';
import { programs } from '../collections.ts';
import { explainMatch } from '../explainMatch.ts';
import type { Verdict } from '../operations.ts';
import { previewProvision } from '../provision.ts';
import { operations } from './collections.ts';
import type { Prepared } from './dealActs.ts';
import type { Desk } from './desk.ts';
import { savePolicy } from './policyActs.ts';
import type { Tried } from './programState.ts';
import type { Refused } from './refusal.ts';

type Asked = Pick<ActRequest, 'targets' | 'values'>;
type Change = (rules: ProgramRules, asked: Asked) => ProgramRules | { refusal: Refused };

const MOST_PENDING = 100;

export const PROGRAM_CHANGES: Readonly<Record<string, Change>> = {
  saveThresholds: (rules, { targets }) => {
    const [sureAt = NaN, likelyAt = NaN] = targets.map(Number);
    return { ...rules, matching: { ...rules.matching, sureAt, likelyAt } };
  },
  saveRole: (rules, { targets: [name], values }) => {
    const role = DEAL_ROLES.find((one) => one === name);
    const wanted = roleInput(values);
    if (!role || !wanted) return { refusal: { code: 'request.invalid', field: 'weight' } };
    return { ...rules, roles: { ...rules.roles, [role]: { ...wanted, stages: [...wanted.stages] } } };
  },
  savePolicy,
  saveSharing: (rules, { targets: [side], values }) => {
    const wanted = sharingInput(values);
    if ((side !== 'theirs' && side !== 'ours') || !wanted) {
      return { refusal: { code: 'request.invalid', field: 'level' } };
    }
    return { ...rules, sharing: { ...rules.sharing, [side]: { ...wanted, fields: [...wanted.fields] } } };
  },
};

export async function prepareProgramChange(
  { context, caller }: Desk,
  request: ActRequest,
): Promise<Prepared> {
  return {
    decide: async (tx) => {
      const rules = await standingRules(tx, context.connection);
      const wanted = PROGRAM_CHANGES[request.action]?.(rules, request) ?? rules;
      if ('refusal' in wanted) return { ok: false, refusal: wanted.refusal };
      return judged(wanted, rules, caller.user);
    },
  };
}

function judged(wanted: ProgramRules, rules: ProgramRules, user: string): Verdict<Refused> {
  const parsed = parseProgram(wanted);
  if ('problem' in parsed) return { ok: false, refusal: { code: 'threshold.order', field: 'likelyAt' } };
  if (JSON.stringify(parsed.rules) === JSON.stringify(rules)) return { ok: true, intent: null };
  return { ok: true, intent: { kind: 'program', rules: parsed.rules, user } };
}

/** The program with what was accepted and is not written yet. */
async function standingRules(tx: Transaction, connection: string): Promise<ProgramRules> {
  const found = await tx.byKeys(operations, [`pending/${connection}/`], MOST_PENDING);
  const ids = [...found.values()].flatMap((answer) => (answer === 'crowded' ? [] : answer));
  const pending = [...(await tx.many(operations, ids)).values()].sort((a, b) => b.at - a.at);
  for (const { intent } of pending) if (intent.kind === 'program') return intent.rules;
  return (await tx.get(programs, connection))?.rules ?? defaultProgram();
}

/** Changes nothing; what it found is drawn on the page. */
export type Trial = (desk: Desk, request: ActRequest) => Promise<{ tried: Tried } | { refusal: Refused }>;

export const PROGRAM_TRIALS: Readonly<Record<string, Trial>> = {
  previewThresholds: async ({ context, caller, previews }: Desk, { values }: ActRequest) => {
    const wanted = thresholdInput(values);
    if (wanted === null) return { refusal: { code: 'threshold.missing', field: 'sureAt' } };
    if (wanted.likelyAt > wanted.sureAt) {
      return { refusal: { code: 'threshold.order', field: 'likelyAt' } };
    }
    await previews.look(context, caller, wanted);
    return { tried: {} };
  },
  tryMatch: async ({ context }: Desk, { values }: ActRequest) => {
    const { ours, theirs } = trialInput(values);
    const { score, tier, steps } = await explainMatch(context, { ours, theirs });
    const reasons = steps.map(({ key, args, points }) => ({ key, args, weight: points }));
    return { tried: { trial: { ours, theirs, match: { score, tier, reasons } } } };
  },
  previewProvisioning: async ({ context }: Desk) => {
    const { plan } = await previewProvision(context);
    return { tried: { plan: plannedSteps(plan) } };
  },
};

const PLANNED = {
  createObject: 'createObject',
  createField: 'createField',
  lengthen: 'widenField',
  addOptions: 'widenField',
} as const;

function plannedSteps({ steps, conflicts }: ProvisionPlan): PlannedStep[] {
  const planned = steps.flatMap((step): PlannedStep[] => {
    if (step.kind === 'grant') {
      return step.objects.map(({ native }) => ({ kind: 'grant', name: native, detail: null }));
    }
    const name =
      step.kind === 'createObject' ? step.object.native : `${step.object.native}.${step.field.native}`;
    return [{ kind: PLANNED[step.kind], name, detail: null }];
  });
  const conflicting = conflicts.map(({ object, field, wanted, found }): PlannedStep => ({
    kind: 'conflict',
    name: field ? `${object}.${field}` : object,
    detail: `${found} / ${wanted}`,
  }));
  return [...planned, ...conflicting];
}
