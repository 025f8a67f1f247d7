/** Associations asked for in requests: checked first, made afterwards. */
import { asObject, textIn } from './body.ts';
import type { Collection } from './collection.ts';
import type { LinkType } from './links.ts';
import type { HubSpotPortal } from './portal.ts';
import type { CrmRecord } from './record.ts';
import { invalid } from './refusal.ts';

export interface LinkRequest {
  types: LinkType[];
  toId: string;
}

/** The `associations` of a create. @throws {Refusal} 400 for an unknown type or record */
export function readLinkRequests(portal: HubSpotPortal, from: Collection, given: unknown): LinkRequest[] {
  if (given === undefined || given === null) return [];
  if (!Array.isArray(given)) throw invalid('Invalid input JSON: associations must be a list');
  return given.map((item) => {
    const request = asObject(item, 'association');
    const toId = textIn(asObject(request['to'], 'to'), 'id');
    const types = readTypes(portal, from.type.name, undefined, request['types']);
    for (const type of types) requireRecord(portal.collection(type.to), toId);
    return { types, toId };
  });
}

/** The `types` of an association, which must be known for these object types. */
export function readTypes(
  portal: HubSpotPortal,
  from: string,
  to: string | undefined,
  given: unknown,
): LinkType[] {
  if (!Array.isArray(given) || given.length === 0) {
    throw invalid('Invalid input JSON: Some required fields were not set: [types]');
  }
  return given.map((item) => {
    const { associationCategory: category, associationTypeId } = asObject(item, 'type');
    const found = portal.links.types.find(
      (type) =>
        type.from === from &&
        (to === undefined || type.to === to) &&
        type.category === category &&
        type.typeId === Number(associationTypeId),
    );
    if (!found) {
      throw invalid(
        `${String(category)} association type id ${String(associationTypeId)} doesn't exist for ${from}${to ? ` to ${to}` : ''}`,
      );
    }
    return found;
  });
}

export function requireRecord(collection: Collection, id: string): CrmRecord {
  const record = collection.get(id);
  if (!record || record.archivedAt !== undefined) {
    throw invalid(`${collection.type.label.toUpperCase()}=${id} is not valid`, {
      subCategory: 'crm.associations.INVALID_OBJECT_IDS',
      context: { id: [id] },
    });
  }
  return record;
}

/** Makes the links of a new record. The first company of a record becomes its primary one. */
export function linkNew(portal: HubSpotPortal, record: CrmRecord, requests: LinkRequest[]): void {
  for (const { types, toId } of requests) {
    for (const type of types) link(portal, type, record.id, toId);
  }
}

export function link(portal: HubSpotPortal, type: LinkType, fromId: string, toId: string): void {
  portal.links.add(type, fromId, toId);
  const isToCompany = type.to === 'companies' && type.from !== 'companies';
  const isFromCompany = type.from === 'companies' && type.to !== 'companies';
  if (!isToCompany && !isFromCompany) return;
  const [holder, other, company] = isToCompany ? [type.from, fromId, toId] : [type.to, toId, fromId];
  const primary = portal.links.primaryType(holder, 'companies');
  const linked = portal.links.of(holder, other, 'companies');
  const hasPrimary = [...linked.values()].some((typeIds) => primary && typeIds.has(primary.typeId));
  if (primary && !hasPrimary) portal.links.add(primary, other, company);
}
