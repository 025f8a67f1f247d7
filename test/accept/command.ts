/** Runs the project's real commands the way a person would, and reads their answers: exit code, seconds, JSON lines. */
import { spawn, type ChildProcess } from 'node:child_process';
import { delimiter, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { end, watch } from './leftovers.ts';

export const PROJECT = resolve(import.meta.dirname, '../..');

export type Json = Readonly<Record<string, unknown>>;

export interface Finished {
  code: number | null;
  seconds: number;
  stdout: string;
  stderr: string;
  /** The lines of stdout that are JSON objects. */
  json: Json[];
}

export interface RunOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** Milliseconds after which the command is ended and counts as failed. */
  timeout?: number;
}

const PATIENCE = 30 * 60_000;

/** Runs a command to its end, whatever its exit code. */
export async function run(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Finished> {
  process.stderr.write(`> ${[command, ...args].join(' ')}\n`);
  const from = performance.now();
  const child = start(command, args, options);
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const code = await new Promise<number | null>((done, fail) => child.on('error', fail).on('close', done));
  const seconds = (performance.now() - from) / 1000;
  return { code, seconds, stdout, stderr, json: stdout.split('\n').flatMap(jsonLine) };
}

/** As `run`, but an exit code other than 0 is an error that quotes the end of what the command said. */
export async function must(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Finished> {
  const finished = await run(command, args, options);
  if (finished.code === 0) return finished;
  const last = (finished.stderr || finished.stdout).trim().split('\n').slice(-3).join(' | ');
  throw new Error(`${command} ${args.join(' ')} ended with ${finished.code}: ${last}`);
}

/** `npm run NAME -- ARGS` without npm's own lines. */
export function npmRun(name: string, ...args: string[]): Promise<Finished> {
  return must('npm', ['run', '--silent', name, '--', ...args]);
}

/** Starts a server, hands over its first JSON line, and ends it when `work` is done. */
export async function whileRunning<T>(
  command: string,
  args: readonly string[],
  work: (first: Json) => Promise<T>,
): Promise<T> {
  const child = start(command, args);
  const closed = new Promise<void>((done) => child.on('close', () => done()));
  try {
    return await work(await firstJson(child));
  } finally {
    end(child, 'SIGTERM');
    await closed;
  }
}

/** The environment of someone who has only just cloned: nothing of this project's own on the path. */
export function newcomer(): NodeJS.ProcessEnv {
  const path = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((entry) => !entry.includes('node_modules'));
  const own = Object.entries(process.env).filter(([name]) => !/^(npm_|ALONGSIDE_|DATABASE_URL$)/i.test(name));
  return { ...Object.fromEntries(own), PATH: path.join(delimiter) };
}

function start(command: string, args: readonly string[], options: RunOptions = {}): ChildProcess {
  const child = spawn(command, args, {
    cwd: options.cwd ?? PROJECT,
    env: options.env ?? process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  watch(child);
  const deadline = setTimeout(() => end(child, 'SIGKILL'), options.timeout ?? PATIENCE);
  child.once('close', () => clearTimeout(deadline));
  return child;
}

async function firstJson(child: ChildProcess): Promise<Json> {
  if (!child.stdout) throw new Error('the command has no stdout');
  child.stderr?.resume();
  for await (const line of createInterface({ input: child.stdout })) {
    const [json] = jsonLine(line);
    if (json) {
      child.stdout.resume();
      return json;
    }
  }
  throw new Error('the command ended without a JSON line');
}

function jsonLine(line: string): Json[] {
  if (!line.startsWith('{') || !line.endsWith('}')) return [];
  return [JSON.parse(line) as Json];
}
