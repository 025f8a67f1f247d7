/** The workbench: record pages of both imitated CRMs in a browser, with an app's real cards on them. */
import type { AddressInfo } from 'node:net';
import type { Sandbox } from './sandbox.ts';
import { Cards } from './workbench/cards.ts';
import { type AppOnPages, cardHosts } from './workbench/hosts.ts';
import { hubspotView } from './workbench/hubspot.ts';
import { salesforceView } from './workbench/salesforce.ts';
import { workbenchServer } from './workbench/server.ts';

export interface Workbench {
  /** `http://127.0.0.1:PORT/` */
  url: string;
  /** Ends when the cards can be drawn, with what compilers complained of: none if all is well. */
  built: Promise<string[]>;
  close(): Promise<void>;
}

/**
 * Serves the pages on loopback; port 0 is any free one. Rejects when the port is taken.
 * @param app whose cards are drawn; without it the pages show only what it wrote
 */
export async function startWorkbench(sandbox: Sandbox, port: number, app?: AppOnPages): Promise<Workbench> {
  const { salesforce, hubspot, world } = sandbox;
  const cards = new Cards(app ? cardHosts(sandbox, app) : [], app?.users ?? (() => []));
  const views = [salesforceView(salesforce.org, world), hubspotView(hubspot.portal, world)];
  const server = workbenchServer(views, cards);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${bound}/`,
    built: cards.build(),
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
