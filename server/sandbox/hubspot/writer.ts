/** Every change of a record goes through here: checked, derived, stamped, told to webhooks. */
import type { ApiVersion } from './address.ts';
import type { Collection } from './collection.ts';
import type { Definition } from './definition.ts';
import { withDerived } from './derive.ts';
import { allowedValues } from './options.ts';
import type { HubSpotPortal } from './portal.ts';
import { CrmRecord, type Source, type Values } from './record.ts';
import { invalid } from './refusal.ts';
import { checkValues, refusalOf } from './values.ts';
import type { EventType } from './webhooks.ts';

const FIRST_ID = 21_000_000_001;

export class Writer {
  readonly #portal: HubSpotPortal;
  #nextId = FIRST_ID;

  constructor(portal: HubSpotPortal) {
    this.#portal = portal;
  }

  /** The values a create would store. @throws {Refusal} 400 or 409 */
  checkNew(collection: Collection, input: unknown, version?: ApiVersion): Values {
    const values = checkValues(this.#around(collection), input);
    const all = this.#derived(collection, values, {});
    this.#requireProperties(collection, all, version);
    return all;
  }

  create(collection: Collection, input: unknown, source: Source, version?: ApiVersion): CrmRecord {
    return this.add(collection, this.checkNew(collection, input, version), source);
  }

  /** Stores checked values as a new record, made `at` an instant that may lie in the past. */
  add(collection: Collection, values: Values, source: Source, at = this.#portal.now()): CrmRecord {
    const present = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
    const record = new CrmRecord(this.#nextId, at, present, source);
    this.#nextId += 1;
    collection.add(record);
    this.#tell('object.creation', collection, record.number, source);
    this.#tellChanges(collection, record.number, present, source);
    return record;
  }

  /** The values an update would change: none where they are equal already. @throws {Refusal} 400 or 409 */
  checkChange(collection: Collection, record: CrmRecord, input: unknown, version?: ApiVersion): Values {
    const values = checkValues(this.#around(collection), input, record);
    const all = this.#derived(collection, values, record.values);
    this.#requireProperties(collection, { ...record.values, ...all }, version);
    return Object.fromEntries(
      Object.entries(all).filter(([name, value]) => (record.values[name] ?? '') !== value),
    );
  }

  update(
    collection: Collection,
    record: CrmRecord,
    input: unknown,
    source: Source,
    version?: ApiVersion,
  ): void {
    this.change(collection, record, this.checkChange(collection, record, input, version), source);
  }

  /** Stores checked changes; nothing to change leaves the record and its stamp alone. */
  change(collection: Collection, record: CrmRecord, changes: Values, source: Source): void {
    if (Object.keys(changes).length === 0) return;
    collection.write(record, changes, this.#portal.now(), source);
    this.#tellChanges(collection, record.number, changes, source);
  }

  archive(collection: Collection, record: CrmRecord, source: Source): void {
    if (record.archivedAt !== undefined) return;
    collection.archive(record, this.#portal.now());
    this.#tell('object.deletion', collection, record.number, source);
  }

  restore(collection: Collection, record: CrmRecord, source: Source): void {
    if (record.archivedAt === undefined) return;
    collection.restore(record, this.#portal.now());
    this.#tell('object.restore', collection, record.number, source);
  }

  /** Merges two live records; which id survives is the portal's switch. */
  merge(collection: Collection, primaryId: string, otherId: string, source: Source): CrmRecord {
    const primary = collection.get(primaryId);
    const other = collection.get(otherId);
    if (!primary || !other || primary.archivedAt !== undefined || other.archivedAt !== undefined) {
      throw invalid(`Could not merge ${otherId} into ${primaryId}: both must exist and not be archived.`);
    }
    if (primary === other) throw invalid('Cannot merge an object with itself.');
    const moved = Object.entries(other.values).filter(([name]) => !primary.values[name]);
    const survivor = this.#portal.switches.mergeKeepsId
      ? this.#keep(collection, primary, other, Object.fromEntries(moved))
      : this.#join(collection, primary, other, Object.fromEntries(moved));
    const details = {
      primaryObjectId: primary.number,
      mergedObjectIds: [other.number],
      newObjectId: survivor.number,
      numberOfPropertiesMoved: moved.length,
    };
    this.#tell('object.merge', collection, survivor.number, source, details);
    return survivor;
  }

  #keep(collection: Collection, primary: CrmRecord, other: CrmRecord, moved: Values): CrmRecord {
    const gone = [...mergedIds(primary), ...mergedIds(other), other.id];
    collection.absorb(other, primary.id);
    this.#moveLinks(collection, other.id, primary.id);
    // The values that lose stay readable in the survivor's history.
    primary.versions.push(...other.versions);
    primary.versions.sort((a, b) => a.at - b.at);
    const at = this.#portal.now();
    collection.write(primary, { ...moved, hs_merged_object_ids: gone.join(';') }, at, mergeSource(primary));
    return primary;
  }

  #join(collection: Collection, primary: CrmRecord, other: CrmRecord, moved: Values): CrmRecord {
    const gone = [...mergedIds(primary), ...mergedIds(other), primary.id, other.id];
    const values = { ...primary.values, ...moved, hs_merged_object_ids: gone.join(';') };
    const survivor = new CrmRecord(this.#nextId, this.#portal.now(), values, mergeSource(primary));
    this.#nextId += 1;
    survivor.versions.unshift(...[...primary.versions, ...other.versions].sort((a, b) => a.at - b.at));
    for (const old of [primary, other]) collection.absorb(old, survivor.id);
    collection.add(survivor);
    for (const old of [other, primary]) this.#moveLinks(collection, old.id, survivor.id);
    return survivor;
  }

  #moveLinks(collection: Collection, oldId: string, newId: string): void {
    const names = [...this.#portal.collections.keys()];
    this.#portal.links.move(collection.type.name, oldId, newId, names);
  }

  #around(collection: Collection) {
    const optionsOf = (definition: Definition) => allowedValues(this.#portal, definition);
    return { portalId: this.#portal.app.portalId, collection, optionsOf };
  }

  #derived(collection: Collection, written: Values, present: Values): Values {
    const { name } = collection.type;
    return withDerived(name, written, present, this.#portal.pipelines.get(name) ?? []);
  }

  #requireProperties(collection: Collection, values: Values, version: ApiVersion | undefined): void {
    if (collection.type.name === 'tasks' && !values['hs_timestamp']) {
      throw invalid('Error creating TASK. Some required properties were not set.', {
        context: { properties: ['hs_timestamp'] },
      });
    }
    if (version !== '2026-09') return;
    const issues = this.#portal.switches.requiredProperties
      .filter(({ type, property }) => type === collection.type.name && !values[property])
      .filter(({ when }) => !when || values[when.property] === when.value)
      .map(({ property }) => ({
        name: property,
        error: 'MISSING_CONDITIONAL_REQUIRED_PROPERTY',
        message: `Property "${property}" is required.`,
      }));
    if (issues.length > 0) throw refusalOf(issues, this.#portal.app.portalId);
  }

  #tellChanges(collection: Collection, objectId: number, changes: Values, source: Source): void {
    for (const [propertyName, propertyValue] of Object.entries(changes)) {
      this.#tell('object.propertyChange', collection, objectId, source, {
        propertyName,
        propertyValue,
        isSensitive: false,
      });
    }
  }

  #tell(
    eventType: EventType,
    collection: Collection,
    objectId: number,
    source: Source,
    details: Record<string, unknown> = {},
  ): void {
    const changeFlag = {
      'object.creation': 'CREATED',
      'object.deletion': 'DELETED',
      'object.restore': 'RESTORED',
    }[eventType as string];
    this.#portal.webhooks.emit({
      eventType,
      objectTypeId: collection.type.id,
      objectId,
      occurredAt: this.#portal.now(),
      changeSource: source.type,
      sourceId: source.id,
      details: { ...(changeFlag && { changeFlag }), ...details },
    });
  }
}

function mergedIds(record: CrmRecord): string[] {
  return (record.values['hs_merged_object_ids'] ?? '').split(';').filter(Boolean);
}

function mergeSource(primary: CrmRecord): Source {
  return { type: 'MERGE_OBJECTS', id: primary.id };
}
