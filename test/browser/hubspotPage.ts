/** The imitation portal's pages with our cards on them, and a server behind the cards that answers what a test says. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSandbox, type Sandbox } from '../../server/sandbox/sandbox.ts';
import { Cards } from '../../server/sandbox/workbench/cards.ts';
import type { CardUser } from '../../server/sandbox/workbench/cardHost.ts';
import { hubspotView } from '../../server/sandbox/workbench/hubspot.ts';
import { hubspotCards } from '../../server/sandbox/workbench/hubspot/index.ts';
import { workbenchServer } from '../../server/sandbox/workbench/server.ts';
import { cardRequest, type CardRequest } from '../../shared/contract/request.ts';

export type Answering = (request: CardRequest) => unknown | Promise<unknown>;

export interface HubSpotPages {
  sandbox: Sandbox;
  /** `http://127.0.0.1:PORT` */
  url: string;
  /** Id of a deal. */
  deal: string;
  asked: CardRequest[];
  answer(with_: Answering): void;
  close(): Promise<void>;
}

export async function openPages(): Promise<HubSpotPages> {
  const sandbox = await createSandbox();
  const { portal } = sandbox.hubspot;
  const { id: deal } = portal.create('deals', { dealname: 'Litware – Platform 2026' });
  const asked: CardRequest[] = [];
  let answering: Answering = () => null;
  const app = createServer((request, response) => {
    void bodyOf(request).then(async (body) => {
      const parsed = cardRequest.parse(JSON.parse(body));
      asked.push(parsed);
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(await answering(parsed)));
    });
  });
  const host = hubspotCards(portal, await listening(app));
  const cards = new Cards([host], () => portal.people.list.map(userOf));
  await cards.build();
  const pages = workbenchServer([hubspotView(portal, sandbox.world)], cards);
  const url = await listening(pages);
  return {
    sandbox,
    url,
    deal,
    asked,
    answer: (with_) => (answering = with_),
    close: async () => {
      for (const server of [pages, app]) {
        server.closeAllConnections();
        await new Promise((closed) => server.close(closed));
      }
      await sandbox.close();
    },
  };
}

function userOf({
  firstName,
  lastName,
  userId,
}: {
  firstName: string;
  lastName: string;
  userId: number;
}): CardUser {
  return { id: String(userId), name: `${firstName} ${lastName}`, role: 'Sales rep' };
}

export async function listening(server: ReturnType<typeof createServer>): Promise<string> {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
