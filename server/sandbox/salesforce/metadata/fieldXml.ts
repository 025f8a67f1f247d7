/** A CustomField element read into a field definition, with the checks a deployment makes. */
import type { OrgState } from '../state.ts';
import type { Field, FieldType, PicklistValue, SObject } from '../schema.ts';
import { field as makeField } from '../fields.ts';
import { checkElements, Problem } from './problem.ts';
import { reference } from './relationXml.ts';
import type { Rename } from './rename.ts';
import { child, elements, isTrue, textOf, type Xml } from './xml.ts';

const ELEMENTS = [
  'fullName',
  'label',
  'type',
  'length',
  'precision',
  'scale',
  'required',
  'unique',
  'externalId',
  'caseSensitive',
  'defaultValue',
  'description',
  'inlineHelpText',
  'visibleLines',
  'valueSet',
  'referenceTo',
  'relationshipName',
  'relationshipLabel',
  'relationshipOrder',
  'deleteConstraint',
  'reparentableMasterDetail',
  'writeRequiresMasterRead',
  'displayFormat',
  'startingNumber',
  'formula',
  'formulaTreatBlanksAs',
  'trackHistory',
  'trackFeedHistory',
  'trackTrending',
  'lookupFilter',
  'businessOwnerUser',
  'businessStatus',
  'complianceGroup',
  'securityClassification',
  'deprecated',
] as const;

/** Metadata type to API type, and the elements that type cannot do without. */
export const TYPES: Record<string, { type: FieldType; needs: string[] }> = {
  Text: { type: 'string', needs: ['length'] },
  TextArea: { type: 'textarea', needs: [] },
  LongTextArea: { type: 'textarea', needs: ['length', 'visibleLines'] },
  Html: { type: 'textarea', needs: ['length', 'visibleLines'] },
  Number: { type: 'double', needs: ['precision', 'scale'] },
  Currency: { type: 'currency', needs: ['precision', 'scale'] },
  Percent: { type: 'percent', needs: ['precision', 'scale'] },
  Checkbox: { type: 'boolean', needs: ['defaultValue'] },
  Date: { type: 'date', needs: [] },
  DateTime: { type: 'datetime', needs: [] },
  Picklist: { type: 'picklist', needs: ['valueSet'] },
  MultiselectPicklist: { type: 'multipicklist', needs: ['valueSet', 'visibleLines'] },
  Lookup: { type: 'reference', needs: ['referenceTo'] },
  MasterDetail: { type: 'reference', needs: ['referenceTo', 'relationshipName'] },
  Url: { type: 'url', needs: [] },
  Email: { type: 'email', needs: [] },
  Phone: { type: 'phone', needs: [] },
  AutoNumber: { type: 'string', needs: ['displayFormat'] },
};
const FIXED_LENGTH: Record<string, number> = {
  TextArea: 255,
  Url: 255,
  Email: 80,
  Phone: 40,
  AutoNumber: 30,
  Picklist: 255,
  MultiselectPicklist: 4099,
  Lookup: 18,
  MasterDetail: 18,
};
const KEYS = ['Text', 'Number', 'Email', 'AutoNumber'];
const NEVER_REQUIRED = [
  'LongTextArea',
  'Html',
  'Checkbox',
  'MultiselectPicklist',
  'AutoNumber',
  'MasterDetail',
];

