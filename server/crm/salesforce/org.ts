/** What the adapter knows of the org it speaks to: objects and fields as the integration user sees them, and the currency. */
import { CrmError } from '../../ports.ts';
import type { Field, FieldType } from '../../../shared/schema/field.ts';
import { fieldName, type Naming, objectName } from '../../../shared/schema/naming.ts';
import { definitionOf, OBJECT_NAMES, type ObjectName } from '../../../shared/schema/objects.ts';
import type { Client, Row } from './client.ts';
import { garbled } from './errors.ts';

export interface SeenField {
  name: string;
  label: string;
  /** Salesforce's own type: `string`, `picklist`, `currency`, … */
  type: string;
  length: number;
  nillable: boolean;
  createable: boolean;
  updateable: boolean;
  defaultedOnCreate: boolean;
  unique: boolean;
  /** Active picklist values. */
  options: readonly string[];
}

export interface SeenObject {
  name: string;
  keyPrefix: string;
  /** Whether the integration user may make such records. */
  createable: boolean;
  /** By lower-case name: Salesforce compares names without case. */
  fields: ReadonlyMap<string, SeenField>;
  /** Developer names by id. */
  recordTypes: ReadonlyMap<string, string>;
}

/** Salesforce's types by the ones of ours that they carry. */
export const TYPES: Readonly<Record<string, FieldType>> = {
  string: 'text',
  textarea: 'longText',
  double: 'number',
  int: 'number',
  percent: 'share',
  currency: 'money',
  date: 'date',
  datetime: 'instant',
  boolean: 'checkbox',
  picklist: 'select',
  multipicklist: 'multiSelect',
  reference: 'reference',
};

/** A field of our schema with Salesforce's name for it. */
export interface NamedField {
  field: string;
  native: string;
  definition: Field;
}

/** ISO codes. */
interface Currencies {
  company: string;
  /** Those in use, the company's first. */
  codes: readonly string[];
}

export class Org {
  readonly naming: Naming;
  readonly #client: Client;
  readonly #names = new Map<ObjectName, ReadonlyMap<string, NamedField>>();
  #seen: Promise<Map<ObjectName, SeenObject>> | null = null;
  #currencies: Promise<Currencies> | null = null;

  constructor(client: Client, naming: Naming) {
    this.#client = client;
    this.naming = naming;
  }

  /** The object's fields by our names, without those that Salesforce has no such field for. */
  names(object: ObjectName): ReadonlyMap<string, NamedField> {
    let names = this.#names.get(object);
    if (!names) {
      names = new Map(
        Object.entries(definitionOf(object).fields).flatMap(([field, definition]) => {
          const native = fieldName(this.naming, object, field);
          return native === null ? [] : [[field, { field, native, definition }] as const];
        }),
      );
      this.#names.set(object, names);
    }
    return names;
  }

  /** Every object of ours that is there and readable; one call, kept until `forget`. */
  objects(): Promise<Map<ObjectName, SeenObject>> {
    this.#seen ??= describeObjects(this.#client, this.naming).catch((error: unknown) => {
      this.#seen = null;
      throw error;
    });
    return this.#seen;
  }

  /** @throws CrmError `denied` when the object is not there or closed to the integration user. */
  async object(object: ObjectName): Promise<SeenObject> {
    const seen = (await this.objects()).get(object);
    if (seen) return seen;
    const name = objectName(this.naming, object);
    throw new CrmError(
      { kind: 'denied', what: name },
      `Salesforce has no ${name}, or the integration user may not read it; provision it and assign the permission set`,
    );
  }

  /** Fields, objects or currencies have changed since they were read: read them again at the next use. */
  forget(): void {
    this.#seen = null;
    this.#currencies = null;
  }

  async multipleCurrencies(): Promise<boolean> {
    for (const seen of (await this.objects()).values()) if (seen.fields.has('currencyisocode')) return true;
    return false;
  }

  /** ISO code of the company currency. */
  async company(): Promise<string> {
    return (await this.currencies()).company;
  }

  /** Kept until `forget`. */
  currencies(): Promise<Currencies> {
    this.#currencies ??= this.#askCurrencies().catch((error: unknown) => {
      this.#currencies = null;
      throw error;
    });
    return this.#currencies;
  }

  async #askCurrencies(): Promise<Currencies> {
    if (await this.multipleCurrencies()) {
      const { records } = await this.#client.query(
        'SELECT IsoCode, IsCorporate FROM CurrencyType WHERE IsActive = true',
      );
      const company = records.find((record) => record['IsCorporate'] === true)?.['IsoCode'];
      if (typeof company !== 'string') throw garbled('an org with several currencies and no corporate one');
      const codes = records.map((record) => String(record['IsoCode']));
      return { company, codes: [company, ...codes.filter((code) => code !== company)] };
    }
    const company = await this.#client.companyCurrency();
    return { company, codes: [company] };
  }
}

/**
 * The field as this user sees it. A field of ours that has our name and another type is the customer's own, made
 * before us: it is neither read nor written.
 */
export function seenFieldOf(seen: SeenObject, { native, definition }: NamedField): SeenField | undefined {
  const there = seen.fields.get(native.toLowerCase());
  if (!there || definition.native) return there;
  const type = definition.type === 'json' ? 'longText' : definition.type;
  return TYPES[there.type] === type ? there : undefined;
}

export async function describeObjects(client: Client, naming: Naming): Promise<Map<ObjectName, SeenObject>> {
  const answers = await client.composite(
    OBJECT_NAMES.map((object) => ({
      method: 'GET',
      path: `/sobjects/${objectName(naming, object)}/describe`,
    })),
  );
  const seen = new Map<ObjectName, SeenObject>();
  OBJECT_NAMES.forEach((object, place) => {
    const answer = answers[place];
    if (!(answer instanceof CrmError)) seen.set(object, seenObject(answer));
    else if (answer.fault.kind !== 'missing' && answer.fault.kind !== 'denied') throw answer;
  });
  return seen;
}

function seenObject(answer: unknown): SeenObject {
  const { name, keyPrefix, createable, fields, recordTypeInfos } = answer as Row;
  if (typeof name !== 'string' || !Array.isArray(fields)) throw garbled('a describe without fields');
  const list = (fields as Row[]).map(seenField);
  return {
    name,
    keyPrefix: String(keyPrefix ?? ''),
    createable: createable === true,
    fields: new Map(list.map((field) => [field.name.toLowerCase(), field])),
    recordTypes: new Map(
      (Array.isArray(recordTypeInfos) ? (recordTypeInfos as Row[]) : []).map((info) => [
        String(info['recordTypeId']),
        String(info['developerName']),
      ]),
    ),
  };
}

function seenField(field: Row): SeenField {
  const values = Array.isArray(field['picklistValues']) ? (field['picklistValues'] as Row[]) : [];
  return {
    name: String(field['name']),
    label: String(field['label'] ?? field['name']),
    type: String(field['type']),
    length: Number(field['length'] ?? 0),
    nillable: field['nillable'] === true,
    createable: field['createable'] === true,
    updateable: field['updateable'] === true,
    defaultedOnCreate: field['defaultedOnCreate'] === true,
    unique: field['unique'] === true,
    options: values.filter((value) => value['active'] === true).map((value) => String(value['value'])),
  };
}
