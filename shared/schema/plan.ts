/** What provisioning wants of a CRM, what it found there, and the steps and conflicts between the two. */
import type { FieldType } from './field.ts';
import type { Access, ObjectName, Role } from './objects.ts';

export interface WantedField {
  /** Our name of the field. */
  field: string;
  /** The CRM's name. */
  native: string;
  label: string;
  help?: string;
  type: FieldType;
  length?: number;
  decimals?: number;
  options?: readonly string[];
  unique?: boolean;
  required?: boolean;
  /** The CRM's name of the object a reference points to. */
  to?: string;
  parent?: boolean;
  room: 'always' | 'ifRoom';
}

export interface WantedObject {
  object: ObjectName;
  native: string;
  label: string;
  plural: string;
  /** False: the object is the CRM's own and only gets fields. */
  ours: boolean;
  sharing?: 'parent' | 'private' | 'read';
  access?: Readonly<Record<Role, Access>>;
  fields: readonly WantedField[];
}

export type Wanted = readonly WantedObject[];

export interface FoundField {
  native: string;
  /** Our type where the CRM's type corresponds to one, else null. */
  type: FieldType | null;
  /** The CRM's own name of the type, for messages. */
  nativeType: string;
  length?: number;
  options?: readonly string[];
  unique?: boolean;
  /** False: there, but the integration user may not read it. */
  readable: boolean;
  writable: boolean;
}

export interface FoundObject {
  native: string;
  fields: readonly FoundField[];
}

export interface Found {
  /** Objects by the CRM's name; an object that does not exist is absent. */
  objects: readonly FoundObject[];
  /** How many more fields of ours each object can take; absent means no limit that matters. `total`: across all objects. */
  room?: { total?: number; byObject?: Readonly<Record<string, number>> };
  /** Our package is installed: its metadata is checked, never deployed over. */
  packaged: boolean;
}

export type ProvisionStep =
  | { kind: 'createObject'; object: WantedObject }
  | { kind: 'createField'; object: WantedObject; field: WantedField }
  | { kind: 'lengthen'; object: WantedObject; field: WantedField; from: number }
  | { kind: 'addOptions'; object: WantedObject; field: WantedField; options: readonly string[] }
  /** Make what is there readable and writable for the permission sets. */
  | { kind: 'grant'; objects: readonly WantedObject[] };

/** Something a person must settle first; the steps leave it alone. */
export interface ProvisionConflict {
  code: 'otherType' | 'notUnique' | 'noRoom' | 'packageDrift';
  object: string;
  field?: string;
  /** Arguments of the message. */
  wanted: string;
  found: string;
}

export interface ProvisionPlan {
  steps: readonly ProvisionStep[];
  conflicts: readonly ProvisionConflict[];
  /** Optional fields left out for want of room. */
  leftOut: readonly { object: string; field: string }[];
}
