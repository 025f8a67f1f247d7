/** Values HubSpot works out by itself from what was written. */
import { bareDomain } from './values.ts';
import type { Pipeline, Stage } from './pipelines.ts';
import type { Values } from './record.ts';

/** The written values together with what follows from them, given the record as it stands. */
export function withDerived(
  typeName: string,
  written: Values,
  present: Values,
  pipelines: Pipeline[],
): Values {
  if (typeName === 'companies') return withWebAddress(written, present);
  if (typeName === 'deals') return withStage(written, present, pipelines);
  if (typeName === 'tasks') return withTaskDefaults(written, present);
  return written;
}

function withTaskDefaults(written: Values, present: Values): Values {
  const defaults = { hs_task_status: 'NOT_STARTED', hs_task_type: 'TODO', hs_task_priority: 'NONE' };
  const missing = Object.entries(defaults).filter(([name]) => !present[name]);
  return { ...Object.fromEntries(missing), ...written };
}

function withWebAddress(written: Values, present: Values): Values {
  const { domain, website } = written;
  if (domain && !website && !present['website']) return { ...written, website: domain };
  if (website && !domain && !present['domain']) return { ...written, domain: bareDomain(website) };
  return written;
}

function withStage(written: Values, present: Values, pipelines: Pipeline[]): Values {
  const amount = 'amount' in written ? { amount_in_home_currency: written['amount'] ?? '' } : {};
  const pipeline =
    present['pipeline'] || written['pipeline'] ? {} : { pipeline: pipelines[0]?.id ?? 'default' };
  const stageId = written['dealstage'] ?? present['dealstage'];
  const stage = pipelines.flatMap(({ stages }) => stages).find(({ id }) => id === stageId);
  return { ...written, ...amount, ...pipeline, ...stageValues(stage) };
}

function stageValues(stage: Stage | undefined): Values {
  const { isClosed = 'false', probability = '' } = stage?.metadata ?? {};
  const isWon = isClosed === 'true' && Number(probability) === 1;
  return {
    hs_is_closed: isClosed,
    hs_is_closed_won: String(isWon),
    hs_deal_stage_probability: probability,
  };
}
