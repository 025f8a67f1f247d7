/** Plans what a CRM still lacks, says what it would cost, and carries it out; done twice it changes nothing. */
import { planProvision, type ProvisionPlan, type ProvisionStep } from '../../shared/schema/plan.ts';
import type { StepOutcome } from '../ports.ts';
import { type Context, Refusal } from './context.ts';

export interface ProvisionPreview {
  plan: ProvisionPlan;
  /** Fields and objects that would be created. */
  creates: number;
  /** Room for fields that is left before, where the CRM limits it. */
  room: number | null;
  /** Share of what is left that the plan would use, 0 to 1. */
  use: number;
  /** Calls the plan takes at most, and calls left today where the CRM says. */
  calls: number;
  callsLeft: number | null;
}

/** More than this of what is left would leave the customer cramped. */
const MOST = 0.8;

export async function previewProvision({ crm }: Pick<Context, 'crm'>): Promise<ProvisionPreview> {
  const described = await crm.describe();
  const plan = planProvision(described.wanted, described.found);
  const creates = plan.steps.filter(({ kind }) => kind === 'createField' || kind === 'createObject').length;
  const room = described.found.room?.total ?? null;
  const callsLeft = described.allowance ? described.allowance.limit - described.allowance.used : null;
  const calls = plan.steps.length === 0 ? 0 : plan.steps.length + 5;
  const use = Math.max(room ? creates / room : 0, callsLeft ? calls / callsLeft : 0);
  return { plan, creates, room, use, calls, callsLeft };
}

export async function provision(
  context: Context,
  preview: ProvisionPreview,
): Promise<{ step: ProvisionStep; outcome: StepOutcome }[]> {
  if (preview.use > MOST) {
    throw new Refusal(
      'provision.room',
      `The plan would use ${Math.round(preview.use * 100)} % of what is left here; ${MOST * 100} % is the most.`,
      'Free fields or calls in the CRM, or ask for a larger edition.',
    );
  }
  const { steps } = preview.plan;
  context.progress({ phase: 'provision.steps', done: 0, total: steps.length });
  const outcomes = await context.crm.apply(steps);
  context.progress({ phase: 'provision.steps', done: steps.length, total: steps.length });
  return steps.map((step, at) => ({ step, outcome: outcomes[at] as StepOutcome }));
}
