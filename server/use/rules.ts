/** The channel manager's program and sharing policies of a connection, wherever that connection keeps them. */
import { keyOf } from '../../shared/domain/key.ts';
import { defaultProgram, parseProgram, type ProgramRules } from '../../shared/domain/program.ts';
import { policyTable, type PolicyTable } from '../../shared/domain/sharing.ts';
import { definitionOf, type Fields, type ObjectName } from '../../shared/schema/objects.ts';
import type { Transaction } from '../ports.ts';
import { mirrorAccounts, policies, programs } from './collections.ts';
import { type Context, Refusal } from './context.ts';
import { mapJob } from './mapJob.ts';

export interface Rules {
  program: ProgramRules;
  version: number;
  policies: PolicyTable;
  /** Changes whenever any of the rules does. */
  fingerprint: string;
}

const POLICY_FIELDS = [
  'key',
  'partner',
  'segment',
  'theirs',
  'theirFields',
  'ours',
  'ourFields',
  'revokedAt',
] as const;

/** The rules as the store holds them; for a connection that keeps them itself, as they were last read from it. */
export async function readRules({
  store,
  connection,
}: Pick<Context, 'store' | 'connection'>): Promise<Rules> {
  const stored = await store.get(programs, connection);
  const rows: Fields<'sharingPolicy'>[] = [];
  for (let after: string | undefined; ;) {
    const page = await store.page(policies, {
      prefix: `${connection}/`,
      ...(after && { after }),
      limit: 500,
    });
    rows.push(...page.map(({ document }) => document));
    after = page.at(-1)?.id;
    if (page.length < 500) break;
  }
  const program = stored?.rules ?? defaultProgram();
  return {
    program,
    version: stored?.version ?? 0,
    policies: policyTable(rows, program.sharing),
    fingerprint: keyOf('rul', JSON.stringify(program), JSON.stringify(rows)),
  };
}

/** Reads program and policies from a CRM that holds them and keeps the store's copy in step. */
export async function refreshRules(context: Context): Promise<Rules> {
  const { crm, store, connection } = context;
  const held = await crm.keeps();
  if (held.includes('partnerProgram')) {
    for await (const page of crm.find({ object: 'partnerProgram', fields: ['key', 'version', 'rules'] })) {
      for (const { fields } of page) await keepProgram(context, fields);
    }
  }
  if (held.includes('sharingPolicy')) {
    const found: Fields<'sharingPolicy'>[] = [];
    for await (const page of crm.find({ object: 'sharingPolicy', fields: POLICY_FIELDS })) {
      found.push(...page.map((record) => withoutEmpty(record.fields)));
    }
    await store.transaction(async (tx) => {
      await tx.removePrefix(policies, `${connection}/`);
      await tx.put(
        policies,
        found.map((fields) => ({ id: `${connection}/${fields.key}`, document: fields })),
      );
    });
  }
  return readRules(context);
}

/**
 * Takes over the program's text from the CRM, whoever wrote it; text that is no valid program is refused and the last
 * good one stays.
 */
async function keepProgram(context: Context, fields: Fields<'partnerProgram'>): Promise<void> {
  const parsed = parseProgram(fields.rules);
  if ('problem' in parsed) {
    context.log('program.refused', { reason: parsed.problem });
    return;
  }
  const stored = await context.store.get(programs, context.connection);
  const document = { rules: parsed.rules, version: fields.version ?? stored?.version ?? 1 };
  await context.store.put(programs, [{ id: context.connection, document }]);
}

export interface ChangedRules {
  programs: readonly Fields<'partnerProgram'>[];
  policies: readonly Fields<'sharingPolicy'>[];
  /** Keys. */
  gonePolicies: readonly string[];
}

/** Takes over what a change feed says of the rules. New rules concern every account, so a full run is asked for. */
export async function takeRules(context: Context, changed: ChangedRules): Promise<void> {
  const { store, connection } = context;
  const touched = [changed.programs, changed.policies, changed.gonePolicies].some((one) => one.length > 0);
  if (!touched) return;
  const at = (key: string | null | undefined) => `${connection}/${key}`;
  const before = await readRules(context);
  for (const fields of changed.programs) await keepProgram(context, fields);
  await store.put(
    policies,
    changed.policies.map((fields) => ({ id: at(fields.key), document: withoutEmpty(fields) })),
  );
  await store.remove(policies, changed.gonePolicies.map(at));
  const now = await readRules(context);
  // Our own change coming back is none.
  if (now.fingerprint !== before.fingerprint) await store.transaction((tx) => tx.enqueue(mapJob(connection)));
}

/** Stores a new version of the program, in the CRM first where it lives there. */
export async function changeProgram(
  context: Context,
  rules: ProgramRules,
  user: string | null,
): Promise<number> {
  const { version: last } = await readRules(context);
  const version = last + 1;
  if (await keeps(context, 'partnerProgram')) {
    const fields: Fields<'partnerProgram'> = {
      key: keyOf('prg', context.connection),
      version,
      rules,
      changedAt: context.clock.now(),
      enteredBy: user,
    };
    await writeOne(context, 'partnerProgram', fields);
  }
  await context.store.transaction(async (tx) => {
    await tx.put(programs, [{ id: context.connection, document: { rules, version } }]);
    await askForRun(tx, context.connection);
  });
  return version;
}

/** Sets what one partner's segment shares, both ways. A full run is asked for, which removes what may no longer be shown. */
export async function changePolicy(context: Context, policy: Fields<'sharingPolicy'>): Promise<void> {
  const key = policy.key ?? keyOf('pol', policy.partner ?? '', policy.segment ?? '');
  const fields = { ...policy, key };
  if (await keeps(context, 'sharingPolicy')) await writeOne(context, 'sharingPolicy', fields);
  await context.store.transaction(async (tx) => {
    await tx.put(policies, [{ id: `${context.connection}/${key}`, document: withoutEmpty(fields) }]);
    await askForRun(tx, context.connection);
  });
}

/** New rules concern every account; where none has been mapped yet, nothing is written before someone says so. */
async function askForRun(tx: Transaction, connection: string): Promise<void> {
  const [mapped] = await tx.page(mirrorAccounts, { prefix: `${connection}/`, limit: 1 });
  if (mapped) await tx.enqueue(mapJob(connection));
}

/** A policy reads the same whether we wrote it or the CRM told it. */
function withoutEmpty(fields: Fields<'sharingPolicy'>): Fields<'sharingPolicy'> {
  return Object.fromEntries(
    POLICY_FIELDS.flatMap((name) => {
      const value = fields[name];
      const isEmpty = value === null || value === undefined || (Array.isArray(value) && value.length === 0);
      return isEmpty ? [] : [[name, value]];
    }),
  );
}

async function writeOne<Name extends ObjectName>(
  context: Context,
  object: Name,
  fields: Fields<Name>,
): Promise<void> {
  const [outcome] = await context.crm.write([{ object, op: 'upsert', fields }]);
  if (outcome?.status !== 'failed') return;
  throw new Refusal(
    'crm.refused',
    `${definitionOf(object).label} was not saved: ${outcome.error.message}.`,
    'Mend what it names and try again.',
  );
}

async function keeps(context: Context, object: ObjectName): Promise<boolean> {
  return (await context.crm.keeps()).includes(object);
}
