/** What a mapped account leaves in the store: its mirror, what waits for review, what people decided. */
import type { TenantStore, Transaction } from '../ports.ts';
import { decisions, mirrorAccounts, reviews, type Decision } from './collections.ts';
import type { Mapped } from './mapping.ts';

/** Decisions are kept before the CRM's rows change, since tightening a policy removes those rows. */
export async function keepDecisions(
  store: TenantStore,
  connection: string,
  mapped: readonly Mapped[],
): Promise<void> {
  const documents = mapped.flatMap((account) =>
    account.newDecisions.map((one) => ({ id: decisionId(connection, one), document: one })),
  );
  if (documents.length > 0) await store.put(decisions, documents);
}

/** @param ids the CRM's id of each row just written, by our key */
export async function keepMapped(
  tx: Transaction,
  connection: string,
  mapped: readonly Mapped[],
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  await tx.put(
    mirrorAccounts,
    mapped.map(({ mirror }) => ({
      id: `${connection}/${mirror.id}`,
      document: {
        ...mirror,
        overlaps: mirror.overlaps.map(({ id, fields }) => ({
          id: id ?? ids.get(fields.key ?? '') ?? null,
          fields,
        })),
      },
    })),
  );
  await tx.put(
    reviews,
    mapped.flatMap(({ mirror, review }) =>
      review.map((one) => ({
        id: `${connection}/${mirror.id}/${one.partner}/${one.row.identity}`,
        document: {
          account: mirror.id,
          accountName: mirror.fields.name ?? '',
          partner: one.partner,
          row: one.row,
          score: one.match.score,
          reasons: one.match.reasons,
        },
      })),
    ),
  );
}

/** Decisions by account id, for the accounts asked for. */
export async function decisionsOf(
  store: TenantStore,
  connection: string,
  accounts: readonly string[],
): Promise<Map<string, Decision[]>> {
  const found = await store.byKeys(
    decisions,
    accounts.map((account) => `${connection}/${account}`),
    10_000,
  );
  const ids = [...found.values()].flatMap((answer) => (answer === 'crowded' ? [] : answer));
  const byAccount = new Map<string, Decision[]>();
  for (const decision of (await store.many(decisions, ids)).values()) {
    byAccount.set(decision.account, [...(byAccount.get(decision.account) ?? []), decision]);
  }
  return byAccount;
}

export function decisionId(connection: string, { account, partner, row }: Decision): string {
  return `${connection}/${account}/${partner}/${row}`;
}
