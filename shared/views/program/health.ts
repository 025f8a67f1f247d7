/** How the connections and runs are, and what provisioning would change. */
import type { Message } from '../../contract/value.ts';
import type { Block } from '../../contract/view.ts';
import { action, instant, limited, msg, NONE, number, orNone, text, word } from '../make.ts';
import type { ConnectionFacts, ProgramPageState } from './state.ts';

export function connectionsTable({ connections }: ProgramPageState): Block {
  const { shown, more } = limited(connections, 50);
  return {
    kind: 'table',
    title: msg('connections.title'),
    columns: [
      { key: 'name', label: msg('connections.name'), align: 'start' },
      { key: 'state', label: msg('connections.state'), align: 'start' },
      { key: 'readAt', label: msg('connections.readAt'), align: 'start' },
      { key: 'calls', label: msg('connections.calls'), align: 'end' },
    ],
    rows: shown.map(({ id, name, state, readAt, calls }) => ({
      id,
      cells: {
        name: text(name),
        state: word(`connection.${state}`),
        readAt: orNone(readAt, instant),
        calls: calls === null ? NONE : word('connections.used', { used: calls.used, limit: calls.limit }),
      },
      tone: TONES[state],
      actions: [],
    })),
    actions: [],
    empty: msg('connections.empty'),
    ...more,
  };
}

const TONES = {
  working: 'good',
  slow: 'warning',
  limited: 'warning',
  reconnect: 'bad',
} as const satisfies Record<ConnectionFacts['state'], string>;

export function runsTable({ runs }: ProgramPageState): Block {
  const { shown, more } = limited(runs, 50);
  return {
    kind: 'table',
    title: msg('runs.title'),
    columns: [
      { key: 'kind', label: msg('runs.kind'), align: 'start' },
      { key: 'startedAt', label: msg('runs.startedAt'), align: 'start' },
      { key: 'state', label: msg('runs.state'), align: 'start' },
      { key: 'written', label: msg('runs.written'), align: 'end' },
      { key: 'unchanged', label: msg('runs.unchanged'), align: 'end' },
      { key: 'failed', label: msg('runs.failed'), align: 'end' },
    ],
    rows: shown.map((run) => ({
      id: run.id,
      cells: {
        kind: word(`run.${run.kind}`),
        startedAt: instant(run.startedAt),
        state: word(`runState.${run.state}`),
        written: number(run.written),
        unchanged: number(run.unchanged),
        failed: number(run.failed),
      },
      tone: run.state === 'failed' ? 'bad' : run.failed > 0 ? 'warning' : 'neutral',
      actions: [],
    })),
    actions: [],
    empty: msg('runs.empty'),
    ...more,
  };
}

export function planTable({ plan }: ProgramPageState, disabled: Message | null): Block {
  const { shown, more } = limited(plan ?? [], 200);
  return {
    kind: 'table',
    title: msg('plan.title'),
    columns: [
      { key: 'kind', label: msg('plan.kind'), align: 'start' },
      { key: 'name', label: msg('plan.name'), align: 'start' },
      { key: 'detail', label: msg('plan.detail'), align: 'start' },
    ],
    rows: shown.map(({ kind, name, detail }) => ({
      id: `${kind}/${name}`,
      cells: { kind: word(`planned.${kind}`), name: text(name), detail: orNone(detail, text) },
      tone: kind === 'conflict' ? 'bad' : 'neutral',
      actions: [],
    })),
    actions: [action('previewProvisioning', msg('plan.preview'), { disabled })],
    empty: plan === null ? msg('plan.unasked') : msg('plan.nothing'),
    ...more,
  };
}

/** Where to go to make someone a channel manager. */
export function managersNotice({ managersBy }: ProgramPageState): Block {
  const said = managersBy === 'crm' ? msg('program.managers.byCrm') : msg('program.managers.bySettings');
  return { kind: 'notice', tone: 'info', message: said, actions: [] };
}
