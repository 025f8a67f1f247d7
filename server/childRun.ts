/** A process beside the server that owns the store: opens one connection, does its one piece of work at low priority, ends. */
import { constants, setPriority } from 'node:os';
import { openApp } from './app.ts';
import { readConfig } from './config.ts';
import type { ChildAnswer } from './jobs/child.ts';
import { CrmError } from './ports.ts';
import type { Context } from './use/context.ts';

/** @param work is told to stop when the server asks for it or is gone */
export async function runAsChild(
  tenant: string,
  connection: string,
  work: (context: Context) => Promise<void>,
): Promise<void> {
  setPriority(constants.priority.PRIORITY_LOW);
  const stopping = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stopping.abort());
  // The server is gone, so nobody is left to say that this should end.
  process.once('disconnect', () => stopping.abort());
  const message = await outcomeOf(tenant, connection, stopping.signal, work);
  process.exitCode = message.ok ? 0 : 1;
  process.send?.(message, () => process.disconnect());
}

async function outcomeOf(
  tenant: string,
  connection: string,
  signal: AbortSignal,
  work: (context: Context) => Promise<void>,
): Promise<ChildAnswer> {
  const app = await openApp(readConfig(process.env), { member: true });
  try {
    const context = await app.open(tenant, connection, { signal });
    try {
      await work(context);
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
