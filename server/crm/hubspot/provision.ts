/** Carries out provisioning steps: one group and one batch of properties for each object. Done twice it changes nothing. */
import type { ProvisionStep, WantedField } from '../../../shared/schema/plan.ts';
import { CrmError, type StepOutcome } from '../../ports.ts';
import { typesOf } from './describe.ts';
import { ErrorBody, errorOf } from './errors.ts';
import type { Portal } from './portal.ts';
import { definitionFor, GROUP, optionsFor } from './property.ts';
import { Anything, PropertyBatch, WireProperty } from './shapes.ts';

type Creation = Extract<ProvisionStep, { kind: 'createField' }>;

export async function apply(portal: Portal, steps: readonly ProvisionStep[]): Promise<StepOutcome[]> {
  const outcomes = new Map<ProvisionStep, StepOutcome>();
  const creations = steps.filter((step): step is Creation => step.kind === 'createField');
  for (const [type, own] of Map.groupBy(creations, ({ object }) => object.native)) {
    for (const [step, outcome] of await createAll(portal, type, own)) outcomes.set(step, outcome);
  }
  for (const step of steps) if (!outcomes.has(step)) outcomes.set(step, await one(portal, step));
  return steps.map((step) => outcomes.get(step) ?? { status: 'unchanged' });
}

async function one(portal: Portal, step: ProvisionStep): Promise<StepOutcome> {
  if (step.kind !== 'addOptions') return { status: 'unchanged' };
  return caught(() => addOptions(portal, step.object.native, step.field, step.options));
}

async function createAll(
  portal: Portal,
  type: string,
  steps: readonly Creation[],
): Promise<Map<Creation, StepOutcome>> {
  const grouped = await caught(() => createGroup(portal, type));
  if (grouped.status === 'failed') return new Map(steps.map((step) => [step, grouped]));
  const path = portal.propertiesPath(type, 'batch/create');
  const body = { inputs: steps.map(({ field }) => definitionFor(field)) };
  const place = `creating ${steps.length} properties of ${type}`;
  const answer = await portal.client.send({ method: 'POST', path, body, place }, PropertyBatch);
  const made = new Set(answer.body.results.map(({ name }) => name));
  const outcomes = new Map<Creation, StepOutcome>();
  for (const step of steps) {
    const { field } = step;
    const error = errorFor(field.native, answer.body.errors ?? [], portal.clock.now());
    if (made.has(field.native)) outcomes.set(step, { status: 'done' });
    else if (error && error.fault.kind !== 'duplicate') outcomes.set(step, { status: 'failed', error });
    else outcomes.set(step, await caught(() => checkEqual(portal, type, field)));
  }
  return outcomes;
}

/** A group of our own keeps our properties together in the portal's settings. */
async function createGroup(portal: Portal, type: string): Promise<StepOutcome> {
  const path = portal.propertiesPath(type, 'groups');
  const place = `creating the property group of ${type}`;
  await portal.client.send({ method: 'POST', path, body: GROUP, place }, Anything);
  return { status: 'done' };
}

/** A property of this name is there already: fine when it can carry what we want, with every option. */
async function checkEqual(portal: Portal, type: string, field: WantedField): Promise<StepOutcome> {
  const present = await readProperty(portal, type, field);
  if (!typesOf(present).includes(field.type)) {
    const message = `${type}.${field.native} exists as ${present.type}/${present.fieldType}; rename or delete it, then provision again`;
    throw new CrmError({ kind: 'rejected', field: field.native, code: 'otherType' }, message);
  }
  const missing = (field.options ?? []).filter(
    (option) => !present.options.some(({ value }) => value === option),
  );
  return missing.length > 0 ? addOptions(portal, type, field, missing) : { status: 'unchanged' };
}

/** HubSpot replaces the whole list of options, so the present ones are sent along as they are. */
async function addOptions(
  portal: Portal,
  type: string,
  field: WantedField,
  wanted: readonly string[],
): Promise<StepOutcome> {
  const present = await readProperty(portal, type, field);
  const known = new Set(present.options.map(({ value }) => value));
  const added = optionsFor(
    wanted.filter((option) => !known.has(option)),
    present.options.length,
  );
  if (added.length === 0) return { status: 'unchanged' };
  const path = portal.propertiesPath(type, field.native);
  const body = { options: [...present.options, ...added] };
  const place = `adding options to ${type}.${field.native}`;
  await portal.client.send({ method: 'PATCH', path, body, place }, Anything);
  return { status: 'done' };
}

async function readProperty(portal: Portal, type: string, field: WantedField): Promise<WireProperty> {
  const path = portal.propertiesPath(type, field.native);
  const place = `reading the property ${type}.${field.native}`;
  return (await portal.client.send({ method: 'GET', path, place }, WireProperty)).body;
}

/** The batch's error that names this property. */
function errorFor(name: string, errors: readonly unknown[], now: number): CrmError | undefined {
  for (const raw of errors) {
    const body = ErrorBody.safeParse(raw);
    if (
      !body.success ||
      !Object.values(body.data.context ?? {})
        .flat()
        .includes(name)
    )
      continue;
    return errorOf({ body: body.data, retryAt: null, now }, `the property ${name}`);
  }
  return undefined;
}

/** What exists already is no failure; any other refusal is this step's outcome and leaves the others alone. */
async function caught(work: () => Promise<StepOutcome>): Promise<StepOutcome> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CrmError)) throw error;
    if (error.fault.kind === 'duplicate') return { status: 'unchanged' };
    if (['expired', 'exhausted', 'down', 'throttled'].includes(error.fault.kind)) throw error;
    return { status: 'failed', error };
  }
}
