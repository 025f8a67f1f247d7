/** The channel manager's program and sharing policies of a connection, wherever that connection keeps them. */
import { keyOf } from '../../shared/domain/key.ts';
import { defaultProgram, parseProgram, type ProgramRules } from '../../shared/domain/program.ts';
import { policyTable, type PolicyTable } from '../../shared/domain/sharing.ts';
import { definitionOf, type Fields, type ObjectName } from '../../shared/schema/objects.ts';
import { policies, programs } from './collections.ts';
import { type Context, Refusal } from './context.ts';

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
      found.push(...page.map((record) => record.fields));
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

/** Takes over the program's text from the CRM; text that is no valid program is refused and the last good one stays. */
export async function keepProgram(context: Context, fields: Fields<'partnerProgram'>): Promise<void> {
  const stored = await context.store.get(programs, context.connection);
  if (stored && stored.version >= (fields.version ?? 0)) return;
  const parsed = parseProgram(fields.rules);
  if ('problem' in parsed) {
    context.log('program.refused', { reason: parsed.problem });
    return;
  }
  const document = { rules: parsed.rules, version: fields.version ?? 1 };
  await context.store.put(programs, [{ id: context.connection, document }]);
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
  await context.store.put(programs, [{ id: context.connection, document: { rules, version } }]);
  return version;
}

/** Sets what one partner's segment shares, both ways. The next run removes what may no longer be shown. */
export async function changePolicy(context: Context, policy: Fields<'sharingPolicy'>): Promise<void> {
  const fields = { ...policy, key: keyOf('pol', policy.partner ?? '', policy.segment ?? '') };
  if (await keeps(context, 'sharingPolicy')) await writeOne(context, 'sharingPolicy', fields);
  await context.store.put(policies, [{ id: `${context.connection}/${fields.key}`, document: fields }]);
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
