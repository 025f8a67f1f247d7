/** Routes no vendor has, by which another process drives the imitation: counts, faults, loading, the truth. */
import type { Company } from '../company.ts';
import type { Effect } from '../faults.ts';
import type { World } from '../world.ts';
import type { HubSpotPortal } from './portal.ts';
import { Refusal } from './refusal.ts';
import type { Answer } from './route.ts';

export interface Controls {
  load: (company: Company) => Map<string, string>;
}

interface ControlRequest {
  method: string;
  url: URL;
  text: string;
}

/** A fault as JSON: the expressions are text. */
interface FaultText {
  method?: string;
  path?: string;
  body?: string;
  skip?: number;
  times?: number;
  effect: Effect;
}

export function answerControl(
  world: World,
  portal: HubSpotPortal,
  controls: Controls,
  request: ControlRequest,
): Answer {
  const { method, url, text } = request;
  switch (`${method} ${url.pathname}`) {
    case 'GET /sandbox/calls':
      return { status: 200, body: callCounts(world) };
    case 'POST /sandbox/calls/reset':
      world.calls.reset();
      return { status: 204 };
    case 'POST /sandbox/fail':
      return planFault(world, JSON.parse(text) as FaultText);
    case 'POST /sandbox/load':
      return { status: 200, body: Object.fromEntries(controls.load(JSON.parse(text) as Company)) };
    case 'GET /sandbox/objects':
      return truth(portal, url.searchParams);
    default:
      return { status: 404, body: { message: `No control route ${method} ${url.pathname}.` } };
  }
}

function callCounts(world: World) {
  const own = world.calls.entries.filter(({ crm }) => crm === 'hubspot');
  const byPath: Record<string, number> = {};
  for (const { method, path } of own) {
    const key = `${method} ${path.replace(/\/\d{6,}/g, '/{id}')}`;
    byPath[key] = (byPath[key] ?? 0) + 1;
  }
  return { counted: world.calls.count('hubspot'), byPath };
}

function planFault(world: World, { path, body, ...fault }: FaultText): Answer {
  world.fail({
    crm: 'hubspot',
    ...fault,
    ...(path !== undefined && { path: new RegExp(path) }),
    ...(body !== undefined && { body: new RegExp(body) }),
  });
  return { status: 204 };
}

function truth(portal: HubSpotPortal, query: URLSearchParams): Answer {
  const type = query.get('type') ?? '';
  try {
    return { status: 200, body: portal.objects(type) };
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    return { status: refusal.status, body: { message: refusal.message } };
  }
}
