/** The company of a deal, which HubSpot keeps as an association and answers in two shapes. */
import { chunks } from '../batch.ts';
import type { Portal } from './portal.ts';
import { compareIds } from './rowTexts.ts';
import { LinkAnswer, type WireRecord } from './shapes.ts';

/** Ids that one association read takes. */
const BATCH = 1_000;
/** HubSpot's own type of a deal's primary company. */
const PRIMARY_DEAL_COMPANY = 5;

/** From the `associations` that a list answers beside the properties. */
export function listedCompany(wire: WireRecord): string | null {
  const links = wire.associations?.['companies']?.results ?? [];
  const plainMeansPrimary = links.some(({ type }) => type.endsWith('_unlabeled'));
  const primary = links.find(
    ({ type }) => type.endsWith('_primary') || (plainMeansPrimary && type === 'deal_to_company'),
  );
  return primary?.id ?? lowest(links.map(({ id }) => id));
}

/** The company of each deal; deals without one are missing from the map. */
export async function companiesOf(portal: Portal, dealIds: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const { from, to } of await readLinks(portal, 'deals', 'companies', dealIds)) {
    const primary = to.find(({ associationTypes }) =>
      associationTypes.some(({ typeId }) => typeId === PRIMARY_DEAL_COMPANY),
    );
    const company = primary?.toObjectId ?? lowest(to.map(({ toObjectId }) => toObjectId));
    if (company !== null) found.set(from.id, company);
  }
  return found;
}

/** Ids of the deals linked with any of these companies, in ascending order. */
export async function dealsOf(portal: Portal, companyIds: readonly string[]): Promise<string[]> {
  const links = await readLinks(portal, 'companies', 'deals', companyIds);
  const ids = links.flatMap(({ to }) => to.map(({ toObjectId }) => toObjectId));
  return [...new Set(ids)].sort(compareIds);
}

/** What each of these records is linked with; those linked with nothing are missing. */
export async function readLinks(portal: Portal, from: string, to: string, ids: readonly string[]) {
  const path = `/crm/associations/${portal.version}/${from}/${to}/batch/read`;
  const found = [];
  for (const chunk of chunks(ids, BATCH)) {
    const body = { inputs: chunk.map((id) => ({ id })) };
    const place = `reading the ${to} of ${chunk.length} ${from}`;
    const answer = await portal.client.send({ method: 'POST', path, body, place }, LinkAnswer);
    found.push(...answer.body.results);
  }
  return found;
}

function lowest(ids: readonly string[]): string | null {
  return [...ids].sort(compareIds)[0] ?? null;
}
