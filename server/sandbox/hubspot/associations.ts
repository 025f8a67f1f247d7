/** The associations API: links of single records and of batches. */
import { asObject, inputsOf, textIn, type Json } from './body.ts';
import type { Collection } from './collection.ts';
import { link, readTypes, requireRecord } from './linkRequests.ts';
import { liveLinks } from './linkBody.ts';
import type { LinkType } from './links.ts';
import { invalid } from './refusal.ts';
import type { Answer, Call, Route } from './route.ts';

const MOST_CREATED = 2_000;
const MOST_READ = 1_000;

export const associationRoutes: Route[] = [
  { method: 'GET', path: 'crm/objects/:from/:id/associations/:to', scopes: readsFrom, handle: list },
  {
    method: 'PUT',
    path: 'crm/objects/:from/:id/associations/default/:to/:toId',
    scopes: linksFrom,
    handle: putDefault,
  },
  { method: 'PUT', path: 'crm/objects/:from/:id/associations/:to/:toId', scopes: linksFrom, handle: put },
  {
    method: 'DELETE',
    path: 'crm/objects/:from/:id/associations/:to/:toId',
    scopes: linksFrom,
    handle: remove,
  },
  { method: 'POST', path: 'crm/associations/:from/:to/batch/create', scopes: linksFrom, handle: createAll },
  {
    method: 'POST',
    path: 'crm/associations/:from/:to/batch/associate/default',
    scopes: linksFrom,
    handle: defaultAll,
  },
  { method: 'POST', path: 'crm/associations/:from/:to/batch/read', scopes: readsFrom, handle: readAll },
  { method: 'POST', path: 'crm/associations/:from/:to/batch/archive', scopes: linksFrom, handle: removeAll },
  {
    method: 'POST',
    path: 'crm/associations/:from/:to/batch/labels/archive',
    scopes: linksFrom,
    handle: removeLabels,
  },
];

export function readsFrom(call: Call): string[] {
  return [`${fromOf(call).type.scope}.read`];
}

export function linksFrom(call: Call): string[] {
  return [`${fromOf(call).type.scope}.write`];
}

export function fromOf(call: Call): Collection {
  return call.portal.collection(call.params.from);
}

export function toOf(call: Call): Collection {
  return call.portal.collection(call.params.to);
}

function list(call: Call): Answer {
  requireRecord(fromOf(call), call.params.id ?? '');
  return { status: 200, body: { results: targets(call, call.params.id ?? '') } };
}

function targets(call: Call, id: string): Json[] {
  const types = call.portal.links.typesBetween(fromOf(call).type.name, toOf(call).type.name);
  return liveLinks(call.portal, fromOf(call), id, toOf(call)).map((linked) => ({
    toObjectId: Number(linked.id),
    associationTypes: types
      .filter(({ typeId }) => linked.typeIds.has(typeId))
      .map(({ category, typeId, label }) => ({ category, typeId, label })),
  }));
}

function put(call: Call): Answer {
  const types = readTypes(call.portal, fromOf(call).type.name, toOf(call).type.name, call.body);
  return { status: 201, body: join(call, call.params.id ?? '', call.params.toId ?? '', types) };
}

function putDefault(call: Call): Answer {
  return defaultAnswer(call, [join(call, call.params.id ?? '', call.params.toId ?? '', [plain(call)])]);
}

function remove(call: Call): Answer {
  call.portal.links.remove(
    fromOf(call).type.name,
    call.params.id ?? '',
    toOf(call).type.name,
    call.params.toId ?? '',
  );
  return { status: 204 };
}

function createAll(call: Call): Answer {
  const requests = inputsOf(call.body, MOST_CREATED).map((input) => ({
    ...pairIn(input),
    types: readTypes(call.portal, fromOf(call).type.name, toOf(call).type.name, input['types']),
  }));
  for (const { fromId, toId } of requests) requirePair(call, fromId, toId);
  const results = requests.map(({ fromId, toId, types }) => join(call, fromId, toId, types));
  return { status: 201, body: { status: 'COMPLETE', results, ...stamps(call) } };
}

