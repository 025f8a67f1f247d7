/** Gathers the program page: the rules, and the health of what carries them out. */
import type { ConnectionFacts, ProgramPageState, RunFacts } from '../../../shared/views/programPage.ts';
import { installations, type Run } from '../collections.ts';
import { readRules } from '../rules.ts';
import { connectionStatus } from '../status.ts';
import { isChannelManager } from './caller.ts';
import { readings } from './collections.ts';
import { ageOf, type Desk } from './desk.ts';

/** What a channel manager has tried and not saved. */
export type Tried = Partial<Pick<ProgramPageState, 'plan' | 'trial' | 'preview'>>;

const RUNS = 10;
const KINDS: Readonly<Record<string, RunFacts['kind']>> = {
  map: 'mapping',
  changes: 'changes',
  import: 'import',
};
const STATES: Readonly<Record<Run['state'], RunFacts['state']>> = {
  running: 'running',
  done: 'done',
  failed: 'failed',
  held: 'stopped',
  interrupted: 'stopped',
  exhausted: 'stopped',
};

export async function programState(desk: Desk, tried: Tried = {}): Promise<ProgramPageState> {
  const { context, access } = desk;
  const { store, connection } = context;
  const [{ program, version }, status, installed, read] = await Promise.all([
    readRules(context),
    connectionStatus(context, connection, RUNS),
    store.get(installations, connection),
    store.get(readings, connection),
  ]);
  const age = await ageOf(desk, null);
  const facts: ConnectionFacts = {
    id: connection,
    name: installed?.account.name ?? connection,
    state: stateOf(status.runs[0], age),
    readAt: read?.at ?? null,
    calls: null,
  };
  return {
    stamp: null,
    age,
    rules: program,
    version,
    connections: [facts],
    runs: status.runs.map(runFacts),
    plan: null,
    trial: null,
    preview: null,
    mayEdit: isChannelManager(access),
    ...tried,
  };
}

function stateOf(last: Run | undefined, age: number | null): ConnectionFacts['state'] {
  if (last?.state === 'exhausted') return 'limited';
  if (last?.state === 'failed') return 'reconnect';
  return age === null ? 'working' : 'slow';
}

function runFacts({ kind, startedAt, state, counts }: Run): RunFacts {
  return {
    id: `${startedAt}-${kind}`,
    kind: KINDS[kind] ?? 'changes',
    startedAt,
    state: STATES[state],
    written: counts['written'] ?? 0,
    unchanged: counts['unchanged'] ?? 0,
    failed: counts['failed'] ?? 0,
  };
}
