/** Gathers the program page: the rules, and the health of what carries them out. */
import type { MatchSettings } from '../../../shared/domain/matching.ts';
import type { ConnectionFacts, ProgramPageState, RunFacts } from '../../../shared/views/programPage.ts';
import { installations, type Run } from '../collections.ts';
import { readRules } from '../rules.ts';
import { connectionStatus } from '../status.ts';
import { isChannelManager } from './caller.ts';
import { readings, type KeptPreview } from './collections.ts';
import { knownCrm } from '../registrations/knownCrm.ts';
import { ageOf, type Desk } from './desk.ts';
import { decidersOf } from './inboxDeciders.ts';
import { keptPreview } from './previews.ts';

/** What a channel manager has tried and not saved. */
export type Tried = Partial<Pick<ProgramPageState, 'plan' | 'trial'>>;

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
  const { context, caller, access, managers } = desk;
  const { store, connection } = context;
  const [{ program, version }, status, installed, read, kept, deciders, crm] = await Promise.all([
    readRules(context),
    connectionStatus(context, connection, RUNS),
    store.get(installations, connection),
    store.get(readings, connection),
    isChannelManager(access) ? keptPreview(context, caller) : null,
    decidersOf(context),
    knownCrm(context),
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
    ...previewOf(kept, program.matching),
    deciders,
    currency: crm?.currencies[0] ?? null,
    managersBy: managers ? 'settings' : 'crm',
    mayEdit: isChannelManager(access),
    ...tried,
  };
}

/** What was looked at and does not hold yet. */
function previewOf(kept: KeptPreview | null, present: MatchSettings) {
  const isSaved = kept?.settings.sureAt === present.sureAt && kept.settings.likelyAt === present.likelyAt;
  if (!kept || isSaved) return { preview: null, computing: null };
  const { settings, startedAt, failed, figures } = kept;
  if (figures) return { preview: figures, computing: null };
  const state = failed ? ('failed' as const) : ('running' as const);
  return { preview: null, computing: { settings, startedAt, state } };
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
