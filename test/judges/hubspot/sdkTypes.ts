/** The types of HubSpot's SDK as JSON schemas, each for the requests whose bodies it describes. */
import { Ajv } from 'ajv';
import { join } from 'node:path';
import { createGenerator } from 'ts-json-schema-generator';
import { PROJECT } from '../../accept/command.ts';
import type { Sent } from './bodies.ts';

const MODELS = join(PROJECT, 'node_modules/@hubspot/api-client/lib/codegen/crm');

type Json = Record<string, unknown>;

interface Typed {
  path: RegExp;
  folder: string;
  type: string;
  /** Where HubSpot's documentation takes what the SDK's type does not: pointers into the schema and what stands there. */
  instead?: Readonly<Record<string, unknown>>;
}

const TYPES: readonly Typed[] = [
  { path: /^\/crm\/properties\/[^/]+\/\w+\/groups$/, folder: 'properties', type: 'PropertyGroupCreate' },
  { path: /^\/crm\/properties\/.*\/batch\/create$/, folder: 'properties', type: 'BatchInputPropertyCreate' },
  { path: /^\/crm\/objects\/[^/]+\/\w+$/, folder: 'objects', type: 'SimplePublicObjectInputForCreate' },
  {
    path: /^\/crm\/objects\/.*\/batch\/read$/,
    folder: 'objects',
    type: 'BatchReadInputSimplePublicObjectId',
    // Only the type insists on asking for the history.
    instead: { required: ['inputs', 'properties'] },
  },
  {
    path: /^\/crm\/objects\/.*\/batch\/update$/,
    folder: 'objects',
    type: 'BatchInputSimplePublicObjectBatchInput',
  },
  {
    path: /^\/crm\/objects\/.*\/search$/,
    folder: 'objects',
    type: 'PublicObjectSearchRequest',
    // The documentation sorts by property and direction, and the type by a text of which it says nothing.
    instead: {
      'properties/sorts/items': {
        type: 'object',
        properties: { propertyName: { type: 'string' }, direction: { enum: ['ASCENDING', 'DESCENDING'] } },
        required: ['propertyName', 'direction'],
        additionalProperties: false,
      },
    },
  },
  {
    path: /^\/crm\/associations\/.*\/batch\/read$/,
    folder: 'associations/v4',
    type: 'BatchInputPublicFetchAssociationsBatchRequest',
  },
];

/** What each body has that its type does not know or lacks, and bodies of which no type is known; each said once. */
export function untyped(sent: readonly Sent[]): string[] {
  const findings = new Set<string>();
  const checks = new Map<Typed, ReturnType<typeof compiled>>();
  for (const { method, path, body } of sent) {
    const typed = TYPES.find((candidate) => candidate.path.test(path));
    if (!typed) {
      findings.add(`${method} ${path}: no type of the SDK is named for it`);
      continue;
    }
    const check = checks.get(typed) ?? compiled(typed);
    checks.set(typed, check);
    if (check(body)) continue;
    for (const { instancePath, message, params } of check.errors ?? [])
      findings.add(`${method} ${path}: ${typed.type}${instancePath} ${message} ${JSON.stringify(params)}`);
  }
  return [...findings];
}

function compiled({ folder, type, instead = {} }: Typed) {
  const path = join(MODELS, folder, 'models', '*.d.ts');
  const schema = createGenerator({ path, type, skipTypeCheck: true, topRef: false }).createSchema(type);
  for (const [pointer, there] of Object.entries(instead)) {
    const steps = pointer.split('/');
    const last = steps.pop() ?? '';
    const holder = steps.reduce((at, step) => at[step] as Json, schema as Json);
    if (!(last in holder)) throw new Error(`${type} has nothing at ${pointer} any more.`);
    holder[last] = there;
  }
  return new Ajv({ allErrors: true, strict: false }).compile(schema);
}
