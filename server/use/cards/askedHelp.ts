/** Tasks by which partners are asked for help: made once, found again by the reference in their text, followed by polls. */
import type { CrmRecord, Reader } from '../../ports.ts';
import type { Context } from '../context.ts';
import { askedHelp, operations, type AskedHelp, type Intent } from './collections.ts';

type AskIntent = Extract<Intent, { kind: 'ask' }>;

/** More requests of one account than these are not gathered. */
const MOST_ASKED = 200;
const MOST_PENDING = 100;
/** Open requests that are looked at together; more follow in further portions. */
const PORTION = 1_000;
/** Ids are short: all of them are listed, however many are open. */
const ALL = 2 ** 31 - 2;

/** Last line of a task's text: by it the task is known again when nothing else of it came back. */
export function withReference(text: string, key: string): string {
  return `${text}\n\nAlongside ${key}`;
}

/**
 * Whether the CRM takes tasks from us.
 * @throws CrmError when it cannot say
 */
export async function takesTasks({ crm }: Pick<Context, 'crm'>): Promise<boolean> {
  return (await crm.keeps()).includes('task');
}

/** Everything asked about an account, with what was accepted and is not written yet. */
export async function askedAbout(
  store: Pick<Reader, 'page' | 'byKeys' | 'many'>,
  connection: string,
  account: string,
): Promise<{ asked: AskedHelp[]; pending: AskIntent['help'][] }> {
  const [page, found] = await Promise.all([
    store.page(askedHelp, { prefix: `${connection}/${account}/`, limit: MOST_ASKED }),
    store.byKeys(operations, [`pending/${connection}/${account}`], MOST_PENDING),
  ]);
  const ids = [...found.values()].flatMap((answer) => (answer === 'crowded' ? [] : answer));
  const waiting = ids.length === 0 ? [] : [...(await store.many(operations, ids)).values()];
  return {
    asked: page.map(({ document }) => document),
    pending: waiting.flatMap(({ intent }) => (intent.kind === 'ask' ? [intent.help] : [])),
  };
}

/** Makes the task unless it is there; done twice it makes one. @throws CrmError when the CRM does not take it */
export async function makeTask(context: Context, { help, subject, text }: AskIntent): Promise<void> {
  const { crm, store, connection } = context;
  const { account, key, due, owner } = help;
  const id = `${connection}/${account}/${key}`;
  if (await store.get(askedHelp, id)) return;
  const task = (await taskOf(context, account, key)) ?? (await created());
  const [person] = await crm.people([owner]);
  const document = { ...help, task, ownerName: person?.name ?? null, state: 'open' as const };
  await store.put(askedHelp, [{ id, document }]);

  async function created(): Promise<string> {
    const fields = { account, subject, text: withReference(text, key), due, owner };
    const [outcome] = await crm.write([{ object: 'task', op: 'create', fields }]);
    if (!outcome) throw new Error('a change without an outcome');
    if (outcome.status === 'failed') throw outcome.error;
    return outcome.id;
  }
}

/** The task that an earlier attempt made, whose answer did not come back. */
async function taskOf({ crm }: Context, account: string, key: string): Promise<string | null> {
  const where = [{ field: 'account' as const, in: [account] }];
  for await (const page of crm.find({ object: 'task', fields: ['text'], where })) {
    const found = page.find(({ fields }) => fields.text?.includes(key));
    if (found) return found.id;
  }
  return null;
}

/** Looks how the open tasks stand, in as few calls as the CRM allows; none where nothing is open. */
export async function followTasks(context: Context): Promise<void> {
  const found = await context.store.byKeys(askedHelp, [`open/${context.connection}`], ALL);
  const ids = [...found.values()].flatMap((answer) => (answer === 'crowded' ? [] : answer));
  for (let from = 0; from < ids.length; from += PORTION) {
    await follow(context, ids.slice(from, from + PORTION));
  }
}

async function follow({ crm, store }: Context, ids: readonly string[]): Promise<void> {
  const open = [...(await store.many(askedHelp, ids))];
  const tasks = await crm.get(
    'task',
    open.map(([, { task }]) => task),
    ['due', 'done', 'owner'],
  );
  const changed = open.flatMap(([id, before]) => {
    const document = asItStands(before, tasks.get(before.task));
    return JSON.stringify(document) === JSON.stringify(before) ? [] : [{ id, document }];
  });
  const moved = changed.filter(({ document }) => document.ownerName === null);
  const people = moved.length === 0 ? [] : await crm.people(moved.map(({ document }) => document.owner));
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const named = changed.map(({ id, document }) => {
    return {
      id,
      document: { ...document, ownerName: document.ownerName ?? names.get(document.owner) ?? null },
    };
  });
  if (named.length > 0) await store.put(askedHelp, named);
}

function asItStands(before: AskedHelp, task: CrmRecord<'task'> | undefined): AskedHelp {
  if (!task) return { ...before, state: 'gone' };
  const { due, done, owner } = task.fields;
  return {
    ...before,
    due: due ?? before.due,
    owner: owner ?? before.owner,
    ownerName: owner && owner !== before.owner ? null : before.ownerName,
    state: done ? 'done' : 'open',
  };
}
