/** Runs one bundle in a worker with the globals that HubSpot gives it, and without those that it does not. */
import { createRemoteRoot } from '@remote-ui/core';
import * as RemoteUI from '@remote-ui/react';
import { createEndpoint, retain, type MessageEndpoint } from '@remote-ui/rpc';
import type { ReactElement } from 'react';
import * as React from 'react';
import type { FetchRequest, PageSide, Properties, WorkerSide } from './protocol.ts';

type Extension = (api: { context: unknown; actions: unknown }) => ReactElement;
interface FetchOptions {
  method?: string;
  body?: unknown;
  headers?: HeadersInit;
  timeout?: number;
}

/** The types are those of a page; this is a worker. */
const scope = self as unknown as MessageEndpoint & { importScripts(url: string): void };
const page = createEndpoint<PageSide>(scope, { callable: ['act', 'fetch', 'properties', 'log'] });
let extension: Extension | undefined;

/** As HubSpot's: a way out of the worker that is not offered here does not exist. */
const forbidden = (name: string) => () => {
  throw new Error(`${name} is not available to a card; use hubspot.fetch.`);
};

const level = (name: 'debug' | 'info' | 'warn' | 'error') => (text: unknown) =>
  page.call.log(name, String(text));

async function fetchThroughHubSpot(url: string | URL, options: FetchOptions = {}): Promise<Response> {
  const { method = 'GET', body, headers, timeout } = options;
  const request: FetchRequest = {
    url: String(url),
    method,
    headers: Object.fromEntries(new Headers(headers)),
    body: body === undefined ? null : JSON.stringify(body),
    timeout: timeout ?? null,
  };
  const answer = await page.call.fetch(request);
  return new Response(answer.body, {
    status: answer.status,
    headers: { 'content-type': 'application/json' },
  });
}

/** In the envelope in which HubSpot's hooks expect their answers. */
async function properties(names: string[], changed: (properties: Properties) => void) {
  const data = await page.call.properties(names, changed);
  return { json: async () => ({ data, cleanup: () => undefined }) };
}

Object.assign(self, {
  __HUBSPOT_EXTENSION_WORKER__: true,
  React,
  RemoteUI,
  extend_V2: (render: Extension) => (extension = render),
  hsFetch: fetchThroughHubSpot,
  logger: { debug: level('debug'), info: level('info'), warn: level('warn'), error: level('error') },
  fetch: forbidden('fetch'),
  XMLHttpRequest: forbidden('XMLHttpRequest'),
  WebSocket: forbidden('WebSocket'),
});

const run: WorkerSide['run'] = async (setup, channel, names) => {
  retain(channel);
  const { context, location } = setup;
  const actions = Object.fromEntries(
    names.map((name) => [name, (...values: unknown[]) => page.call.act(name, values)]),
  );
  const api = { context, actions };
  const hsWorkerAPI = {
    useExtensionContext: () => context,
    useExtensionActions: () => actions,
    useExtensionApi: () => api,
    useAppPageLocation: () => location,
    fetchCrmProperties: properties,
  };
  Object.assign(self, { hsWorkerAPI });
  scope.importScripts(setup.bundle);
  if (!extension) throw new Error(`${setup.bundle} did not call hubspot.extend().`);
  const root = createRemoteRoot(channel);
  RemoteUI.createRoot(root).render(extension(api));
  await root.mount();
};

page.expose({ run });
