/** The workbench: record pages of both imitated CRMs in a browser, so that a person can watch what an app writes. */
import type { AddressInfo } from 'node:net';
import type { Sandbox } from './sandbox.ts';
import { hubspotView } from './workbench/hubspot.ts';
import { salesforceView } from './workbench/salesforce.ts';
import { workbenchServer } from './workbench/server.ts';

export interface Workbench {
  /** `http://127.0.0.1:PORT/` */
  url: string;
  close(): Promise<void>;
}

/** Serves the pages on loopback; port 0 is any free one. Rejects when the port is taken. */
export async function startWorkbench(sandbox: Sandbox, port: number): Promise<Workbench> {
  const { salesforce, hubspot, world } = sandbox;
  const server = workbenchServer([salesforceView(salesforce.org, world), hubspotView(hubspot.portal, world)]);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${bound}/`,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
