/** Runs long work in a process of its own, which lowers its own priority, so that cards keep their speed. */
import { fork } from 'node:child_process';
import { CrmError, type CrmFault } from '../ports.ts';

/** What the child answers before it ends. */
export type ChildAnswer = { ok: true } | { ok: false; message: string; fault?: CrmFault };

/** How long a child may take to leave its work where it can be taken up, in milliseconds. */
const GRACE = 10_000;

/**
 * Starts `entry` with these arguments and waits for its end.
 * @param started is told the child's process id
 * @throws Error with the child's own words when its work failed, a CrmError if it met one; AbortError when the signal ended it.
 */
export async function runInChild(
  entry: URL,
  args: readonly string[],
  signal: AbortSignal,
  started: (pid: number) => void = () => undefined,
): Promise<void> {
  signal.throwIfAborted();
  const child = fork(entry, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  if (child.pid !== undefined) started(child.pid);
  let answer: ChildAnswer | undefined;
  let deadline: NodeJS.Timeout | undefined;
  child.on('message', (message) => {
    answer = message as ChildAnswer;
  });
  const stop = (): void => {
    child.kill('SIGTERM');
    deadline = setTimeout(() => child.kill('SIGKILL'), GRACE);
  };
  signal.addEventListener('abort', stop, { once: true });
  try {
    const ended = await new Promise<string>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code, killedBy) => resolve(killedBy ?? `code ${code}`));
    });
    signal.throwIfAborted();
    if (answer?.ok) return;
    if (answer?.fault) throw new CrmError(answer.fault, answer.message);
    throw new Error(answer?.message ?? `The process for ${args.join(' ')} ended with ${ended}`);
  } finally {
    clearTimeout(deadline);
    signal.removeEventListener('abort', stop);
  }
}
