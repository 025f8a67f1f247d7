/** Property definitions as HubSpot keeps them for an object type. */
export interface Option {
  label: string;
  value: string;
  displayOrder: number;
  hidden: boolean;
  description?: string;
}

export type ValueType = 'string' | 'number' | 'bool' | 'enumeration' | 'date' | 'datetime';

export interface Definition {
  name: string;
  label: string;
  type: ValueType;
  fieldType: string;
  groupName: string;
  description: string;
  options: Option[];
  /** OWNER: the values are owner ids, kept outside the definition. */
  referencedObjectType?: string;
  hasUniqueValue: boolean;
  hidden: boolean;
  formField: boolean;
  displayOrder: number;
  calculated: boolean;
  hubspotDefined: boolean;
  readOnlyValue: boolean;
  archived: boolean;
  archivedAt?: number;
  createdAt: number;
  updatedAt: number;
  /** A validation rule an admin set on the property in the settings; refused values name it. */
  rule?: ValueRule;
}

export interface ValueRule {
  ruleType: 'FORMAT' | 'MAX_LENGTH' | 'MIN_NUMBER';
  pattern?: string;
  limit?: number;
}

export interface Group {
  name: string;
  label: string;
  displayOrder: number;
  archived: boolean;
}

const FIELD_TYPES: Record<ValueType, string[]> = {
  string: ['text', 'textarea', 'phonenumber', 'html', 'file', 'calculation_equation'],
  number: ['number', 'calculation_equation'],
  bool: ['booleancheckbox', 'calculation_equation'],
  enumeration: ['select', 'radio', 'checkbox', 'booleancheckbox', 'calculation_equation'],
  date: ['date'],
  datetime: ['date'],
};

export function fieldTypesOf(type: string): string[] | undefined {
  return (FIELD_TYPES as Record<string, string[]>)[type];
}

/** The definition as the properties API answers it. */
export function definitionBody(definition: Definition): Record<string, unknown> {
  const { rule, readOnlyValue, archivedAt, createdAt, updatedAt, referencedObjectType, ...plain } =
    definition;
  return {
    ...plain,
    createdAt: new Date(createdAt).toISOString(),
    updatedAt: new Date(updatedAt).toISOString(),
    ...(archivedAt !== undefined && { archivedAt: new Date(archivedAt).toISOString() }),
    ...(referencedObjectType !== undefined && { referencedObjectType }),
    externalOptions: referencedObjectType !== undefined,
    dataSensitivity: 'non_sensitive',
    modificationMetadata: {
      archivable: !definition.hubspotDefined,
      readOnlyDefinition: definition.hubspotDefined,
      readOnlyOptions: definition.hubspotDefined && definition.readOnlyValue,
      readOnlyValue,
    },
    ...(rule && { validationRules: [rule] }),
  };
}

/** A definition an admin or an app made, with what was not said as HubSpot sets it. */
export function customDefinition(
  given: Partial<Definition> & Pick<Definition, 'name' | 'type' | 'fieldType' | 'groupName'>,
  at: number,
): Definition {
  return {
    label: given.name,
    description: '',
    options: [],
    hasUniqueValue: false,
    hidden: false,
    formField: true,
    displayOrder: -1,
    calculated: false,
    hubspotDefined: false,
    readOnlyValue: false,
    archived: false,
    createdAt: at,
    updatedAt: at,
    ...given,
  };
}
