/** One HubSpot portal: everything it holds, and the truth about it for tests. */
import type { Edition, World } from '../world.ts';
import { standardDefinitions } from './catalogue.ts';
import { standardTypes } from './objectTypes.ts';
import { Collection } from './collection.ts';
import { customDefinition, type Definition } from './definition.ts';
import { ALLOWANCES, type Allowance } from './editions.ts';
import { Links } from './links.ts';
import { People } from './people.ts';
import { standardPipelines } from './pipelines.ts';
import { RateLimits } from './rate.ts';
import type { CrmRecord, Source } from './record.ts';
import { invalid, missing } from './refusal.ts';
import { Tokens } from './tokens.ts';
import { type Target, Webhooks } from './webhooks.ts';
import { Writer } from './writer.ts';

export interface AppIdentity {
  portalId: number;
  appId: number;
  clientId: string;
  clientSecret: string;
}

/** What an admin or the vendor may have set one way or the other. */
export interface Switches {
  /** True: a merge keeps the primary's id, as before 2025. False: the survivor has a new id. */
  mergeKeepsId: boolean;
  /** Enforced on API version 2026-09 and later only. Without `when`, always required. */
  requiredProperties: { type: string; property: string; when?: { property: string; value: string } }[];
  timeZone: string;
  currency: string;
  additionalCurrencies: string[];
}

/** A record as it truly is, whatever search says. */
export interface TrueRecord {
  id: string;
  properties: Record<string, string>;
  archived: boolean;
  createdAt: number;
  updatedAt: number;
}

export class HubSpotPortal {
  readonly app: AppIdentity;
  readonly edition: Edition;
  readonly allowance: Allowance;
  readonly bornAt: number;
  readonly collections = new Map<string, Collection>();
  readonly links = new Links();
  readonly people = new People();
  readonly pipelines = standardPipelines();
  readonly rate: RateLimits;
  readonly switches: Switches = {
    mergeKeepsId: false,
    requiredProperties: [],
    timeZone: 'Europe/Berlin',
    currency: 'EUR',
    additionalCurrencies: [],
  };
  readonly tokens: Tokens;
  readonly webhooks: Webhooks;
  /** Files of exports, in the order in which they were asked for. */
  readonly exported: string[] = [];
  readonly #world: World;
  readonly #writer: Writer;
  readonly #locks = new Map<string, number>();

  constructor(world: World, app: AppIdentity, edition: Edition, isLimited: boolean) {
    this.#world = world;
    this.app = app;
    this.edition = edition;
    this.allowance = ALLOWANCES[edition];
    this.bornAt = world.now();
    this.rate = new RateLimits(this.allowance, isLimited);
    this.tokens = new Tokens(app.clientSecret, () => world.now());
    this.webhooks = new Webhooks(app);
    this.#writer = new Writer(this);
    for (const type of standardTypes()) {
      const group = {
        name: `${type.singular}information`,
        label: `${type.label} information`,
        displayOrder: 0,
        archived: false,
      };
      const definitions = standardDefinitions(type.name, group.name, this.bornAt);
      this.collections.set(type.name, new Collection(type, definitions, [group], () => world.now()));
    }
  }

  get writer(): Writer {
    return this.#writer;
  }

  now(): number {
    return this.#world.now();
  }

  /** By plural name, singular name or type id. @throws {Refusal} 400 as the vendor answers an unknown type */
  collection(type: string | undefined): Collection {
    for (const collection of this.collections.values()) {
      if ([collection.type.name, collection.type.id, collection.type.singular].includes(type ?? ''))
        return collection;
    }
    throw invalid(`Unable to infer object type from: ${type}`);
  }

  /** What a person working in the portal leaves as the source of a change. */
  get byHand(): Source {
    return { type: 'CRM_UI', id: `userId:${this.people.list[0]?.userId ?? 0}` };
  }

  get byApp(): Source {
    return { type: 'INTEGRATION', id: String(this.app.appId) };
  }

  objects(type: string): TrueRecord[] {
    return this.collection(type).live.items().map(trueRecord);
  }

  object(type: string, id: string): TrueRecord | undefined {
    const record = this.collection(type).get(id);
    return record && trueRecord(record);
  }

  create(type: string, properties: Record<string, unknown>): TrueRecord {
    return trueRecord(this.#writer.create(this.collection(type), properties, this.byHand));
  }

  update(type: string, id: string, properties: Record<string, unknown>): TrueRecord {
    const collection = this.collection(type);
    const record = this.#present(collection, id);
    this.#writer.update(collection, record, properties, this.byHand);
    return trueRecord(record);
  }

  archive(type: string, id: string): void {
    const collection = this.collection(type);
    this.#writer.archive(collection, this.#present(collection, id), this.byHand);
  }

  restore(type: string, id: string): void {
    const collection = this.collection(type);
    this.#writer.restore(collection, this.#present(collection, id), this.byHand);
  }

  /** The survivor, whose id may be new. */
  merge(type: string, primaryId: string, otherId: string): TrueRecord {
    return trueRecord(this.#writer.merge(this.collection(type), primaryId, otherId, this.byHand));
  }

  property(type: string, name: string): Definition | undefined {
    return this.collection(type).definition(name);
  }

  /** A property an admin made by hand; whatever is not given is as the portal would set it. */
  define(
    type: string,
    given: Partial<Definition> & Pick<Definition, 'name' | 'type' | 'fieldType'>,
  ): Definition {
    const collection = this.collection(type);
    const [groupName = ''] = collection.groups.keys();
    const definition = customDefinition({ groupName, ...given }, this.now());
    collection.define(definition);
    return definition;
  }

  /** Ids of the records of another type linked with this one. */
  linked(type: string, id: string, other: string): string[] {
    return [...this.links.of(this.collection(type).type.name, id, this.collection(other).type.name).keys()];
  }

  /** The next `times` writes that touch this record are answered 423. */
  lock(type: string, id: string, times = 1): void {
    this.#locks.set(`${this.collection(type).type.name}:${id}`, times);
  }

  /** True when the record is locked now; uses up one of the lock's times. */
  takeLock(typeName: string, id: string): boolean {
    const times = this.#locks.get(`${typeName}:${id}`) ?? 0;
    if (times > 0) this.#locks.set(`${typeName}:${id}`, times - 1);
    return times > 0;
  }

  /** Search shows changes of every object type this many milliseconds late, from now on. */
  searchLag(milliseconds: number): void {
    for (const collection of this.collections.values()) collection.searchLag = milliseconds;
  }

  expireTokens(): void {
    this.tokens.expire();
  }

  /** Replaces the scopes of all tokens. */
  grantScopes(scopes: string[]): void {
    this.tokens.regrant(scopes);
  }

  subscribe(target: Target): void {
    this.webhooks.subscribe(target);
  }

  /** Only these users may see or edit the record; super admins always may. */
  restrict(type: string, id: string, rule: { view: number[]; edit: number[] }): void {
    this.people.restrictions.set(`${this.collection(type).type.id}:${id}`, rule);
  }

  #present(collection: Collection, id: string): CrmRecord {
    const record = collection.get(id);
    if (!record) throw missing();
    return record;
  }
}

function trueRecord(record: CrmRecord): TrueRecord {
  return {
    id: record.id,
    properties: { ...record.values },
    archived: record.archivedAt !== undefined,
    createdAt: record.createdAt,
    updatedAt: record.modifiedAt,
  };
}
