/** Overlaps for the contract suite, as the use cases write them. */
import { randomUUID } from 'node:crypto';
import type { Change, CrmRecord, Crm, Find, ObjectName } from '../../server/ports.ts';

/** A key of the shape that the schema gives: prefix and 26 lower-case characters, never twice the same. */
export function newKey(prefix = 'ovl'): string {
  return `${prefix}${randomUUID().replaceAll('-', '').slice(0, 26)}`;
}

export function overlap(
  account: string,
  partner: string,
  more: Partial<Change<'accountOverlap'>['fields']> = {},
): Change<'accountOverlap'> {
  const key = newKey();
  return {
    object: 'accountOverlap',
    op: 'upsert',
    fields: {
      key,
      account,
      partner,
      row: `row-${key}`,
      tier: 'sure',
      score: 91.5,
      reasons: [{ code: 'sameDomain' }],
      ...more,
    },
  };
}

export async function all<Name extends ObjectName>(crm: Crm, query: Find<Name>): Promise<CrmRecord<Name>[]> {
  const records: CrmRecord<Name>[] = [];
  for await (const page of crm.find(query)) records.push(...page);
  return records;
}
