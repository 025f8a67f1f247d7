/** All records of one object type with their definitions, unique values and what became of merged ids. */
import type { ObjectType } from './objectTypes.ts';
import type { Definition, Group } from './definition.ts';
import type { CrmRecord, Source, Values } from './record.ts';
import { SearchIndex } from './searchIndex.ts';
import { SortedIndex } from './sorted.ts';

export class Collection {
  readonly type: ObjectType;
  /** Live and archived definitions by name. */
  readonly definitions = new Map<string, Definition>();
  readonly groups = new Map<string, Group>();
  readonly live = new SortedIndex<CrmRecord>((record) => record.number);
  readonly archived = new SortedIndex<CrmRecord>((record) => record.number);
  readonly index = new SearchIndex();
  /** Milliseconds until search sees a change. */
  searchLag = 0;
  readonly #records = new Map<string, CrmRecord>();
  readonly #mergedInto = new Map<string, string>();
  readonly #unique = new Map<string, Map<string, CrmRecord>>();
  readonly #now: () => number;

  constructor(type: ObjectType, definitions: Definition[], groups: Group[], now: () => number) {
    this.type = type;
    this.#now = now;
    for (const group of groups) this.groups.set(group.name, group);
    for (const definition of definitions) this.define(definition);
  }

  define(definition: Definition): void {
    this.definitions.set(definition.name, definition);
    if (definition.hasUniqueValue && !this.#unique.has(definition.name)) {
      this.#unique.set(definition.name, new Map());
    }
  }

  /** The definition in use, not an archived one. */
  definition(name: string): Definition | undefined {
    const definition = this.definitions.get(name);
    return definition?.archived ? undefined : definition;
  }

  /** The record with this id, or the one it was merged into; archived ones too. */
  get(id: string): CrmRecord | undefined {
    let present = id;
    for (let next = this.#mergedInto.get(present); next !== undefined; next = this.#mergedInto.get(present)) {
      present = next;
    }
    return this.#records.get(present);
  }

  /** The live record whose unique property has this value. */
  holder(property: string, value: string): CrmRecord | undefined {
    return this.#unique.get(property)?.get(value.toLowerCase());
  }

  add(record: CrmRecord): void {
    this.#records.set(record.id, record);
    this.live.put(record);
    this.#claim(record, record.values);
    this.index.publish(record, this.#now(), this.searchLag);
  }

  write(record: CrmRecord, changes: Values, at: number, source: Source): void {
    this.#release(record, changes);
    record.write(changes, at, source);
    this.#claim(record, changes);
    this.index.publish(record, this.#now(), this.searchLag);
  }

  archive(record: CrmRecord, at: number): void {
    record.archivedAt = at;
    record.modifiedAt = at;
    this.live.remove(record);
    this.archived.put(record);
    this.#release(record, record.values);
    this.index.publish(record, this.#now(), this.searchLag);
  }

  restore(record: CrmRecord, at: number): void {
    record.archivedAt = undefined;
    record.modifiedAt = at;
    this.archived.remove(record);
    this.live.put(record);
    this.#claim(record, record.values);
    this.index.publish(record, this.#now(), this.searchLag);
  }

  /** Takes a record away for good; its id answers `into` from now on. */
  absorb(record: CrmRecord, into: string): void {
    this.#records.delete(record.id);
    this.#mergedInto.set(record.id, into);
    this.live.remove(record);
    this.#release(record, record.values);
    this.index.forget(record, this.#now(), this.searchLag);
  }

  #claim(record: CrmRecord, values: Values): void {
    for (const [property, holders] of this.#unique) {
      const value = values[property];
      if (value) holders.set(value.toLowerCase(), record);
    }
  }

  #release(record: CrmRecord, values: Values): void {
    for (const [property, holders] of this.#unique) {
      const held = record.values[property]?.toLowerCase();
      if (property in values && held !== undefined && holders.get(held) === record) holders.delete(held);
    }
  }
}
