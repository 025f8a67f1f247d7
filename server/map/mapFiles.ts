/** Maps two files: both are read at once, their words weighed by what both hold, then ours matched in chunks. */
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Progress, Refusal } from '../use/context.ts';
import { Crew } from './crew.ts';
import { InOrder } from './inOrder.ts';
import { OutFile } from './outFile.ts';
import type { MapOptions } from './options.ts';
import { HEADER, type Side, type Sides } from './tasks.ts';

export interface MapSummary {
  /** Rows taken. */
  ours: number;
  theirs: number;
  refused: number;
  /** Pairs that were compared. */
  candidates: number;
  sure: number;
  likely: number;
  /** From the start of the process to the file on the disk. */
  seconds: number;
  /** Seconds. */
  phases: Record<'start' | 'read' | 'index' | 'match' | 'write', number>;
  /** Bytes that the process and its threads held at most. */
  peakMemory: number;
}

export interface Mapped {
  summary: MapSummary;
  /** By the path of the file. */
  refusals: readonly (readonly [path: string, side: Pick<Side, 'refused' | 'refusals'>])[];
}

/** Rows of ours that a thread matches at once. */
const CHUNK = 2_000;
const MOST_WAITING = 64;

type Options = Pick<MapOptions, 'ours' | 'theirs' | 'out'>;

/** @throws Refusal naming the file; the reason of `stop` when interrupted. The output is then as it was before. */
export async function mapFiles(
  options: Options,
  stop: AbortSignal,
  progress: (step: Progress) => void,
): Promise<Mapped> {
  const out = await OutFile.create(await distinct(options));
  const crew = new Crew(stop);
  try {
    return await map(options, out, crew, progress);
  } catch (error) {
    await out.discard();
    throw error;
  } finally {
    await crew.end();
  }
}

async function map(
  options: Options,
  out: OutFile,
  crew: Crew,
  progress: (step: Progress) => void,
): Promise<Mapped> {
  const watch = new Watch();
  const sides = await readSides(options, crew, progress);
  const { ours, theirs, same } = sides;
  const read = watch.lap();
  const index = await indexSides(sides, crew);
  await crew.askAll({ task: 'open', sides, index });
  const indexed = watch.lap();
  const found = await matchRows(ours.companies.size, out, crew, progress);
  const matched = watch.lap();
  await out.commit();
  const written = watch.lap();
  return {
    summary: {
      ours: ours.companies.size,
      theirs: theirs.companies.size,
      refused: ours.refused + (same ? 0 : theirs.refused),
      ...found,
      seconds: rounded(performance.now() / 1_000),
      phases: { start: watch.start, read, index: indexed, match: matched, write: written },
      peakMemory: process.resourceUsage().maxRSS * 1_024,
    },
    refusals: same
      ? [[options.ours, ours]]
      : [
          [options.ours, ours],
          [options.theirs, theirs],
        ],
  };
}

async function readSides(
  { ours, theirs }: Options,
  crew: Crew,
  progress: (step: Progress) => void,
): Promise<Sides> {
  const done = [0, 0];
  const read = (at: number, path: string, asks: boolean): Promise<Side> =>
    crew.ask(at, { task: 'read', path, asks }, (rows) => {
      done[at] = rows;
      progress({ phase: 'read', done: done[0]! + done[1]! });
    });
  if (await isSame(ours, theirs)) {
    const side = await read(0, ours, false);
    return { ours: side, theirs: side, same: true };
  }
  if (crew.size === 1)
    return { ours: await read(0, ours, true), theirs: await read(0, theirs, false), same: false };
  const [one, other] = await Promise.all([read(0, ours, true), read(1, theirs, false)]);
  return { ours: one, theirs: other, same: false };
}

async function indexSides(sides: Sides, crew: Crew) {
  // The top bits of a key tell its part.
  const of = 2 ** Math.floor(Math.log2(crew.size));
  const weigh: ('ours' | 'theirs')[] = sides.same ? ['ours'] : ['ours', 'theirs'];
  return Promise.all(
    Array.from({ length: of }, (_part, at) => {
      const mine = weigh.filter((_side, n) => n % of === at);
      return crew.ask(at, { task: 'index', sides, weigh: mine, part: { at, of } });
    }),
  );
}

async function matchRows(rows: number, out: OutFile, crew: Crew, progress: (step: Progress) => void) {
  await out.write(Buffer.from(HEADER));
  const found = { candidates: 0, sure: 0, likely: 0 };
  const lines = new InOrder((part) => out.write(part), MOST_WAITING);
  let next = 0;
  let done = 0;
  const lane = async (thread: number): Promise<void> => {
    for (let chunk = next++; chunk * CHUNK < rows; chunk = next++) {
      const [from, to] = [chunk * CHUNK, Math.min(rows, (chunk + 1) * CHUNK)];
      const matched = await crew.ask(thread, { task: 'match', from, to });
      for (const count of ['candidates', 'sure', 'likely'] as const) found[count] += matched[count];
      progress({ phase: 'match', done: (done += to - from), total: rows });
      await lines.put(chunk, matched.lines);
    }
  };
  await Promise.all(Array.from({ length: crew.size }, (_lane, thread) => lane(thread)));
  return found;
}

/** The path to write to. @throws Refusal when it is one of the lists */
async function distinct({ ours, theirs, out }: Options): Promise<string> {
  for (const path of [ours, theirs]) {
    if (!(await isSame(path, out))) continue;
    throw new Refusal(
      'file.same',
      `--out names a list to be read, ${path}.`,
      'Name another file with --out.',
    );
  }
  return resolve(out);
}

async function isSame(one: string, other: string): Promise<boolean> {
  if (resolve(one) === resolve(other)) return true;
  const [a, b] = await Promise.all([one, other].map((path) => stat(path).catch(() => null)));
  return !!a && !!b && a.ino === b.ino && a.dev === b.dev && a.isFile();
}

class Watch {
  readonly start = rounded(performance.now() / 1_000);
  #last = performance.now();

  /** Seconds since the last. */
  lap(): number {
    const now = performance.now();
    const seconds = rounded((now - this.#last) / 1_000);
    this.#last = now;
    return seconds;
  }
}

function rounded(seconds: number): number {
  return Math.round(seconds * 1_000) / 1_000;
}
