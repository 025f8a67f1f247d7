/** One card in its place: its bundle runs in a worker, and what it draws there is drawn here. */
import { createController, createRemoteReceiver, RemoteRenderer } from '@remote-ui/react/host';
import { createEndpoint, retain } from '@remote-ui/rpc';
import { Component, useEffect, useMemo, useState, type ReactNode } from 'react';
import { actionsOn } from './actions.ts';
import { componentOf } from './components/index.ts';
import { PageProvider, type CardPage } from './page.ts';
import { post } from './post.ts';
import type { CardSetup, FetchAnswer, PageSide, WorkerSide } from './protocol.ts';
import { OpenRecord } from './record.ts';

const WORKER = '/cards/hubspot/files/worker.js';
const controller = { ...createController({}), get: (name: unknown) => componentOf(String(name)) };

export function CardFrame({ page, setup }: { page: CardPage; setup: CardSetup }) {
  const receiver = useMemo(() => createRemoteReceiver(), []);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    const fail = (reason: string): void => {
      console.error(`The card ${setup.title} failed: ${reason}`);
      setProblem(reason);
    };
    return start(setup, page, receiver.receive, fail);
  }, [page, receiver, setup]);
  if (problem !== null) return <Broken reason={problem} />;
  return (
    <PageProvider value={page}>
      <Guard>
        <RemoteRenderer controller={controller} receiver={receiver} />
      </Guard>
    </PageProvider>
  );
}

/** @returns what ends it */
function start(
  setup: CardSetup,
  page: CardPage,
  receive: Parameters<WorkerSide['run']>[1],
  fail: (reason: string) => void,
): () => void {
  const { context } = setup;
  const record = context.crm && new OpenRecord(context.crm);
  const actions = actionsOn(page, record);
  const worker = new Worker(WORKER);
  worker.addEventListener('error', ({ message }) => fail(message));
  const endpoint = createEndpoint<WorkerSide>(worker, { callable: ['run'] });
  const side: PageSide = {
    act: async (name, values) => {
      const action = actions[name as keyof typeof actions] as ((...values: unknown[]) => unknown) | undefined;
      if (!action) throw new Error(`HubSpot has no action ${name} here.`);
      return action(...values);
    },
    fetch: (request) => post<FetchAnswer>('fetch', request),
    properties: async (names, changed) => {
      if (!record) throw new Error('This page is about no record.');
      retain(changed);
      record.watch(names, changed);
      return record.read(names);
    },
    log: (level, text) => console[level](text),
  };
  endpoint.expose({ ...side });
  const changed = (): void => void record?.compare();
  window.addEventListener('workbench:changed', changed);
  endpoint.call
    .run(setup, receive, Object.keys(actions))
    .catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)));
  return () => {
    window.removeEventListener('workbench:changed', changed);
    worker.terminate();
  };
}

/** Shows that drawing failed, instead of an empty place. */
class Guard extends Component<{ children: ReactNode }, { reason: string | null }> {
  override state = { reason: null };

  static getDerivedStateFromError(error: unknown): { reason: string } {
    return { reason: String(error) };
  }

  override render(): ReactNode {
    return this.state.reason === null ? this.props.children : <Broken reason={this.state.reason} />;
  }
}

function Broken({ reason }: { reason: string }) {
  return (
    <p className="hs-alert danger" role="alert">
      The card could not be drawn. {reason}
    </p>
  );
}
