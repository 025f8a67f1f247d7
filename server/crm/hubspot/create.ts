/** Makes a deal: the one record of HubSpot's own that we make besides tasks. */
import type { FieldValue } from '../../../shared/schema/field.ts';
import { isMoney } from '../../../shared/schema/record.ts';
import { type Change, CrmError, type Outcome } from '../../ports.ts';
import { failed } from '../batch.ts';
import { typeOf } from './parents.ts';
import type { Portal } from './portal.ts';
import { WireRecord } from './shapes.ts';
import type { Pipeline } from './stages.ts';
import { CURRENCY, propertyOf } from './values.ts';

/** HubSpot's own type of the link from a deal to a company; which company is primary is not ours to say. */
const TO_COMPANY = 341;

/** Makes it and links it with its company, in one request that is not sent again. */
export async function createDeal(portal: Portal, { fields, native = {} }: Change): Promise<Outcome> {
  const { account, kind, stage, ...rest } = fields as Record<string, FieldValue>;
  const place = `creating a deal${typeof account === 'string' ? ` for company ${account}` : ''}`;
  try {
    const properties = {
      ...placed(await portal.stages.pipelines(), kind, stage),
      ...Object.fromEntries(Object.entries(rest).map(([name, value]) => propertyOf('deal', name, value))),
      ...(await currencyOf(portal, rest)),
      ...Object.fromEntries(Object.entries(native).map(([name, value]) => [name, String(value ?? '')])),
    };
    const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: TO_COMPANY }];
    const associations = typeof account === 'string' ? [{ to: { id: account }, types }] : [];
    const request = { method: 'POST' as const, path: portal.objectsPath('deal'), place, once: true };
    const body = { properties, associations };
    return { status: 'written', id: (await portal.client.send({ ...request, body }, WireRecord)).body.id };
  } catch (error) {
    if (error instanceof CrmError) return { status: 'failed', error };
    if (!(error instanceof RangeError)) throw error;
    return failed({ kind: 'rejected', code: 'WRONG_VALUE' }, `HubSpot: ${place}: ${error.message}`);
  }
}

/**
 * Pipeline and stage by id or by the name that people know; the first pipeline where none is named.
 * @throws CrmError `rejected` with HubSpot's name of the property
 */
function placed(
  pipelines: readonly Pipeline[],
  kind: FieldValue,
  stage: FieldValue,
): { pipeline?: string; dealstage?: string } {
  const pipeline = typeof kind === 'string' ? called(pipelines, kind) : pipelines[0];
  if (!pipeline) throw unknown('pipeline', `no pipeline ${String(kind)}`);
  if (typeof stage !== 'string') return { pipeline: pipeline.id };
  const found = called(pipeline.stages, stage);
  if (!found) throw unknown('dealstage', `no stage ${stage} in the pipeline ${pipeline.label}`);
  return { pipeline: pipeline.id, dealstage: found.id };
}

function called<T extends { id: string; label: string }>(all: readonly T[], name: string): T | undefined {
  return all.find(({ id }) => id === name) ?? all.find(({ label }) => label === name);
}

function unknown(field: string, what: string): CrmError {
  const message = `HubSpot has ${what}; name it as the ${typeOf('deal')} settings do`;
  return new CrmError({ kind: 'rejected', field, code: 'INVALID_OPTION' }, message);
}

async function currencyOf(
  portal: Portal,
  fields: Readonly<Record<string, FieldValue>>,
): Promise<Record<string, string>> {
  const money = Object.values(fields).find(isMoney);
  return money && (await portal.facts()).multiple ? { [CURRENCY]: money.currency } : {};
}
