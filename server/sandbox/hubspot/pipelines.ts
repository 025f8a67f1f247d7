/** Deal and ticket pipelines with their stages, whose metadata decides whether a deal is open, won or lost. */
import type { Answer, Call, Route } from './route.ts';
import { missing } from './refusal.ts';

export interface Stage {
  id: string;
  label: string;
  displayOrder: number;
  metadata: Record<string, string>;
  archived: boolean;
}

export interface Pipeline {
  id: string;
  label: string;
  displayOrder: number;
  stages: Stage[];
  archived: boolean;
}

const DEAL_STAGES: [string, string, string, string][] = [
  ['appointmentscheduled', 'Appointment Scheduled', 'false', '0.2'],
  ['qualifiedtobuy', 'Qualified To Buy', 'false', '0.4'],
  ['presentationscheduled', 'Presentation Scheduled', 'false', '0.6'],
  ['decisionmakerboughtin', 'Decision Maker Bought-In', 'false', '0.8'],
  ['contractsent', 'Contract Sent', 'false', '0.9'],
  ['closedwon', 'Closed Won', 'true', '1.0'],
  ['closedlost', 'Closed Lost', 'true', '0.0'],
];
const TICKET_STAGES: [string, string, string][] = [
  ['1', 'New', 'OPEN'],
  ['2', 'Waiting on contact', 'OPEN'],
  ['3', 'Waiting on us', 'OPEN'],
  ['4', 'Closed', 'CLOSED'],
];

export function standardPipelines(): Map<string, Pipeline[]> {
  const deals = DEAL_STAGES.map(([id, label, isClosed, probability]) => ({
    id,
    label,
    metadata: { isClosed, probability },
  }));
  const tickets = TICKET_STAGES.map(([id, label, ticketState]) => ({ id, label, metadata: { ticketState } }));
  return new Map([
    ['deals', [pipeline('default', 'Sales Pipeline', deals)]],
    ['tickets', [pipeline('0', 'Support Pipeline', tickets)]],
  ]);
}

export function pipeline(
  id: string,
  label: string,
  stages: Pick<Stage, 'id' | 'label' | 'metadata'>[],
): Pipeline {
  return {
    id,
    label,
    displayOrder: 0,
    archived: false,
    stages: stages.map((stage, displayOrder) => ({ ...stage, displayOrder, archived: false })),
  };
}

export const pipelineRoutes: Route[] = [
  { method: 'GET', path: 'crm/pipelines/:type', scopes: readScopes, handle: list },
  { method: 'GET', path: 'crm/pipelines/:type/:pipeline', scopes: readScopes, handle: get },
  { method: 'GET', path: 'crm/pipelines/:type/:pipeline/stages', scopes: readScopes, handle: stages },
];

function readScopes(call: Call): string[] {
  return [`${call.portal.collection(call.params.type).type.scope}.read`];
}

function list(call: Call): Answer {
  return { status: 200, body: { results: pipelinesOf(call).map((found) => pipelineBody(call, found)) } };
}

function get(call: Call): Answer {
  return { status: 200, body: pipelineBody(call, find(call)) };
}

function stages(call: Call): Answer {
  return { status: 200, body: { results: pipelineBody(call, find(call)).stages } };
}

function find(call: Call): Pipeline {
  const found = pipelinesOf(call).find(({ id }) => id === call.params.pipeline);
  if (!found) throw missing(`Pipeline ${call.params.pipeline} does not exist.`);
  return found;
}

function pipelinesOf(call: Call): Pipeline[] {
  return call.portal.pipelines.get(call.portal.collection(call.params.type).type.name) ?? [];
}

function pipelineBody(call: Call, found: Pipeline) {
  const at = new Date(call.portal.bornAt).toISOString();
  const stamps = { createdAt: at, updatedAt: at };
  return { ...found, ...stamps, stages: found.stages.map((stage) => ({ ...stage, ...stamps })) };
}
