/** `npm start`: the server with real connections, until it is told to stop. */
import { openApp, type App } from './app.ts';
import { ConfigError, readConfig } from './config.ts';
import { StoreError } from './ports.ts';
import { serve, type Serving } from './serve.ts';
import { SettingsError } from './settings/settings.ts';
import { VaultError } from './store/vault.ts';

const BAD_SETTING = 2;
/** Whatever has not ended by then is taken up at the next start; milliseconds. */
const PATIENCE = 10_000;

try {
  await run();
} catch (error) {
  const isOurs =
    error instanceof ConfigError ||
    error instanceof SettingsError ||
    error instanceof VaultError ||
    error instanceof StoreError;
  const address = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
  if (!isOurs && !address) throw error;
  const reason = error instanceof Error ? error.message : String(error);
  const words = address ? 'PORT is in use by another process. Set another one.' : reason;
  process.stderr.write(`${words}\n`);
  process.exit(BAD_SETTING);
}

async function run(): Promise<void> {
  const app = await openApp(readConfig(process.env));
  const serving = await serve(app).catch(async (error: unknown) => {
    await app.close();
    throw error;
  });
  process.stdout.write(`${JSON.stringify({ event: 'listening', url: serving.url })}\n`);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(app, serving));
}

async function stop(app: App, serving: Serving): Promise<void> {
  setTimeout(() => process.exit(0), PATIENCE).unref();
  await serving.stop();
  await app.close();
  process.exit(0);
}