function defaultAll(call: Call): Answer {
  const pairs = inputsOf(call.body, MOST_CREATED).map(pairIn);
  for (const { fromId, toId } of pairs) requirePair(call, fromId, toId);
  return defaultAnswer(
    call,
    pairs.map(({ fromId, toId }) => join(call, fromId, toId, [plain(call)])),
  );
}

function defaultAnswer(call: Call, joined: ReturnType<typeof join>[]): Answer {
  const results = joined.map(({ fromObjectId, toObjectId }) => ({
    from: { id: String(fromObjectId) },
    to: { id: String(toObjectId) },
    associationSpec: { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: plain(call).typeId },
  }));
  return { status: 200, body: { status: 'COMPLETE', results, ...stamps(call) } };
}

function readAll(call: Call): Answer {
  const ids = inputsOf(call.body, MOST_READ).map((input) => textIn(input, 'id'));
  const read = ids.map((id) => ({ from: { id }, to: targets(call, id) }));
  const results = read.filter(({ to }) => to.length > 0);
  const errors = read.filter(({ to }) => to.length === 0).map(({ from }) => nothingLinked(call, from.id));
  const body = { status: 'COMPLETE', results, ...stamps(call) };
  return errors.length > 0
    ? { status: 207, body: { ...body, numErrors: errors.length, errors } }
    : { status: 200, body };
}

function nothingLinked(call: Call, id: string): Json {
  const [from, to] = [fromOf(call).type.singular, toOf(call).type.singular];
  return {
    status: 'error',
    category: 'OBJECT_NOT_FOUND',
    subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
    message: `No ${to} is associated with ${from} ${id}.`,
    context: { fromObjectId: [id], fromObjectType: [from], toObjectType: [to] },
  };
}

function removeAll(call: Call): Answer {
  for (const input of inputsOf(call.body, MOST_CREATED)) {
    const fromId = textIn(asObject(input['from'], 'from'), 'id');
    const to = Array.isArray(input['to']) ? input['to'] : [input['to']];
    for (const target of to) {
      call.portal.links.remove(
        fromOf(call).type.name,
        fromId,
        toOf(call).type.name,
        textIn(asObject(target, 'to'), 'id'),
      );
    }
  }
  return { status: 204 };
}

function removeLabels(call: Call): Answer {
  for (const input of inputsOf(call.body, MOST_CREATED)) {
    const { fromId, toId } = pairIn(input);
    const types = readTypes(call.portal, fromOf(call).type.name, toOf(call).type.name, input['types']);
    for (const type of types) call.portal.links.remove(type.from, fromId, type.to, toId, type);
  }
  return { status: 204 };
}

function join(call: Call, fromId: string, toId: string, types: LinkType[]) {
  requirePair(call, fromId, toId);
  for (const type of types) link(call.portal, type, fromId, toId);
  return {
    fromObjectTypeId: fromOf(call).type.id,
    fromObjectId: Number(fromId),
    toObjectTypeId: toOf(call).type.id,
    toObjectId: Number(toId),
    labels: types.map(({ label }) => label).filter((label) => label !== null),
  };
}

function requirePair(call: Call, fromId: string, toId: string): void {
  requireRecord(fromOf(call), fromId);
  requireRecord(toOf(call), toId);
}

function pairIn(input: Json): { fromId: string; toId: string } {
  return {
    fromId: textIn(asObject(input['from'], 'from'), 'id'),
    toId: textIn(asObject(input['to'], 'to'), 'id'),
  };
}

function plain(call: Call): LinkType {
  const type = call.portal.links.plainType(fromOf(call).type.name, toOf(call).type.name);
  if (!type)
    throw invalid(
      `There is no default association from ${fromOf(call).type.name} to ${toOf(call).type.name}.`,
    );
  return type;
}

function stamps(call: Call) {
  const at = new Date(call.portal.now()).toISOString();
  return { startedAt: at, completedAt: at };
}
