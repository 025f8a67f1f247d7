/** A portal for one test file and the real HubSpot client pointed at it. */
import { Client } from '@hubspot/api-client';
import {
  type HubSpotOptions,
  type HubSpotSandbox,
  startHubSpot,
} from '../../server/sandbox/hubspot/index.ts';
import { World, type WorldKind } from '../../server/sandbox/world.ts';

/** The vendor's answers are of many shapes; each test says what it expects of them. */
export type Body = ReturnType<typeof JSON.parse>;

export interface Answered {
  status: number;
  headers: Headers;
  body: Body;
}

export interface Opened {
  world: World;
  hubspot: HubSpotSandbox;
  client: Client;
  ask: (method: string, path: string, body?: unknown, token?: string) => Promise<Answered>;
}

export async function open(options: HubSpotOptions & { kind?: WorldKind } = {}): Promise<Opened> {
  const { kind = 'clean', ...rest } = options;
  const world = new World(kind);
  const hubspot = await startHubSpot(world, { limits: false, ...rest });
  const client = new Client({ accessToken: hubspot.privateAppToken, basePath: hubspot.url });
  const ask = async (method: string, path: string, body?: unknown, token?: string): Promise<Answered> => {
    const Authorization = `Bearer ${token ?? hubspot.privateAppToken}`;
    const response = await client.apiRequest({
      method: method as 'GET',
      path,
      authType: 'none',
      headers: { Authorization },
      ...(body !== undefined && { body: body as object }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    return {
      status: response.status,
      headers: response.headers as unknown as Headers,
      body: isJson ? JSON.parse(text) : text,
    };
  };
  return { world, hubspot, client, ask };
}

/** Form-encoded POST, as the token endpoints want it. */
export async function postForm(url: string, fields: Record<string, string>): Promise<Answered> {
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams(fields) });
  return { status: response.status, headers: response.headers, body: await response.json() };
}
