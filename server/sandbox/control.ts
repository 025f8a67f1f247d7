/** Routes for other processes that use the sandbox, on a path no vendor has: counts, faults, loading, rows. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Company } from './company.ts';
import type { CrmName, Fault } from './faults.ts';
import type { Sandbox } from './sandbox.ts';

export interface Control {
  url: string;
  close(): Promise<void>;
}

/** `Fault` as JSON: regular expressions are given as their source. */
type FaultText = Omit<Fault, 'path' | 'body'> & { path?: string; body?: string };

/** Serves `/sandbox/…` on loopback. */
export async function startControl(sandbox: Sandbox, port = 0): Promise<Control> {
  const server = createServer((request, response) => {
    answer(sandbox, request)
      .then((body) =>
        response
          .writeHead(body === undefined ? 404 : 200, { 'Content-Type': 'application/json' })
          .end(JSON.stringify(body ?? { error: `no ${request.method} ${request.url}` })),
      )
      .catch((error: unknown) =>
        response
          .writeHead(400, { 'Content-Type': 'application/json' })
          .end(JSON.stringify({ error: error instanceof Error ? error.message : String(error) })),
      );
  });
  await listen(server, port);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/sandbox`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}

async function answer(sandbox: Sandbox, request: IncomingMessage): Promise<unknown> {
  const url = new URL(request.url ?? '/', 'http://sandbox');
  const { world, salesforce, hubspot } = sandbox;
  switch (`${request.method} ${url.pathname}`) {
    case 'GET /sandbox/calls':
      return {
        counted: { salesforce: world.calls.count('salesforce'), hubspot: world.calls.count('hubspot') },
        byPath: byPath(sandbox),
      };
    case 'POST /sandbox/calls/reset':
      world.calls.reset();
      return { ok: true };
    case 'POST /sandbox/fail':
      world.fail(readFault((await json(request)) as FaultText));
      return { ok: true };
    case 'POST /sandbox/advance':
      world.advance(Number(((await json(request)) as { milliseconds: number }).milliseconds));
      return { now: world.now() };
    case 'POST /sandbox/load': {
      const company = (await json(request)) as Company;
      return {
        salesforce: Object.fromEntries(salesforce.load(company)),
        hubspot: Object.fromEntries(hubspot.load(company)),
      };
    }
    case 'GET /sandbox/rows':
      return salesforce.org.rows(url.searchParams.get('object') ?? '', {
        deleted: url.searchParams.has('deleted'),
      });
    default:
      return undefined;
  }
}

/** Calls by `crm METHOD path`, record ids folded to `*`. */
function byPath(sandbox: Sandbox): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const call of sandbox.world.calls.entries) {
    const key = `${call.crm} ${call.method} ${call.path.replace(/\/[A-Za-z0-9-]*\d[A-Za-z0-9-]{5,}(?=\/|$)/g, '/*')}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

function readFault(given: FaultText): Fault {
  const crm: CrmName = given.crm;
  if (crm !== 'salesforce' && crm !== 'hubspot') throw new Error('crm must be salesforce or hubspot');
  const { path, body, ...rest } = given;
  return {
    ...rest,
    ...(path === undefined ? {} : { path: new RegExp(path) }),
    ...(body === undefined ? {} : { body: new RegExp(body) }),
  };
}

async function json(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
}
