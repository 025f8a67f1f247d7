/** What people call deals' pipelines and stages: HubSpot keeps them by ids that only programs know. */
import { z } from 'zod';
import { CrmError } from '../../ports.ts';
import { typeOf } from './parents.ts';
import type { Portal } from './portal.ts';

/** Milliseconds for which names are good: an admin seldom renames a stage. */
const LAST = 60 * 60_000;

const Named = { id: z.string(), label: z.string() };
const PipelineList = z.object({
  results: z.array(z.looseObject({ ...Named, stages: z.array(z.looseObject(Named)) })),
});

export interface Pipeline {
  id: string;
  label: string;
  stages: readonly { id: string; label: string }[];
}

export class Stages {
  readonly #portal: Portal;
  #known: { pipelines: Promise<readonly Pipeline[]>; at: number } | null = null;

  constructor(portal: Portal) {
    this.#portal = portal;
  }

  /** By the stage's id, of all pipelines. */
  async names(): Promise<ReadonlyMap<string, string>> {
    const all = (await this.pipelines()).flatMap(({ stages }) => stages);
    return new Map(all.map(({ id, label }) => [id, label]));
  }

  async pipelineNames(): Promise<ReadonlyMap<string, string>> {
    return new Map((await this.pipelines()).map(({ id, label }) => [id, label]));
  }

  /** Asked for once an hour, in their order. None where HubSpot does not let us see pipelines. */
  pipelines(): Promise<readonly Pipeline[]> {
    const now = this.#portal.clock.now();
    if (this.#known && now - this.#known.at < LAST) return this.#known.pipelines;
    const pipelines = this.#read().catch((error: unknown) => {
      if (error instanceof CrmError && error.fault.kind === 'denied') return [];
      this.#known = null;
      throw error;
    });
    this.#known = { pipelines, at: now };
    return pipelines;
  }

  async #read(): Promise<readonly Pipeline[]> {
    const path = `/crm/pipelines/${this.#portal.version}/${typeOf('deal')}`;
    const request = { method: 'GET' as const, path, place: 'reading the stages of deals' };
    return (await this.#portal.client.send(request, PipelineList)).body.results;
  }
}
