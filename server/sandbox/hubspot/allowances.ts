/** The limits-tracking API: what the edition allows and how much of it is used. */
import type { Collection } from './collection.ts';
import { customCount } from './define.ts';
import type { Answer, Call, Route } from './route.ts';

export const allowanceRoutes: Route[] = [
  { method: 'GET', path: 'crm/limits/custom-properties', scopes: anyRead, handle: properties },
  { method: 'GET', path: 'crm/limits/custom-object-types', scopes: anyRead, handle: objectTypes },
  { method: 'GET', path: 'crm/limits/records', scopes: anyRead, handle: records },
  { method: 'GET', path: 'crm/limits/associations/labels', scopes: anyRead, handle: labels },
];

function anyRead(call: Call): string[] {
  return [...call.portal.collections.values()].map(({ type }) => `${type.scope}.read`);
}

function properties(call: Call): Answer {
  const { portal } = call;
  const byObjectType = all(call).map((collection) => ({
    ...named(collection),
    ...used(customCount(portal, collection), portal.allowance.propertiesPerType),
  }));
  const { limit, usage, percentage } = used(customCount(portal), portal.allowance.propertiesOverall);
  return {
    status: 200,
    body: { byObjectType, overallLimit: limit, overallUsage: usage, overallPercentage: percentage },
  };
}

function objectTypes(call: Call): Answer {
  const own = all(call).filter(({ type }) => type.custom).length;
  return { status: 200, body: used(own, call.portal.allowance.customObjectTypes) };
}

function records(call: Call): Answer {
  const limit = call.portal.allowance.recordsPerType;
  const counted = (collection: Collection) => ({
    ...named(collection),
    ...used(collection.live.size, limit),
  });
  const custom = all(call).filter(({ type }) => type.custom);
  const usage = custom.reduce((sum, { live }) => sum + live.size, 0);
  return {
    status: 200,
    body: {
      hubspotDefinedObjectTypes: all(call)
        .filter(({ type }) => !type.custom)
        .map(counted),
      customObjectTypes: {
        byObjectType: custom.map((collection) => ({ ...named(collection), usage: collection.live.size })),
        overallLimit: limit,
        overallUsage: usage,
        overallPercentage: used(usage, limit).percentage,
      },
    },
  };
}

function labels(call: Call): Answer {
  const { portal } = call;
  const own = portal.links.types.filter(({ category }) => category === 'USER_DEFINED');
  const byPair = Map.groupBy(own, ({ from, to }) => `${from} ${to}`);
  const results = [...byPair.values()].map((types) => ({
    fromObjectType: named(portal.collection(types[0]?.from)),
    toObjectType: named(portal.collection(types[0]?.to)),
    allLabels: types.map(({ label }) => label),
    ...used(types.length, portal.allowance.labelsPerPair),
  }));
  return { status: 200, body: { results } };
}

function all(call: Call): Collection[] {
  return [...call.portal.collections.values()];
}

function named({ type }: Collection) {
  return { objectTypeId: type.id, singularLabel: type.label, pluralLabel: type.pluralLabel };
}

function used(usage: number, limit: number) {
  return { limit, usage, percentage: limit === 0 ? 0 : Math.round((usage / limit) * 100_000) / 1_000 };
}
