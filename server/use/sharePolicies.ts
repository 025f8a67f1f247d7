/** Shows and sets by a partner's name what each side lets the other see; the records know the partner by its account. */
import { SEGMENTS, type Fields, type Segment } from '../../shared/schema/objects.ts';
import type { Share } from '../../shared/domain/sharing.ts';
import { links, partners, policies } from './collections.ts';
import { type Context, Refusal } from './context.ts';
import { partnerId } from './importList.ts';
import { linkId } from './linkPartners.ts';
import { linkedPartners } from './partnerRows.ts';
import { changePolicy, readRules } from './rules.ts';

export interface PolicyRow {
  partner: string;
  segment: Segment;
  theirs: Share;
  ours: Share;
}

export interface PolicyChange {
  partner: string;
  /** Absent: all segments of the partner that have no policy of their own. */
  segment?: Segment;
  theirs?: Partial<Share>;
  ours?: Partial<Share>;
  /** Ends what was agreed: nothing is shown either way. */
  revoke?: boolean;
}

/** What holds now, for every linked partner and segment, whether set or standard. */
export async function showPolicies(context: Pick<Context, 'store' | 'connection'>): Promise<PolicyRow[]> {
  const { policies: table } = await readRules(context);
  const linked = await linkedPartners(context.store, context.connection);
  return linked.flatMap(({ name, account }) =>
    SEGMENTS.map((segment) => ({ partner: name, segment, ...table.termsOf(account, segment) })),
  );
}

/** What is not named stays as it is. @throws Refusal when the partner is unknown here. */
export async function setPolicy(context: Context, change: PolicyChange): Promise<void> {
  const account = await partnerAccount(context, change.partner);
  const stored = await storedPolicy(context, account, change.segment ?? null);
  const { policies: table } = await readRules(context);
  const now = table.termsOf(account, change.segment ?? 'customer');
  const fields: Fields<'sharingPolicy'> = {
    ...(stored?.key && { key: stored.key }),
    partner: account,
    segment: change.segment ?? null,
    theirs: change.theirs?.level ?? stored?.theirs ?? now.theirs.level,
    theirFields: [...(change.theirs?.fields ?? stored?.theirFields ?? now.theirs.fields)],
    ours: change.ours?.level ?? stored?.ours ?? now.ours.level,
    ourFields: [...(change.ours?.fields ?? stored?.ourFields ?? now.ours.fields)],
    revokedAt: change.revoke ? context.clock.now() : null,
  };
  await changePolicy(context, fields);
}

/** The partner's account in this connection. @throws Refusal when there is no such partner, or no account of it here. */
export async function partnerAccount(
  { store, connection }: Pick<Context, 'store' | 'connection'>,
  name: string,
): Promise<string> {
  const id = partnerId(name);
  if (!(await store.get(partners, id))) {
    throw new Refusal(
      'partner.unknown',
      `There is no partner ${name}.`,
      'See the partners with: sf partner status. Import its list with: sf partner import.',
    );
  }
  const link = await store.get(links, linkId(connection, id));
  if (link) return link.account;
  throw new Refusal(
    'partner.unlinked',
    `${name} has no account in connection ${connection}.`,
    'Mark its account as a partner, then run: sf partner map.',
  );
}

async function storedPolicy(
  { store, connection }: Context,
  account: string,
  segment: Segment | null,
): Promise<Fields<'sharingPolicy'> | undefined> {
  for (let after: string | undefined; ;) {
    const page = await store.page(policies, {
      prefix: `${connection}/`,
      ...(after && { after }),
      limit: 500,
    });
    const found = page.find(
      ({ document }) => document.partner === account && (document.segment ?? null) === segment,
    );
    if (found) return found.document;
    after = page.at(-1)?.id;
    if (page.length < 500) return undefined;
  }
}
