/** However a run ends, nothing of it stays behind: no process that it started, no folder that it made. */
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const INTERRUPTED = 130;

const groups = new Set<ChildProcess>();
const folders = new Set<string>();

process.once('exit', () => {
  for (const child of groups) end(child, 'SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
process.once('SIGINT', () => process.exit(INTERRUPTED));
process.once('SIGTERM', () => process.exit(INTERRUPTED));

/** An empty folder of our own, gone when the run is over. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'accept-'));
  folders.add(folder);
  return folder;
}

/** Watches over a child that was started `detached`, so that it leads a group of its own. */
export function watch(child: ChildProcess): void {
  groups.add(child);
  child.once('close', () => groups.delete(child));
}

/** Signals a child and everything that it started. */
export function end(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
    process.kill(-child.pid, signal);
  }
}
