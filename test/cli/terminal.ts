/** A terminal in which many commands are run in one process: loading the libraries takes a command longer than its work. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { Ended } from './world.ts';

/** Ends what one command has said, on either stream. */
export const END = '\u0003';

export interface Terminal {
  /** Runs `sf partner …` when the command before has ended. */
  partner(...args: string[]): Promise<Ended>;
  close(): Promise<void>;
}

export function openTerminal(env: Readonly<Record<string, string>>, cwd: string): Terminal {
  const { PATH = '' } = process.env;
  const child = fork(resolve(import.meta.dirname, 'oneProcess.ts'), {
    cwd,
    env: { PATH, ...env },
    execArgv: [],
    silent: true,
  });
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name]?.setEncoding('utf8').on('data', (text: string) => (said[name] += text));
  const gone = once(child, 'exit').then(([code]) => {
    throw new Error(`The commands' process ended with ${code}: ${said.stderr}`);
  });
  gone.catch(() => undefined);
  const whole = async (name: 'stdout' | 'stderr'): Promise<string> => {
    while (!said[name].endsWith(END)) await Promise.race([once(child[name]!, 'data'), gone]);
    const text = said[name].slice(0, -END.length);
    said[name] = '';
    return text;
  };
  return {
    async partner(...args) {
      child.send(args);
      const [code] = (await Promise.race([once(child, 'message'), gone])) as [number];
      const [stdout, stderr] = [await whole('stdout'), await whole('stderr')];
      return { code, stdout, stderr, json: () => JSON.parse(stdout) as never };
    },
    async close() {
      const exit = once(child, 'exit');
      child.disconnect();
      await exit;
    },
  };
}
