/** The server in an operating-system process of its own, that may be killed at any moment and started again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Signed } from './signing.ts';

const MAIN = resolve(import.meta.dirname, '../../server/main.ts');
/** Longer than any answer takes; milliseconds. */
const PATIENCE = 120_000;

export interface Answer {
  status: number;
  text: string;
}

export class Server {
  readonly #env: Readonly<Record<string, string>>;
  readonly #agent = new Agent({ keepAlive: true });
  #child: ChildProcess | null = null;
  #url = '';

  /** @param env what it finds in its environment, and nothing of ours beside it */
  constructor(env: Readonly<Record<string, string>>) {
    this.#env = env;
  }

  get isUp(): boolean {
    return this.#child !== null;
  }

  /** Resolves when it listens. */
  async start(): Promise<void> {
    const path = process.env['PATH'] ?? '';
    const child = spawn(process.execPath, [MAIN], {
      env: { PATH: path, PORT: '0', ...this.#env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#child = child;
    child.once('exit', () => (this.#child = null));
    for await (const line of createInterface({ input: child.stdout })) {
      const { event, url } = JSON.parse(line) as { event?: string; url?: string };
      if (event !== 'listening' || url === undefined) continue;
      this.#url = url;
      child.stdout.resume();
      return;
    }
    throw new Error('a server ended before it listened; what it said stands above');
  }

  /** Without any warning to it, as a power cut is. */
  async kill(signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<void> {
    const child = this.#child;
    if (!child) return;
    const exit = once(child, 'exit');
    child.kill(signal);
    await exit;
  }

  /** @throws Error where the connection is refused or lost */
  send({ path, headers, body }: Signed): Promise<Answer> {
    const { hostname, port } = new URL(this.#url);
    return new Promise((done, fail) => {
      const options = {
        hostname,
        port,
        path,
        method: 'POST',
        headers,
        agent: this.#agent,
        timeout: PATIENCE,
      };
      const sending = request(options, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (part: string) => (text += part));
        answer.on('end', () => done({ status: answer.statusCode ?? 0, text }));
        answer.on('error', fail);
      });
      sending.on('timeout', () => sending.destroy(new Error(`no answer to ${path} in ${PATIENCE} ms`)));
      sending.on('error', fail);
      sending.end(body);
    });
  }
}
