/** Plans what a CRM still lacks, says what it would cost, and carries it out; done twice it changes nothing. */
import type { ProvisionPlan, ProvisionStep } from '../../shared/schema/plan.ts';
import { planProvision } from '../../shared/schema/planProvision.ts';
import type { StepOutcome } from '../ports.ts';
import { lists, mirrorAccounts } from './collections.ts';
import { type Context, Refusal } from './context.ts';
import { MOST, percentOf, shareOf, tightest, useOf, type Costs } from './costs.ts';

/** Calls that a plan takes beside one for each step. */
const CALLS_AROUND = 5;
const MOST_LISTS = 50_000;

export interface ProvisionPreview {
  plan: ProvisionPlan;
  /** Fields and objects that would be created. */
  creates: number;
  /** Room for fields that is left before, where the CRM limits it. */
  room: number | null;
  /** Share of what is left that the plan would use, 0 to 1. */
  use: number;
  /** What the plan takes, and the rows of the lists that are there: each can meet one account, at most. */
  costs: Costs;
}

export async function previewProvision(
  context: Pick<Context, 'crm' | 'store' | 'connection'>,
): Promise<ProvisionPreview> {
  const described = await context.crm.describe();
  const plan = planProvision(described.wanted, described.found);
  const creates = plan.steps.filter(({ kind }) => kind === 'createField' || kind === 'createObject').length;
  const room = described.found.room?.total ?? null;
  const calls = plan.steps.length === 0 ? 0 : plan.steps.length + CALLS_AROUND;
  const rows = described.storage ? await expectedRows(context) : 0;
  const costs = useOf(described, { rows, records: rows, more: calls });
  return { plan, creates, room, use: Math.max(needed(plan, room), costs.use), costs };
}

/** Fields that may be left out take only what is left over, so they never stand in the way of the others. */
function needed(plan: ProvisionPlan, room: number | null): number {
  const must = plan.steps.filter((step) => step.kind === 'createField' && step.field.room === 'always');
  return shareOf(must.length, room);
}

/** One row for each row of a list, but no more than there are accounts once those are known. */
async function expectedRows({ store, connection }: Pick<Context, 'store' | 'connection'>): Promise<number> {
  const known = await store.page(lists, { limit: MOST_LISTS });
  const accounts = (await store.count(mirrorAccounts, `${connection}/`)) || Infinity;
  return known.reduce((sum, { document }) => sum + Math.min(document.rows, accounts), 0);
}

/** @throws Refusal when too much of what is left would be used; nothing has been changed then. */
export async function provision(
  context: Context,
  preview: ProvisionPreview,
): Promise<{ step: ProvisionStep; outcome: StepOutcome }[]> {
  if (preview.use > MOST) throw tooMuch(preview);
  const { steps } = preview.plan;
  context.progress({ phase: 'provision.steps', done: 0, total: steps.length });
  const outcomes = await context.crm.apply(steps);
  context.progress({ phase: 'provision.steps', done: steps.length, total: steps.length });
  return steps.map((step, at) => ({ step, outcome: outcomes[at] as StepOutcome }));
}

const SCARCE = {
  fields: ['room for fields', 'Remove fields that nobody uses, or ask for a larger edition.'],
  storage: ['data storage', 'Free storage in the CRM, or import shorter lists.'],
  calls: ['calls of the day', 'Try again tomorrow, or free calls that other integrations take.'],
} as const;

function tooMuch({ plan, room, costs }: ProvisionPreview): Refusal {
  const fields = needed(plan, room);
  const { of, share } = fields > MOST ? ({ of: 'fields', share: fields } as const) : tightest(costs);
  const [what, next] = SCARCE[of];
  return new Refusal(
    'provision.room',
    `The plan would take ${percentOf(share)} of the ${what} that is left here; ${percentOf(MOST)} is the most.`,
    next,
  );
}
