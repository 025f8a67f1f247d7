/** Finds the partners that a contact names by name or website: no list of ours is offered to choose from, since it would tell who they are. */
import { companyName, siteOf } from '../../../shared/domain/normalise.ts';
import type { NamedPartner } from '../../../shared/views/partnerPage/read.ts';
import { partnerAccounts } from '../cards/collections.ts';
import { mirrorAccounts } from '../collections.ts';
import type { Context } from '../context.ts';

/** More partners than this are not looked through. */
const MOST = 10_000;

/** Accounts by the place on the page; '' where not exactly one partner is meant. */
export async function findPartners(
  { store, connection }: Pick<Context, 'store' | 'connection'>,
  named: readonly NamedPartner[],
): Promise<Map<number, string>> {
  const found = new Map(named.map(({ at }) => [at, '']));
  if (named.length === 0) return found;
  const known = await store.page(partnerAccounts, { prefix: `${connection}/`, limit: MOST });
  // The index may still name accounts that are partners no longer.
  const present = await store.many(
    mirrorAccounts,
    known.map(({ id }) => id),
  );
  const partners = [...present.values()].filter(({ isPartner }) => isPartner);
  for (const { at, name } of named) {
    const core = coreOf(name);
    const domain = domainOf(name);
    const meant = partners.filter(({ fields }) => {
      return (
        coreOf(fields.name ?? '') === core || (domain !== null && domain === domainOf(fields.website ?? ''))
      );
    });
    if (core !== '' && meant.length === 1) found.set(at, meant[0]?.id ?? '');
  }
  return found;
}

function coreOf(name: string): string {
  return companyName(name).core.join(' ');
}

function domainOf(text: string): string | null {
  const site = siteOf(text);
  return site?.kind === 'own' ? site.domain : null;
}
