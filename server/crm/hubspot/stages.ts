/** What people call a deal's stage: HubSpot keeps it by an id that only programs know. */
import { z } from 'zod';
import { CrmError } from '../../ports.ts';
import { typeOf } from './parents.ts';
import type { Portal } from './portal.ts';

/** Milliseconds for which names are good: an admin seldom renames a stage. */
const LAST = 60 * 60_000;

const NONE: ReadonlyMap<string, string> = new Map();

const PipelineList = z.object({
  results: z.array(z.looseObject({ stages: z.array(z.looseObject({ id: z.string(), label: z.string() })) })),
});

export class Stages {
  readonly #portal: Portal;
  #known: { names: Promise<ReadonlyMap<string, string>>; at: number } | null = null;

  constructor(portal: Portal) {
    this.#portal = portal;
  }

  /** By the stage's id, of all pipelines; asked for once an hour. None where HubSpot does not let us see pipelines. */
  names(): Promise<ReadonlyMap<string, string>> {
    const now = this.#portal.clock.now();
    if (this.#known && now - this.#known.at < LAST) return this.#known.names;
    const names = this.#read().catch((error: unknown) => {
      if (error instanceof CrmError && error.fault.kind === 'denied') return NONE;
      this.#known = null;
      throw error;
    });
    this.#known = { names, at: now };
    return names;
  }

  async #read(): Promise<ReadonlyMap<string, string>> {
    const path = `/crm/pipelines/${this.#portal.version}/${typeOf('deal')}`;
    const request = { method: 'GET' as const, path, place: 'reading the stages of deals' };
    const { results } = (await this.#portal.client.send(request, PipelineList)).body;
    return new Map(results.flatMap(({ stages }) => stages.map(({ id, label }) => [id, label] as const)));
  }
}
