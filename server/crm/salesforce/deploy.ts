/** One metadata zip for all steps of a provisioning run, deployed by an administrator's own session. */
import { strToU8, zipSync } from 'fflate';
import { CrmError, type StepOutcome } from '../../ports.ts';
import { ROLES } from '../../../shared/schema/objects.ts';
import type { ProvisionStep, Wanted } from '../../../shared/schema/plan.ts';
import type { Client } from './client.ts';
import { errorOf, garbled } from './errors.ts';
import { fieldMetadata, type Metadata, objectMetadata } from './metadata.ts';
import { permissionSet, permissionSetName, widened } from './permissionSets.ts';
import { SOURCE_VERSION } from './source.ts';
import { document } from './xml.ts';

/** Existing picklist values by `Object.Field`, which a deployment must repeat or they would be switched off. */
export type KeptOptions = ReadonlyMap<string, readonly string[]>;

const FIRST_WAIT = 200;
const LONGEST_WAIT = 10_000;

interface Contents {
  /** CustomObject or its partial file, by object name. */
  objects: Map<string, { whole: Metadata | null; fields: Map<string, Metadata> }>;
  permissionSets: Map<string, Metadata>;
}

/** @returns an outcome for each step; what one step's fault rolled back is deployed again without it. */
export async function deploy(
  client: Client,
  steps: readonly ProvisionStep[],
  wanted: Wanted,
  kept: KeptOptions,
): Promise<StepOutcome[]> {
  const outcomes: (StepOutcome | undefined)[] = steps.map(() => undefined);
  for (;;) {
    const open = steps.filter((_step, place) => outcomes[place] === undefined);
    if (open.length === 0) break;
    const result = await deployed(client, zipOf(await contentsOf(client, open, wanted, kept)));
    let stuck = true;
    steps.forEach((step, place) => {
      if (outcomes[place] !== undefined) return;
      const outcome = outcomeOf(step, result, client.now());
      if (result.success || outcome.status === 'failed') {
        outcomes[place] = outcome;
        stuck = false;
      }
    });
    if (stuck)
      throw new CrmError({ kind: 'rejected', code: 'DEPLOYMENT_FAILED' }, `Salesforce: ${result.message}`);
  }
  return outcomes as StepOutcome[];
}

async function contentsOf(
  client: Client,
  steps: readonly ProvisionStep[],
  wanted: Wanted,
  kept: KeptOptions,
): Promise<Contents> {
  const objects: Contents['objects'] = new Map();
  const permissionSets: Contents['permissionSets'] = new Map();
  for (const step of steps) {
    if (step.kind === 'grant') {
      const existing = await existingSets(client);
      for (const role of ROLES) {
        const name = permissionSetName(role);
        permissionSets.set(name, widened(permissionSet(role, wanted), existing.get(name) ?? {}));
      }
      continue;
    }
    const { object } = step;
    const file = objects.get(object.native) ?? { whole: null, fields: new Map<string, Metadata>() };
    objects.set(object.native, file);
    if (step.kind === 'createObject') file.whole = objectMetadata(object);
    const fields = step.kind === 'createObject' ? object.fields : [step.field];
    for (const field of fields)
      file.fields.set(
        field.native,
        fieldMetadata(object, field, kept.get(`${object.native}.${field.native}`)),
      );
  }
  return { objects, permissionSets };
}

async function existingSets(client: Client): Promise<Map<string, Record<string, unknown>>> {
  const read: unknown = await client.connection.metadata.read('PermissionSet', ROLES.map(permissionSetName));
  const there = listOf(read).filter((set) => typeof set['fullName'] === 'string');
  return new Map(there.map((set) => [String(set['fullName']), set]));
}

function zipOf({ objects, permissionSets }: Contents): Buffer {
  const files: Record<string, Uint8Array> = {};
  const whole: string[] = [];
  const fields: string[] = [];
  for (const [name, file] of objects) {
    if (file.whole) whole.push(name);
    else fields.push(...[...file.fields.keys()].map((field) => `${name}.${field}`));
    const content = { ...file.whole, fields: [...file.fields.values()] };
    files[`objects/${name}.object`] = strToU8(document('CustomObject', content));
  }
  for (const [name, set] of permissionSets)
    files[`permissionsets/${name}.permissionset`] = strToU8(document('PermissionSet', set));
  const types = [
    { members: whole, name: 'CustomObject' },
    { members: fields, name: 'CustomField' },
    { members: [...permissionSets.keys()], name: 'PermissionSet' },
  ].filter(({ members }) => members.length > 0);
  files['package.xml'] = strToU8(document('Package', { types, version: SOURCE_VERSION }));
  return Buffer.from(zipSync(files));
}

interface DeployResult {
  success: boolean;
  message: string;
  /** By full name: `Account.Partner_Status__c`. */
  failures: Map<string, string>;
  unchanged: Set<string>;
}

async function deployed(client: Client, zip: Buffer): Promise<DeployResult> {
  const { metadata } = client.connection;
  const { id } = await metadata.deploy(zip, { rollbackOnError: true, singlePackage: true });
  if (!id) throw garbled('a deployment without an id');
  for (let wait = FIRST_WAIT; ; wait = Math.min(wait * 2, LONGEST_WAIT)) {
    await client.pause(wait);
    const status = await metadata.checkDeployStatus(id, true);
    if (!status.done) continue;
    const details = status.details as { componentFailures?: unknown; componentSuccesses?: unknown } | null;
    const failures = listOf(details?.componentFailures);
    const first = failures[0];
    return {
      success: status.success,
      message: String(first?.['problem'] ?? status.errorMessage ?? status.status),
      failures: new Map(failures.map((one) => [String(one['fullName']), String(one['problem'])])),
      unchanged: new Set(
        listOf(details?.componentSuccesses)
          .filter((one) => String(one['changed']) === 'false')
          .map((one) => String(one['fullName'])),
      ),
    };
  }
}

/** SOAP has no lists of one. */
function listOf(value: unknown): Record<string, unknown>[] {
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? value : [value]) as Record<string, unknown>[];
}

function outcomeOf(step: ProvisionStep, result: DeployResult, now: number): StepOutcome {
  const names = namesOf(step);
  const failure = names.find((name) => result.failures.has(name));
  if (failure !== undefined)
    return {
      status: 'failed',
      error: errorOf(
        { code: 'DEPLOYMENT_FAILED', message: result.failures.get(failure) ?? '', fields: [failure] },
        now,
      ),
    };
  return names.every((name) => result.unchanged.has(name)) ? { status: 'unchanged' } : { status: 'done' };
}

function namesOf(step: ProvisionStep): string[] {
  if (step.kind === 'grant') return ROLES.map(permissionSetName);
  if (step.kind !== 'createObject') return [`${step.object.native}.${step.field.native}`];
  return [step.object.native, ...step.object.fields.map((field) => `${step.object.native}.${field.native}`)];
}
