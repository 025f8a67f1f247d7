/** What an org knows about its own objects and fields; everything else in the imitation reads this. */
export type FieldType =
  | 'id'
  | 'string'
  | 'textarea'
  | 'picklist'
  | 'multipicklist'
  | 'boolean'
  | 'currency'
  | 'double'
  | 'percent'
  | 'int'
  | 'date'
  | 'datetime'
  | 'reference'
  | 'url'
  | 'email'
  | 'phone';

export type Value = string | number | boolean | null;
/** Values by field name. Datetimes are UTC milliseconds, dates are `YYYY-MM-DD`. */
export type Row = { Id: string } & Record<string, Value>;

export interface PicklistValue {
  value: string;
  label: string;
  active: boolean;
  isDefault: boolean;
}

export interface Reference {
  to: string[];
  relationshipName?: string;
  childRelationshipName?: string;
  /** A master-detail relation: required, cascading, and its master decides access. */
  master: boolean;
  reparentable: boolean;
  /** Reading the master is enough to write the detail. */
  writeNeedsOnlyRead: boolean;
  onDelete: 'SetNull' | 'Restrict' | 'Cascade';
}

export interface Field {
  name: string;
  label: string;
  type: FieldType;
  /** Characters, for text types. */
  length: number;
  precision: number;
  scale: number;
  /** False: a value is required. */
  nillable: boolean;
  createable: boolean;
  updateable: boolean;
  custom: boolean;
  externalId: boolean;
  unique: boolean;
  caseSensitive: boolean;
  filterable: boolean;
  picklist?: { values: PicklistValue[]; restricted: boolean };
  reference?: Reference;
  defaultValue?: Value;
  /** Computed from the row when it is read. */
  formula?: (row: Row) => Value;
  autoNumber?: string;
  /** The type word a deployment used: `LongTextArea`, `MasterDetail`. */
  metadataType?: string;
  helpText?: string;
  description?: string;
  /** Readable and editable by every profile with access to the object. Deployed custom fields are not. */
  everyone: boolean;
}

export type Sharing = 'Private' | 'Read' | 'ReadWrite' | 'ControlledByParent';

interface Cache {
  all: Field[];
  references: Field[];
  formulas: Field[];
  required: Field[];
  blank: Row;
}

export class SObject {
  readonly name: string;
  readonly keyPrefix: string;
  readonly custom: boolean;
  label: string;
  labelPlural: string;
  sharing: Sharing = 'ReadWrite';
  deploymentStatus = 'Deployed';
  /** Set-up objects are read by anyone and written by administrators only. */
  setup = false;
  createable = true;
  nameField = 'Name';
  description: string | undefined;
  readonly #fields = new Map<string, Field>();
  /** What is asked of the fields for every row, worked out once after each change. */
  #cache: Cache | undefined;

  constructor(name: string, keyPrefix: string, label: string, labelPlural = `${label}s`) {
    this.name = name;
    this.keyPrefix = keyPrefix;
    this.custom = name.endsWith('__c');
    this.label = label;
    this.labelPlural = labelPlural;
  }

  add(...fields: Field[]): this {
    for (const field of fields) this.#fields.set(field.name.toLowerCase(), field);
    this.#cache = undefined;
    return this;
  }

  removeField(name: string): void {
    this.#fields.delete(name.toLowerCase());
    this.#cache = undefined;
  }

  /** Names are compared without case, as Salesforce does. */
  field(name: string): Field | undefined {
    return this.#fields.get(name.toLowerCase());
  }

  get fields(): Field[] {
    return this.#known.all;
  }

  /** Lookups and masters. */
  get references(): Field[] {
    return this.#known.references;
  }

  /** Fields computed when a record is saved. */
  get formulas(): Field[] {
    return this.#known.formulas;
  }

  /** Fields no record may lack. */
  get required(): Field[] {
    return this.#known.required;
  }

  /** A new record's values before anything is said about it. */
  get blank(): Row {
    return { ...this.#known.blank };
  }

  get #known(): Cache {
    if (this.#cache !== undefined) return this.#cache;
    const all = [...this.#fields.values()];
    const blank: Row = { Id: '' };
    for (const field of all) if (field.name !== 'Id') blank[field.name] = defaultOf(field);
    this.#cache = {
      all,
      references: all.filter((field) => field.reference !== undefined),
      formulas: all.filter((field) => field.formula !== undefined),
      required: all.filter((field) => !field.nillable && field.createable && field.type !== 'boolean'),
      blank,
    };
    return this.#cache;
  }

  relationship(name: string): Field | undefined {
    const wanted = name.toLowerCase();
    return this.references.find((field) => field.reference?.relationshipName?.toLowerCase() === wanted);
  }

  get master(): Field | undefined {
    return this.references.find((field) => field.reference?.master === true);
  }
}

function defaultOf(field: Field): Value {
  if (field.defaultValue !== undefined) return field.defaultValue;
  const chosen = field.picklist?.values.find((entry) => entry.isDefault);
  return chosen?.value ?? (field.type === 'boolean' ? false : null);
}
