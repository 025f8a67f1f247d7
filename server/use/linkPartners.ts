/** Finds the account that each of the tenant's partners has in this connection. */
import { registrableDomain } from '../../shared/domain/normalise.ts';
import { recognisePartner } from '../../shared/domain/partner.ts';
import { nativeFieldsOf } from '../../shared/domain/program.ts';
import type { CrmRecord, Transaction } from '../ports.ts';
import { links, partners, type Partner } from './collections.ts';
import type { Context } from './context.ts';
import { mapJob } from './mapJob.ts';
import type { Rules } from './rules.ts';

/** Links every partner whose account can be told without doubt; asks the CRM only when one is still missing. */
export async function linkPartners(context: Context, rules: Rules): Promise<{ unlinked: string[] }> {
  const { store, connection, crm } = context;
  const known = await store.page(partners, { limit: 10_000 });
  const linked = await store.many(
    links,
    known.map(({ id }) => linkId(connection, id)),
  );
  const missing = known.filter(({ id }) => !linked.has(linkId(connection, id)));
  if (missing.length === 0) return { unlinked: [] };
  const accounts: CrmRecord<'account'>[] = [];
  for await (const page of crm.find({
    object: 'account',
    fields: ['name', 'website'],
    native: nativeFieldsOf(rules.program),
    where: [{ field: 'name', in: missing.map(({ document }) => document.name) }],
  })) {
    accounts.push(...page);
  }
  const unlinked: string[] = [];
  for (const { id, document } of missing) {
    const account = accountOf(document, accounts, rules);
    if (account) await store.put(links, [{ id: linkId(connection, id), document: { account } }]);
    else unlinked.push(document.name);
  }
  return { unlinked };
}

/** A partner whose account is gone is to be found anew, and what was written of its list to be taken back. */
export async function unlinkGone(
  tx: Transaction,
  connection: string,
  gone: readonly string[],
): Promise<void> {
  if (gone.length === 0) return;
  const isGone = new Set(gone);
  const linked = await tx.page(links, { prefix: `${connection}/`, limit: 10_000 });
  const lost = linked.filter(({ document }) => isGone.has(document.account));
  if (lost.length === 0) return;
  await tx.remove(
    links,
    lost.map(({ id }) => id),
  );
  await tx.enqueue(mapJob(connection));
}

export function linkId(connection: string, partner: string): string {
  return `${connection}/${partner}`;
}

/** One account of that name that the program calls a partner, else the only one of that name. */
function accountOf(partner: Partner, accounts: readonly CrmRecord<'account'>[], rules: Rules): string | null {
  const named = accounts.filter(
    ({ fields }) =>
      fields.name?.toLowerCase() === partner.name.toLowerCase() &&
      (partner.domain === null || !fields.website || registrableDomain(fields.website) === partner.domain),
  );
  const marked = named.filter((record) => recognisePartner(record, rules.program) !== null);
  const choice = marked.length > 0 ? marked : named;
  return choice.length === 1 ? (choice[0]?.id ?? null) : null;
}
