/** A whole server on loopback with both imitations behind it. */
import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { App } from '../../server/app.ts';
import { serve } from '../../server/serve.ts';
import { testWorld, type TestWorld } from '../cli/world.ts';

export interface Served {
  world: TestWorld;
  app: App;
  url: string;
  close(): Promise<void>;
}

/** Its public address is where it listens. */
export async function served(): Promise<Served> {
  const world = await testWorld();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const app = await world.app({ PORT: String(port), ALONGSIDE_URL: url });
  const serving = await serve(app);
  return {
    world,
    app,
    url,
    close: async () => {
      await serving.stop();
      await app.close();
      await world.close();
    },
  };
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
