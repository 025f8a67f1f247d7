/** What of our accounts leaves to one partner: the mirror through the policy that says what of ours it may see. */
import { shareOurs, type SharedAccount } from '../../shared/domain/sharing.ts';
import { neutralise } from '../../shared/domain/list.ts';
import { links, mirrorAccounts } from './collections.ts';
import { type Context, Refusal } from './context.ts';
import { linkId } from './linkPartners.ts';
import { readRules } from './rules.ts';

const PAGE = 1_000;
const COLUMNS = ['name', 'website', 'country', 'city', 'owner', 'segment'] as const;

/** Rows of text cells, the header first; at level `counts` there are no rows to give. */
export async function* exportAccounts(
  context: Pick<Context, 'store' | 'connection'>,
  partner: string,
): AsyncGenerator<string[]> {
  const { store, connection } = context;
  const link = await store.get(links, linkId(connection, partner));
  if (!link) {
    throw new Refusal(
      'partner.unlinked',
      'This partner has no account in this connection.',
      'Mark its account as a partner and run the mapping once.',
    );
  }
  const { policies } = await readRules(context);
  yield [...COLUMNS];
  const prefix = `${connection}/`;
  for (let after: string | undefined; ;) {
    const page = await store.page(mirrorAccounts, { prefix, ...(after && { after }), limit: PAGE });
    for (const { document } of page) {
      if (!document.takesPart) continue;
      const { name = null, website = null, country = null, city = null, owner = null } = document.fields;
      const overlapping = document.tallies.some(({ partner: known }) => known === link.account);
      const account = { segment: document.segment, name, website, country, city, owner };
      const shared = shareOurs(account, link.account, policies, overlapping);
      if (shared) yield cells(shared);
    }
    after = page.at(-1)?.id;
    if (page.length < PAGE) break;
  }
}

function cells(shared: SharedAccount): string[] {
  return COLUMNS.map((column) => neutralise(shared[column] ?? ''));
}
