/** Runs a program from start to end and says what it cost: seconds of wall clock and processor, memory of all its processes. */
import { spawn } from 'node:child_process';
import { closeSync, existsSync, fsyncSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

export interface Cost {
  /** From start until the program has ended and its output is on the disk. */
  seconds: number;
  /** Of all its threads and processes, as last seen; null where /proc is missing. */
  cpuSeconds: number | null;
  /** The most memory they held at once, in GB; what processes share counts once. Null where /proc is missing. */
  gigabytes: number | null;
  /** The last line of stdout that is a JSON object. */
  summary: Readonly<Record<string, unknown>>;
}

/** Milliseconds between two looks. */
const EVERY = 200;
const TICKS_PER_SECOND = 100;
const KILOBYTES_PER_GB = 1e9 / 1024;

/** @throws {Error} with the end of stderr when the program does not end with 0 */
export async function measured(program: string, args: readonly string[], out: string): Promise<Cost> {
  const from = performance.now();
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr = (stderr + text).slice(-2_000)));
  const peak = new Peak(child.pid);
  const sampling = setInterval(() => peak.sample(), EVERY);
  const code = await new Promise<number | null>((done, fail) => child.on('error', fail).on('close', done));
  clearInterval(sampling);
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}: ${stderr.trim()}`);
  flush(out);
  const seconds = (performance.now() - from) / 1000;
  const line = stdout.split('\n').findLast((text) => text.startsWith('{')) ?? '{}';
  const summary = JSON.parse(line) as Record<string, unknown>;
  return { seconds, cpuSeconds: peak.cpuSeconds, gigabytes: peak.gigabytes, summary };
}

/** A program that has done so itself makes this cost nothing. */
function flush(file: string): void {
  const handle = openSync(file, 'r+');
  fsyncSync(handle);
  closeSync(handle);
}

class Peak {
  private kilobytes = 0;
  private readonly ticks = new Map<number, number>();
  private readonly root: number | undefined;

  constructor(root: number | undefined) {
    this.root = existsSync('/proc/self/smaps_rollup') ? root : undefined;
  }

  get gigabytes(): number | null {
    return this.root === undefined ? null : this.kilobytes / KILOBYTES_PER_GB;
  }

  get cpuSeconds(): number | null {
    if (this.root === undefined) return null;
    return [...this.ticks.values()].reduce((sum, ticks) => sum + ticks, 0) / TICKS_PER_SECOND;
  }

  sample(): void {
    if (this.root === undefined) return;
    const tree = treeOf(this.root);
    // One process tells its own peak, which no sampling can miss; of several, each counts its part of what they share.
    const [field, file] = tree.length === 1 ? ['VmHWM', 'status'] : ['Pss', 'smaps_rollup'];
    let kilobytes = 0;
    for (const pid of tree) {
      kilobytes += Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(proc(pid, file))?.[1] ?? 0);
      const { user, system } = statOf(pid);
      if (user + system > 0) this.ticks.set(pid, user + system);
    }
    this.kilobytes = Math.max(this.kilobytes, kilobytes);
  }
}

/** A process and everything that it started, directly or not. */
function treeOf(root: number): number[] {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const children = Map.groupBy(all.map(Number), (pid) => statOf(pid).parent);
  const tree = [root];
  for (const pid of tree) tree.push(...(children.get(pid) ?? []));
  return tree;
}

/** The parent, and the ticks of processor time spent; zeros for a process that has ended. */
function statOf(pid: number): { parent: number; user: number; system: number } {
  // The name in brackets may hold spaces; what follows it does not.
  const fields = proc(pid, 'stat')
    .replace(/^.*\) /s, '')
    .split(' ')
    .map(Number);
  return { parent: fields[1] ?? 0, user: fields[11] ?? 0, system: fields[12] ?? 0 };
}

/** Empty for a process that has ended meanwhile. */
function proc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ESRCH' || code === 'EACCES') return '';
    throw error;
  }
}
