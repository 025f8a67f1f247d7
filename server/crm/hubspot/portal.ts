/** What the parts of the adapter share about one portal: the way to it, what it is, and what we know of its rows. */
import type { Clock, Lease } from '../../ports.ts';
import type { HubSpotClient } from './client.ts';
import { type Beside, type Parent, typeOf } from './parents.ts';
import { RowTexts } from './rowTexts.ts';
import { AccountDetails } from './shapes.ts';
import { Stages } from './stages.ts';
import { WriterLock } from './writerLock.ts';

export interface PortalFacts {
  id: string;
  currency: string;
  /** Deals carry a currency of their own. */
  multiple: boolean;
  /** ISO codes that deals may carry, the company currency first. */
  currencies: readonly string[];
  timeZone: string;
}

export class Portal {
  readonly client: HubSpotClient;
  readonly clock: Clock;
  readonly version: string;
  readonly texts: RowTexts;
  readonly lock: WriterLock;
  readonly stages: Stages;
  /** Survivors of merges whose past has been looked through without finding rows, by record and merged ids. */
  readonly settledMerges = new Set<string>();
  #facts: Promise<PortalFacts> | null = null;

  constructor(
    client: HubSpotClient,
    clock: Clock,
    version: string,
    leases: (name: string) => Promise<Lease | undefined>,
    patience: number,
  ) {
    this.client = client;
    this.clock = clock;
    this.version = version;
    this.texts = new RowTexts(clock);
    this.stages = new Stages(this);
    this.lock = new WriterLock(
      leases,
      (parent) => this.texts.forget(parent),
      patience,
      clock,
      (milliseconds) => client.pause(milliseconds),
    );
  }

  /** `/crm/objects/2026-03/companies/batch/read` for ('account', 'batch/read'). */
  objectsPath(object: Parent | Beside, rest?: string): string {
    return `/crm/objects/${this.version}/${typeOf(object)}${rest === undefined ? '' : `/${rest}`}`;
  }

  propertiesPath(type: string, rest?: string): string {
    return `/crm/properties/${this.version}/${type}${rest === undefined ? '' : `/${rest}`}`;
  }

  /** Asked once; a portal's company currency never changes while deals exist. */
  facts(): Promise<PortalFacts> {
    this.#facts ??= this.#readFacts().catch((error: unknown) => {
      this.#facts = null;
      throw error;
    });
    return this.#facts;
  }

  async #readFacts(): Promise<PortalFacts> {
    const path = `/account-info/${this.version}/details`;
    const { body } = await this.client.send(
      { method: 'GET', path, place: 'reading the portal' },
      AccountDetails,
    );
    const additional = body.additionalCurrencies.filter((code) => code !== body.companyCurrency);
    return {
      id: String(body.portalId),
      currency: body.companyCurrency,
      multiple: additional.length > 0,
      currencies: [body.companyCurrency, ...additional],
      timeZone: body.timeZone,
    };
  }
}
