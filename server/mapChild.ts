/** The process that a nightly run has for itself: maps one connection beside the server that owns the store, and ends. */
import { constants, setPriority } from 'node:os';
import { openApp } from './app.ts';
import { readConfig } from './config.ts';
import type { ChildAnswer } from './jobs/child.ts';
import { CrmError } from './ports.ts';
import { mapUnderLease } from './use/mapAccounts.ts';

const [tenant = '', connection = ''] = process.argv.slice(2);
setPriority(constants.priority.PRIORITY_LOW);
const stopping = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stopping.abort());
// The server is gone, so nobody is left to say that this should end.
process.once('disconnect', () => stopping.abort());

answer(await run());

async function run(): Promise<ChildAnswer> {
  const app = await openApp(readConfig(process.env), { member: true });
  try {
    const context = await app.open(tenant, connection, { signal: stopping.signal });
    try {
      await mapUnderLease(context);
      return { ok: true };
    } finally {
      await context.close();
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ok: false, message, ...(error instanceof CrmError && { fault: error.fault }) };
  } finally {
    await app.close();
  }
}

function answer(message: ChildAnswer): void {
  process.exitCode = message.ok ? 0 : 1;
  process.send?.(message, () => process.disconnect());
}
