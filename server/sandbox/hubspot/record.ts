/** One CRM record with its past, and how HubSpot prints it. */
import type { ObjectType } from './objectTypes.ts';

export type Values = Readonly<Record<string, string>>;

/** Who wrote a value: the vendor's source type and its id. */
export interface Source {
  type: 'CRM_UI' | 'INTEGRATION' | 'API' | 'MERGE_OBJECTS' | 'IMPORT';
  id: string;
}

export interface Version {
  at: number;
  source: Source;
  /** What this write changed; an empty string means cleared. */
  values: Values;
}

export class CrmRecord {
  readonly id: string;
  readonly number: number;
  readonly createdAt: number;
  modifiedAt: number;
  archivedAt: number | undefined;
  /** Present values; cleared ones are absent. Replaced on each write, so a reader may keep a reference. */
  values: Values;
  readonly versions: Version[];

  constructor(id: number, at: number, values: Values, source: Source) {
    this.id = String(id);
    this.number = id;
    this.createdAt = at;
    this.modifiedAt = at;
    this.values = values;
    this.versions = [{ at, source, values }];
  }

  write(changes: Values, at: number, source: Source): void {
    const next: Record<string, string> = { ...this.values };
    for (const [name, value] of Object.entries(changes)) {
      if (value === '') delete next[name];
      else next[name] = value;
    }
    this.values = next;
    this.modifiedAt = at;
    this.versions.push({ at, source, values: changes });
  }

  /** Newest first, as the vendor lists it. */
  history(name: string): { value: string; timestamp: string; sourceType: string; sourceId: string }[] {
    return this.versions
      .filter((version) => name in version.values)
      .map(({ at, source, values }) => ({
        value: values[name] ?? '',
        timestamp: new Date(at).toISOString(),
        sourceType: source.type,
        sourceId: source.id,
      }))
      .reverse();
  }
}

export interface Shown {
  properties?: string[];
  history?: string[];
}

/** The record as the objects API answers it. Asked properties without a value are null; unknown ones are left out. */
export function recordBody(
  type: ObjectType,
  record: CrmRecord,
  values: Values,
  modifiedAt: number,
  shown: Shown,
  isKnown: (property: string) => boolean,
): Record<string, unknown> {
  const properties: Record<string, string | null> = {};
  const asked = shown.properties ?? [];
  for (const name of asked.length > 0 ? asked : type.shown) {
    if (isKnown(name)) properties[name] = values[name] ?? null;
  }
  properties[type.createdAt] = values[type.createdAt] ?? new Date(record.createdAt).toISOString();
  properties[type.modifiedAt] = new Date(modifiedAt).toISOString();
  properties['hs_object_id'] = record.id;
  return {
    id: record.id,
    properties,
    ...(shown.history && {
      propertiesWithHistory: Object.fromEntries(shown.history.map((name) => [name, record.history(name)])),
    }),
    createdAt: new Date(record.createdAt).toISOString(),
    updatedAt: new Date(modifiedAt).toISOString(),
    archived: record.archivedAt !== undefined,
    ...(record.archivedAt !== undefined && { archivedAt: new Date(record.archivedAt).toISOString() }),
  };
}
