/** Compares what the CRM holds of claims with what the store does: row by row, field by field, with history, and none twice. */
import { isDeepStrictEqual } from 'node:util';
import type { Context } from '../../server/use/context.ts';
import { type Registration, registrationRows } from '../../shared/domain/registration.ts';
import { definitionOf, type Fields } from '../../shared/schema/objects.ts';

type RowName = 'dealRegistration' | 'registrationParticipant' | 'registrationConflict';
type Row<Name extends RowName> = { id: string; fields: Fields<Name> };

export interface Differences {
  lost: number;
  doubled: number;
  violations: readonly string[];
}

export interface Claims {
  /** All that were submitted through this connection and are not drafts again. */
  all: readonly Registration[];
  /** Those held against a claim, with its key. */
  heldAgainst: ReadonlyMap<string, string>;
}

export async function compared(context: Context, { all, heldAgainst }: Claims): Promise<Differences> {
  if (!(await context.crm.keeps()).includes('dealRegistration'))
    return { lost: 0, doubled: 0, violations: [] };
  const claims = await rowsOf(context, 'dealRegistration');
  const parts = await rowsOf(context, 'registrationParticipant');
  const conflicts = await rowsOf(context, 'registrationConflict');
  const wanted = all.map(registrationRows);
  const violations = [
    ...wanted.flatMap(({ registration: row }) => differences(row, claims.byKey.get(String(row.key)))),
    ...wanted.flatMap(({ participants, registration: { key } }) =>
      participants.flatMap((part) => {
        const registration = claims.byKey.get(String(key))?.id ?? '';
        return differences({ ...part, registration }, parts.byKey.get(String(part.key)));
      }),
    ),
    ...unflagged(heldAgainst, claims, conflicts),
  ];
  const doubled = claims.doubled + parts.doubled + conflicts.doubled;
  if (doubled > 0) violations.push(`${doubled} rows stand twice in the CRM`);
  const lost = all.filter(({ key }) => !claims.byKey.has(key)).length;
  return { lost, doubled, violations };
}

interface Rows<Name extends RowName> {
  byKey: Map<string, Row<Name>>;
  doubled: number;
}

async function rowsOf<Name extends RowName>({ crm }: Context, object: Name): Promise<Rows<Name>> {
  const fields = Object.keys(definitionOf(object).fields) as (keyof Fields<Name> & string)[];
  const byKey = new Map<string, Row<Name>>();
  let doubled = 0;
  for await (const page of crm.find({ object, fields })) {
    for (const { id, fields: row } of page) {
      const key = String(row['key' as keyof Fields<Name>]);
      if (byKey.has(key)) doubled += 1;
      byKey.set(key, { id, fields: row });
    }
  }
  return { byKey, doubled };
}

function differences(
  wanted: Fields<'dealRegistration'> | Fields<'registrationParticipant'>,
  row: Row<'dealRegistration'> | Row<'registrationParticipant'> | undefined,
): string[] {
  if (!row) return [`${wanted.key} is not in the CRM`];
  const found = row.fields as Readonly<Record<string, unknown>>;
  return Object.entries(wanted)
    .filter(([name, value]) => !isDeepStrictEqual(plain(value), plain(found[name])))
    .map(
      ([name, value]) =>
        `${wanted.key} ${name}: ${text(value)} in the store, ${text(found[name])} in the CRM`,
    );
}

/** Held claims without a row that says against which one. */
function unflagged(
  heldAgainst: ReadonlyMap<string, string>,
  claims: Rows<'dealRegistration'>,
  conflicts: Rows<'registrationConflict'>,
): string[] {
  const pairs = new Set(
    [...conflicts.byKey.values()]
      .filter(({ fields: { kind } }) => kind === 'roleClash')
      .map(({ fields: { registration, against } }) => `${registration} ${against}`),
  );
  const idOf = (key: string) => claims.byKey.get(key)?.id;
  return [...heldAgainst]
    .filter(([key, winner]) => !pairs.has(`${idOf(key)} ${idOf(winner)}`))
    .map(([key, winner]) => `the CRM has no conflict of ${key} with ${winner}`);
}

/** An empty field is one that is not there. */
function plain(value: unknown): unknown {
  if (value === undefined || value === null || value === '' || isDeepStrictEqual(value, [])) return undefined;
  return JSON.parse(JSON.stringify(value)) as unknown;
}

function text(value: unknown): string {
  return JSON.stringify(value ?? null).slice(0, 200);
}
