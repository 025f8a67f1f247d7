/** describe: what the signed-in user can see of objects and fields. */
import type { Call, Reply, Route } from '../call.ts';
import { notFound, SalesforceError } from '../errors.ts';
import type { OrgState } from '../state.ts';
import type { SObject } from '../schema.ts';
import { describeField } from './describeField.ts';

function summary(call: Call, object: SObject): Record<string, unknown> {
  const access = call.org.access(call.userId);
  const base = `/services/data/v${call.version}/sobjects/${object.name}`;
  const createable = object.createable && access.can('Create', object);
  return {
    activateable: false,
    createable,
    custom: object.custom,
    customSetting: false,
    deletable: access.can('Delete', object),
    deprecatedAndHidden: false,
    keyPrefix: object.keyPrefix,
    label: object.label,
    labelPlural: object.labelPlural,
    layoutable: !object.setup,
    mergeable: object.field('MasterRecordId') !== undefined,
    name: object.name,
    queryable: true,
    replicateable: true,
    retrieveable: true,
    searchable: !object.setup,
    triggerable: !object.setup,
    undeletable: access.can('Delete', object),
    updateable: access.can('Edit', object),
    urls: { sobject: base, describe: `${base}/describe`, rowTemplate: `${base}/{ID}` },
  };
}

/** Relations of other objects that point at this one. */
function childRelationships(org: OrgState, userId: string, object: SObject): unknown[] {
  const access = org.access(userId);
  return [...org.objects.values()]
    .filter((child) => access.can('Read', child))
    .flatMap((child) =>
      access
        .fieldsOf(child)
        .filter((field) => field.reference?.to.includes(object.name) === true)
        .map((field) => ({
          cascadeDelete: field.reference?.master === true || field.reference?.onDelete === 'Cascade',
          childSObject: child.name,
          deprecatedAndHidden: false,
          field: field.name,
          junctionIdListNames: [],
          junctionReferenceTo: [],
          relationshipName: field.reference?.childRelationshipName ?? null,
          restrictedDelete: field.reference?.onDelete === 'Restrict',
        })),
    );
}

function recordTypeInfos(org: OrgState, object: SObject): unknown[] {
  const types = org.table('RecordType').byId.filter((row) => row['SobjectType'] === object.name);
  const master = {
    active: true,
    available: true,
    defaultRecordTypeMapping: types.length === 0,
    developerName: 'Master',
    master: true,
    name: 'Master',
    recordTypeId: '012000000000000AAA',
    urls: {},
  };
  const own = types.map((row, place) => ({
    active: row['IsActive'],
    available: true,
    defaultRecordTypeMapping: place === 0,
    developerName: row['DeveloperName'],
    master: false,
    name: row['Name'],
    recordTypeId: row.Id,
    urls: {},
  }));
  return [...own, master];
}

/** The object a path names; a hidden one does not exist. */
export function objectInPath(call: Call, name: string): SObject {
  try {
    return call.org.sobject(name, call.userId);
  } catch (error) {
    if (error instanceof SalesforceError) throw notFound();
    throw error;
  }
}

function describe(call: Call, parts: string[]): Reply {
  const object = objectInPath(call, parts[0] ?? '');
  const fields = call.org.access(call.userId).fieldsOf(object);
  const body = {
    ...summary(call, object),
    actionOverrides: [],
    childRelationships: childRelationships(call.org, call.userId, object),
    fields: fields.map((field) => describeField(call, object, field)),
    namedLayoutInfos: [],
    recordTypeInfos: recordTypeInfos(call.org, object),
    supportedScopes: [],
  };
  return { status: 200, body };
}

export const describeRoutes: Route[] = [
  {
    method: 'GET',
    path: /^\/sobjects\/?$/,
    handle: (call) => {
      const access = call.org.access(call.userId);
      const seen = [...call.org.objects.values()].filter((object) => access.can('Read', object));
      return {
        status: 200,
        body: { encoding: 'UTF-8', maxBatchSize: 200, sobjects: seen.map((object) => summary(call, object)) },
      };
    },
  },
  { method: 'GET', path: /^\/sobjects\/([^/]+)\/describe\/?$/, handle: describe },
  {
    method: 'GET',
    path: /^\/sobjects\/([^/]+)\/?$/,
    handle: (call, parts) => ({
      status: 200,
      body: { objectDescribe: summary(call, objectInPath(call, parts[0] ?? '')), recentItems: [] },
    }),
  },
];
