/** A mapping run that only tells what it would write: reads, matches and counts, and changes nothing anywhere. */
import { dealFacts, ACCOUNT_FIELDS, DEAL_FIELDS, OVERLAP_FIELDS, rowsInside } from './crmFields.ts';
import { nativeFieldsOf } from '../../shared/domain/program.ts';
import type { CrmRecord } from '../ports.ts';
import { partners } from './collections.ts';
import type { Context } from './context.ts';
import { decisionsOf } from './keepMapped.ts';
import { mapPage, type AccountFacts, type Mapped } from './mapping.ts';
import { candidatesInMemory } from './findCandidates.ts';
import { linkedPartners } from './partnerRows.ts';
import { refreshRules } from './rules.ts';
import { MOST, useOf, type Costs } from './costs.ts';

export interface MappingPreview {
  accounts: number;
  sure: number;
  likely: number;
  /** Rows that stand in the CRM as they should. */
  unchanged: number;
  /** Changes by what they do: `create.accountOverlap`, `update.account`, … */
  changes: Record<string, number>;
  costs: Costs;
  /** The run would use more than four fifths of what is left. */
  tooMuch: boolean;
  /** Partners with a list and no account in this connection. */
  unlinked: string[];
}

export async function previewMapping(context: Context): Promise<MappingPreview> {
  const { store, connection, crm } = context;
  const rules = await refreshRules(context);
  const linked = await linkedPartners(store, connection);
  const candidates = await candidatesInMemory(store, linked, (done) =>
    context.progress({ phase: 'map.lists', done }),
  );
  const factsOf = await readFacts(context);
  const tally = new Tally();
  const find = { object: 'account', fields: ACCOUNT_FIELDS, native: nativeFieldsOf(rules.program) } as const;
  for await (const page of crm.find(find)) {
    context.signal.throwIfAborted();
    for (const mapped of await mapPage({ rules, linked, candidates }, await factsOf(page))) tally.add(mapped);
    context.progress({ phase: 'map.accounts', done: tally.accounts });
  }
  const here = new Set(linked.map(({ partner }) => partner));
  const known = await store.page(partners, { limit: 10_000 });
  const keepsRows = (await crm.keeps()).includes('accountOverlap');
  const described = await crm.describe();
  const records = keepsRows ? tally.writes : tally.accountsToWrite;
  const costs = useOf(described, { rows: keepsRows ? tally.created : 0, records });
  return {
    accounts: tally.accounts,
    sure: tally.sure,
    likely: tally.likely,
    unchanged: tally.unchanged,
    changes: Object.fromEntries([...tally.changes].sort()),
    costs,
    tooMuch: costs.use > MOST,
    unlinked: known.filter(({ id }) => !here.has(id)).map(({ document }) => document.name),
  };
}

class Tally {
  accounts = 0;
  sure = 0;
  likely = 0;
  unchanged = 0;
  writes = 0;
  accountsToWrite = 0;
  readonly changes = new Map<string, number>();

  get created(): number {
    return this.changes.get('create.accountOverlap') ?? 0;
  }

  add({ before, changes, review, sure, unchanged }: Mapped): void {
    this.accounts += 1;
    this.sure += sure;
    this.likely += review.length;
    this.unchanged += unchanged;
    this.writes += changes.length;
    if (changes.length > 0) this.accountsToWrite += 1;
    const standing = new Set(before.overlaps.map(({ fields }) => fields.key));
    for (const { object, op, fields } of changes) {
      const isNew = op === 'upsert' && 'key' in fields && !standing.has(fields.key);
      const name = `${op === 'upsert' ? (isNew ? 'create' : 'update') : op}.${object}`;
      this.changes.set(name, (this.changes.get(name) ?? 0) + 1);
    }
  }
}

/** What is known of accounts beside their own fields; read once, before the accounts themselves. */
async function readFacts(
  context: Context,
): Promise<(page: readonly CrmRecord<'account'>[]) => Promise<AccountFacts[]>> {
  const { store, connection, crm } = context;
  const deals = new Map<string, { closed?: boolean | null; won?: boolean | null }[]>();
  for await (const page of crm.find({ object: 'deal', fields: DEAL_FIELDS })) {
    for (const { fields } of page) if (fields.account) addTo(deals, fields.account, fields);
  }
  const rows = new Map<string, AccountFacts['found'][number][]>();
  if ((await crm.keeps()).includes('accountOverlap')) {
    for await (const page of crm.find({ object: 'accountOverlap', fields: OVERLAP_FIELDS })) {
      for (const row of page) if (row.fields.account) addTo(rows, row.fields.account, row);
    }
  }
  return async (page) => {
    const ids = page.map(({ id }) => id);
    const decisions = await decisionsOf(store, connection, ids);
    return page.map((record) => ({
      connection,
      record,
      found: rowsInside(record) ?? rows.get(record.id) ?? [],
      deals: dealFacts(deals.get(record.id) ?? []),
      decisions: decisions.get(record.id) ?? [],
    }));
  };
}

function addTo<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}
