/** A sandbox portal with the real adapter on it, provisioned as an admin would leave it. */
import { onTestFinished } from 'vitest';
import { planProvision } from '../../shared/schema/planProvision.ts';
import { openHubSpot } from '../../server/crm/hubspot/index.ts';
import type { Clock, Crm, Lease } from '../../server/ports.ts';
import { type HubSpotSandbox, startHubSpot } from '../../server/sandbox/hubspot/index.ts';
import { type Edition, World } from '../../server/sandbox/world.ts';

export interface OpenedPortal {
  world: World;
  sandbox: HubSpotSandbox;
  crm: Crm;
  clock: MovableClock;
  leases: Leases;
  /** A second adapter on the same portal, as another process would hold it. */
  another(): Promise<Crm>;
}

/** Runs with the real time; a test may move it on. */
export class MovableClock implements Clock {
  #ahead = 0;

  now(): number {
    return Date.now() + this.#ahead;
  }

  advance(milliseconds: number): void {
    this.#ahead += milliseconds;
  }
}

/** Leases as a store gives them, kept in memory. */
export class Leases {
  readonly #held = new Map<string, number>();
  readonly #fences = new Map<string, number>();

  readonly take = async (name: string): Promise<Lease | undefined> => {
    if (this.#held.has(name)) return undefined;
    const fence = (this.#fences.get(name) ?? 0) + 1;
    this.#fences.set(name, fence);
    this.#held.set(name, fence);
    const isMine = () => this.#held.get(name) === fence;
    return {
      name,
      fence,
      renew: async () => isMine(),
      release: async () => {
        if (isMine()) this.#held.delete(name);
      },
    };
  };

  /** Takes the lease away from whoever holds it. */
  steal(name: string): void {
    this.#held.delete(name);
  }
}

export async function openPortal(
  options: { edition?: Edition; limits?: boolean; provisioned?: boolean } = {},
): Promise<OpenedPortal> {
  const world = new World('clean');
  const { edition = 'free', limits = false } = options;
  const sandbox = await startHubSpot(world, { edition, limits });
  onTestFinished(() => sandbox.close());
  const clock = new MovableClock();
  const leases = new Leases();
  const open = () =>
    openHubSpot({
      url: sandbox.url,
      tokens: { privateAppToken: sandbox.privateAppToken },
      share: 1,
      clock,
      leases: leases.take,
      patience: 1_000,
    });
  const crm = await open();
  if (options.provisioned ?? true) await provision(crm);
  world.calls.reset();
  return { world, sandbox, crm: await open(), clock, leases, another: open };
}

export async function provision(crm: Crm): Promise<void> {
  const { wanted, found } = await crm.describe();
  const outcomes = await crm.apply(planProvision(wanted, found).steps);
  const failed = outcomes.find((outcome) => outcome.status === 'failed');
  if (failed) throw failed.error;
}

export async function all<T>(pages: AsyncIterable<T[]>): Promise<T[]> {
  const records: T[] = [];
  for await (const page of pages) records.push(...page);
  return records;
}
