/** Association labels of a pair of object types: a Professional feature. */
import { asObject, optionalText, textIn } from './body.ts';
import { fromOf, linksFrom, readsFrom, toOf } from './associations.ts';
import type { LinkType } from './links.ts';
import { invalid, missing, notInEdition, Refusal } from './refusal.ts';
import type { Answer, Call, Route } from './route.ts';

export const labelRoutes: Route[] = [
  { method: 'GET', path: 'crm/associations/:from/:to/labels', scopes: readsFrom, handle: listLabels },
  { method: 'POST', path: 'crm/associations/:from/:to/labels', scopes: linksFrom, handle: createLabel },
  {
    method: 'DELETE',
    path: 'crm/associations/:from/:to/labels/:typeId',
    scopes: linksFrom,
    handle: removeLabel,
  },
];

function listLabels(call: Call): Answer {
  const types = call.portal.links.typesBetween(fromOf(call).type.name, toOf(call).type.name);
  return {
    status: 200,
    body: { results: types.map(({ category, typeId, label }) => ({ category, typeId, label })) },
  };
}

function createLabel(call: Call): Answer {
  const { links, allowance } = call.portal;
  const [from, to] = [fromOf(call).type.name, toOf(call).type.name];
  const body = asObject(call.body);
  const label = textIn(body, 'label');
  const name = textIn(body, 'name');
  if (allowance.labelsPerPair === 0) throw notInEdition('association labels', 'a Professional subscription');
  const own = links.typesBetween(from, to).filter(({ category }) => category === 'USER_DEFINED');
  if (own.length >= allowance.labelsPerPair)
    throw invalid(`At most ${allowance.labelsPerPair} labels per pair of objects are allowed.`);
  if (own.some((type) => type.name === name || type.label === label)) {
    throw new Refusal(409, 'OBJECT_ALREADY_EXISTS', `An association label '${label}' already exists.`);
  }
  const typeId = links.nextOwnTypeId();
  const inverseLabel = optionalText(body, 'inverseLabel');
  const inverseTypeId = inverseLabel === undefined && from === to ? typeId : typeId + 1;
  const forth: LinkType = { category: 'USER_DEFINED', typeId, inverseTypeId, label, name, from, to };
  const back: LinkType = {
    ...forth,
    typeId: inverseTypeId,
    inverseTypeId: typeId,
    label: inverseLabel ?? label,
    from: to,
    to: from,
  };
  const added = inverseTypeId === typeId ? [forth] : [forth, back];
  links.types.push(...added);
  return {
    status: 200,
    body: {
      results: added.map(({ category, typeId: id, label: text }) => ({ category, typeId: id, label: text })),
    },
  };
}

function removeLabel(call: Call): Answer {
  const { links } = call.portal;
  const found = links.types.find(
    ({ typeId, category }) => typeId === Number(call.params.typeId) && category === 'USER_DEFINED',
  );
  if (!found) throw missing(`Association type ${call.params.typeId ?? ''} does not exist.`);
  links.removeType(found);
  return { status: 204 };
}
