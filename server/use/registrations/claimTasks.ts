/** Tasks of the CRM by which people are asked to do something about a claim: each is made once. */
import { type Registration, standingParticipants, type Task } from '../../../shared/domain/registration.ts';
import { claimTaskWords } from '../../../shared/views/claimTask.ts';
import { CrmError } from '../../ports.ts';
import { takesTasks, withReference } from '../cards/askedHelp.ts';
import { readAccounts } from '../cards/readAccounts.ts';
import type { Context } from '../context.ts';
import { faultCode } from '../faultCode.ts';
import { readRules } from '../rules.ts';
import { wake } from './claimWakes.ts';
import { claimTasks, type MadeTask } from './collections.ts';
import { passes } from './passing.ts';

/** One claim asks for fewer. */
const MOST_TASKS = 500;
/** What the CRM refused, or nobody could be found for, is asked for again; milliseconds. */
const TRIED_AGAIN_AFTER = 86_400_000;

/** References of those that need not be made now. */
export async function tasksMade(
  { store, connection }: Pick<Context, 'store' | 'connection'>,
  claim: string,
  now: number,
): Promise<ReadonlySet<string>> {
  const page = await store.page(claimTasks, { prefix: `${connection}/${claim}/`, limit: MOST_TASKS });
  const settled = page.filter(
    ({ document: { state, at } }) =>
      state === 'made' || (state === 'refused' && now - at < TRIED_AGAIN_AFTER),
  );
  return new Set(settled.map(({ document }) => document.reference));
}

/**
 * Done twice it makes each once. What the CRM refuses for good is logged and left for a day.
 * @returns false where something is left to be done, since the CRM does not take it just now
 */
export async function makeClaimTasks(
  context: Context,
  claim: Registration,
  tasks: readonly Task[],
): Promise<boolean> {
  if (tasks.length === 0) return true;
  try {
    if (!(await takesTasks(context))) return true;
    for (const task of tasks) await makeOne(context, claim, task);
    return true;
  } catch (error) {
    if (!(error instanceof CrmError) || !passes(error)) throw error;
    context.log('write.failed', { object: 'task', code: faultCode(error) });
    return false;
  }
}

async function makeOne(context: Context, claim: Registration, task: Task): Promise<void> {
  const { store, connection, crm, clock, log } = context;
  const id = `${connection}/${claim.key}/${task.reference}`;
  const keep = (of: Pick<MadeTask, 'state' | 'task'>) =>
    store.put(claimTasks, [
      { id, document: { reference: task.reference, kind: task.kind, at: clock.now(), ...of } },
    ]);
  const refuse = async () => {
    await keep({ state: 'refused', task: null });
    await wake(store, connection, [claim.key], clock.now() + TRIED_AGAIN_AFTER);
  };
  const owner = await assigneeOf(context, claim, task);
  if (owner === null) {
    log('task.unassigned', { object: 'dealRegistration', reason: task.kind });
    return refuse();
  }
  const before = await store.get(claimTasks, id);
  const place = placeOf(claim);
  const found = before?.state === 'making' ? await taskOn(context, place, task.reference) : null;
  if (found !== null) return keep({ state: 'made', task: found });
  await keep({ state: 'making', task: null });
  const { subject, text } = claimTaskWords(task.kind, { customer: claim.customer.name, due: task.due });
  const due = task.due;
  const fields = { ...place, subject, text: withReference(text, task.reference), due, owner };
  const [outcome] = await crm.write([{ object: 'task', op: 'create', fields }]);
  if (!outcome) throw new Error('a change without an outcome');
  if (outcome.status !== 'failed') return keep({ state: 'made', task: outcome.id });
  if (passes(outcome.error)) throw outcome.error;
  log('write.failed', { object: 'task', code: faultCode(outcome.error) });
  await refuse();
}

type Place = { readonly account?: string; readonly deal?: string };

/** Where the customer is no account yet, the task stands alone, for nobody but its owner to see. */
function placeOf({ customer, deal }: Registration): Place {
  if (customer.account !== null) return { account: customer.account };
  return deal === null ? {} : { deal };
}

/** The task that an earlier attempt made, whose answer did not come back; one that stands nowhere cannot be found. */
async function taskOn({ crm }: Context, place: Place, reference: string): Promise<string | null> {
  const where = Object.entries(place).map(([field, id]) => ({ field: field as keyof Place, in: [id] }));
  if (where.length === 0) return null;
  for await (const page of crm.find({ object: 'task', fields: ['text'], where })) {
    const found = page.find(({ fields }) => fields.text?.includes(reference));
    if (found) return found.id;
  }
  return null;
}

/** As owner fields name them: where the claim and the policy name nobody, who looks after the first of its partners. */
async function assigneeOf(context: Context, claim: Registration, task: Task): Promise<string | null> {
  if (task.for !== null) return personOf(context, task.for);
  const partner = standingParticipants(claim)[0]?.partner;
  if (partner === undefined) return null;
  const { program } = await readRules(context);
  const account = (await readAccounts(context, program, [partner])).get(partner);
  return account?.fields.partnerManager ?? account?.fields.owner ?? null;
}

/** A CRM may name its users in one way and the owners of records in another. */
export async function personOf({ crm }: Context, user: string): Promise<string | null> {
  const [same] = await crm.people([user]);
  if (same?.user === user) return same.id;
  return (await crm.people()).find((person) => person.user === user)?.id ?? same?.id ?? null;
}