/** @throws Problem */
export function readField(org: OrgState, object: SObject, xml: Xml, rename: Rename): Field {
  checkElements('CustomField', xml, ELEMENTS);
  const fullName = textOf(xml, 'fullName') ?? '';
  if (!/^([A-Za-z][A-Za-z0-9]*__)?[A-Za-z](_?[A-Za-z0-9])*__c$/.test(fullName))
    throw new Problem(
      fullName.endsWith('__c')
        ? `The field name ${fullName} is not valid: begin with a letter, use only letters, digits and single underscores`
        : 'fullName must end with: __c',
    );
  if ((fullName.replace(/__c$/, '').split('__').at(-1) ?? '').length > 40)
    throw new Problem(`Field name ${fullName} is longer than 40 characters`);
  const kind = textOf(xml, 'type') ?? '';
  const known = TYPES[kind];
  if (known === undefined) throw new Problem(`'${kind}' is not a valid value for the enum 'FieldType'`);
  const label = textOf(xml, 'label') ?? '';
  if (label === '') throw new Problem(`Must specify a non-empty label for the CustomField`);
  if (label.length > 40) throw new Problem(`The label of ${fullName} is longer than 40 characters`);
  for (const need of known.needs)
    if (xml[need] === undefined)
      throw new Problem(`Must specify '${need}' for a CustomField of type ${kind}`);
  checkFlags(xml, kind);
  const name = rename(fullName);
  const described = { helpText: textOf(xml, 'inlineHelpText'), description: textOf(xml, 'description') };
  return makeField(name, known.type, lengthOf(xml, kind), {
    label,
    custom: true,
    everyone: false,
    metadataType: kind,
    nillable: !isTrue(xml, 'required') && kind !== 'MasterDetail' && kind !== 'Checkbox',
    unique: isTrue(xml, 'unique'),
    externalId: isTrue(xml, 'externalId'),
    caseSensitive: isTrue(xml, 'caseSensitive'),
    filterable: kind !== 'LongTextArea' && kind !== 'Html',
    ...numbers(xml, kind, known.type),
    ...(known.needs.includes('valueSet') ? { picklist: picklist(xml) } : {}),
    ...(known.type === 'reference' ? reference(org, object, xml, kind, rename) : {}),
    ...(kind === 'Checkbox' ? { defaultValue: textOf(xml, 'defaultValue') === 'true' } : {}),
    ...(kind === 'AutoNumber'
      ? { autoNumber: textOf(xml, 'displayFormat') ?? '', createable: false, updateable: false }
      : {}),
    ...(xml['formula'] === undefined ? {} : { createable: false, updateable: false, formula: () => null }),
    ...(described.helpText === undefined ? {} : { helpText: described.helpText }),
    ...(described.description === undefined ? {} : { description: described.description }),
  });
}

function checkFlags(xml: Xml, kind: string): void {
  for (const flag of ['unique', 'externalId'])
    if (isTrue(xml, flag) && !KEYS.includes(kind))
      throw new Problem(`Can not specify '${flag}' for a CustomField of type ${kind}`);
  if (isTrue(xml, 'required') && NEVER_REQUIRED.includes(kind))
    throw new Problem(`Can not specify 'required' for a CustomField of type ${kind}`);
}

function lengthOf(xml: Xml, kind: string): number {
  const fixed = FIXED_LENGTH[kind];
  if (fixed !== undefined) return fixed;
  if (!['Text', 'LongTextArea', 'Html'].includes(kind)) return 0;
  const length = Number(textOf(xml, 'length'));
  const [least, most] = kind === 'Text' ? [1, 255] : [256, 131_072];
  if (!Number.isInteger(length) || length < least || length > most)
    throw new Problem(
      `Value too large or too small for 'length': ${textOf(xml, 'length')}. A ${kind} takes ${least} to ${most}`,
    );
  return length;
}

function numbers(xml: Xml, kind: string, type: FieldType): Partial<Field> {
  if (!['double', 'currency', 'percent'].includes(type)) return {};
  const precision = Number(textOf(xml, 'precision'));
  const scale = Number(textOf(xml, 'scale'));
  if (!(precision >= 1 && precision <= 18 && scale >= 0 && scale <= precision))
    throw new Problem(
      `Invalid precision ${precision} and scale ${scale} for a CustomField of type ${kind}: at most 18 digits in all`,
    );
  return { precision, scale };
}

function picklist(xml: Xml): { values: PicklistValue[]; restricted: boolean } {
  const set = child(xml, 'valueSet') ?? {};
  checkElements('ValueSet', set, [
    'restricted',
    'valueSetDefinition',
    'valueSetName',
    'controllingField',
    'valueSettings',
  ]);
  const definition = child(set, 'valueSetDefinition');
  if (definition === undefined)
    throw new Problem(
      "Must specify 'valueSetDefinition' in the value set (global value sets are not imitated)",
    );
  const seen = new Set<string>();
  const values = elements(definition['value']).map((entry) => {
    checkElements('CustomValue', entry, ['fullName', 'default', 'label', 'color', 'description', 'isActive']);
    const value = textOf(entry, 'fullName') ?? '';
    if (value === '' || value.length > 255) throw new Problem('Picklist value must have 1 to 255 characters');
    if (seen.has(value.toLowerCase())) throw new Problem(`Duplicate picklist value: ${value}`);
    seen.add(value.toLowerCase());
    return {
      value,
      label: textOf(entry, 'label') ?? value,
      active: textOf(entry, 'isActive') !== 'false',
      isDefault: isTrue(entry, 'default'),
    };
  });
  if (values.filter((entry) => entry.isDefault).length > 1)
    throw new Problem('Only one default value is allowed for a picklist');
  return { values, restricted: isTrue(set, 'restricted') };
}
