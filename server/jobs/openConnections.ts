/** Keeps each connection open between runs, so that one token serves many polls and a credential that was refused stays refused. */
import type { Context } from '../use/context.ts';

export type OpenContext = Context & { close(): Promise<void> };

export class OpenConnections {
  readonly #open: (tenant: string, connection: string) => Promise<OpenContext>;
  readonly #held = new Map<string, { stamp: string; context: OpenContext }>();

  constructor(open: (tenant: string, connection: string) => Promise<OpenContext>) {
    this.#open = open;
  }

  /** @param stamp changes when the connection was set up anew; what was open for an earlier one is closed. */
  async get(tenant: string, connection: string, stamp: string): Promise<OpenContext> {
    const place = `${tenant}/${connection}`;
    const held = this.#held.get(place);
    if (held?.stamp === stamp) return held.context;
    await held?.context.close();
    this.#held.delete(place);
    const context = await this.#open(tenant, connection);
    this.#held.set(place, { stamp, context });
    return context;
  }

  async close(): Promise<void> {
    for (const { context } of this.#held.values()) await context.close();
    this.#held.clear();
  }
}
