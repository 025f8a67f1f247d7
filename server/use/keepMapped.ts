/** What a mapped account leaves in the store: its mirror, what waits for review, what people decided. */
import { shownReasons } from '../../shared/domain/overlap.ts';
import { shareTheirs, type PolicyTable } from '../../shared/domain/sharing.ts';
import type { Fields } from '../../shared/schema/objects.ts';
import type { TenantStore, Transaction } from '../ports.ts';
import {
  decisions,
  mirrorAccounts,
  reviews,
  type Decision,
  type MirrorAccount,
  type Review,
  type StandingRow,
} from './collections.ts';
import { partnerAccounts } from './cards/collections.ts';
import type { Mapped } from './mapping.ts';
import type { Written } from './writeChanges.ts';

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

export async function keepMapped(
  tx: Transaction,
  connection: string,
  mapped: readonly Mapped[],
  written: Written,
  policies: PolicyTable,
): Promise<void> {
  await tx.put(
    mirrorAccounts,
    mapped.map((account) => ({
      id: `${connection}/${account.mirror.id}`,
      document: asItStands(account, written),
    })),
  );
  await tx.put(
    partnerAccounts,
    mapped.flatMap(({ mirror: { id, isPartner, fields } }) =>
      isPartner ? [{ id: `${connection}/${id}`, document: { name: fields.name ?? '' } }] : [],
    ),
  );
  await tx.put(
    reviews,
    mapped.flatMap((account) => reviewsOf(connection, account, policies)),
  );
}

/** What the CRM did not take stands there as it did before. */
function asItStands({ mirror, before, changes }: Mapped, { ids, failed }: Written): MirrorAccount {
  const refused = failed.size === 0 ? [] : changes.filter((change) => failed.has(change));
  const keys = new Set(
    refused.flatMap(({ object, fields }) =>
      object === 'accountOverlap' ? ((fields as Fields<'accountOverlap'>).key ?? []) : [],
    ),
  );
  const isRefused = ({ fields }: StandingRow) => keys.has(fields.key ?? '');
  const overlaps = [
    ...mirror.overlaps.filter((row) => !isRefused(row)),
    ...before.overlaps.filter(isRefused),
  ];
  return {
    ...mirror,
    fields: refused.some(({ object }) => object === 'account') ? before.fields : mirror.fields,
    overlaps: overlaps.map(({ id, fields }) => ({ id: id ?? ids.get(fields.key ?? '') ?? null, fields })),
  };
}

/** What waits for a person on this account, showing no more than the policies allow. */
export function reviewsOf(
  connection: string,
  { mirror, review }: Mapped,
  policies: PolicyTable,
): { id: string; document: Review }[] {
  return review.flatMap(({ partner, row, match }) => {
    const terms = policies.termsOf(partner, row.segment);
    const shown = shareTheirs(row, terms);
    if (!shown) return [];
    return [
      {
        id: `${connection}/${mirror.id}/${partner}/${row.identity}`,
        document: {
          account: mirror.id,
          accountName: mirror.fields.name ?? '',
          partner,
          row: row.identity,
          rowContent: row.fallbackIdentity,
          shown,
          score: match.score,
          reasons: shownReasons(match, terms.theirs),
        },
      },
    ];
  });
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
