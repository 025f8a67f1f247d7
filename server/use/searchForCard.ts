/** Finds partners by name while a user types. */
import type { SearchAnswer } from '../../shared/contract/answer.ts';
import type { SearchRequest } from '../../shared/contract/request.ts';
import { searchAnswer } from '../../shared/views/answers.ts';
import { partnerAccounts } from './cards/collections.ts';
import type { Desk } from './cards/desk.ts';
import { mirrorAccounts } from './collections.ts';

/** More partners than this are not looked through. */
const MOST = 10_000;
const SHOWN = 20;

/** Null: the viewer may not see what the card is about. Accounts that are no partners are not searched for. */
export async function searchForCard(
  { context, access }: Desk,
  { source, text, locale }: SearchRequest,
): Promise<SearchAnswer | null> {
  if (!access.read) return null;
  if (source !== 'partner') return searchAnswer([], locale);
  const { store, connection } = context;
  const known = await store.page(partnerAccounts, { prefix: `${connection}/`, limit: MOST });
  const wanted = comparable(text);
  const named = known
    .map(({ id, document }) => ({
      place: id,
      name: document.name,
      at: comparable(document.name).indexOf(wanted),
    }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at || (a.name < b.name ? -1 : 1))
    .slice(0, SHOWN);
  // The index may still name accounts that are partners no longer.
  const present = await store.many(
    mirrorAccounts,
    named.map(({ place }) => place),
  );
  const found = named.flatMap(({ place, name }) => {
    const account = present.get(place);
    return account?.isPartner ? [{ id: account.id, name: account.fields.name ?? name }] : [];
  });
  return searchAnswer(found, locale);
}

/** Without case and accents. */
function comparable(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
