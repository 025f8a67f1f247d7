/** A wanted field as the property that HubSpot is asked to create. */
import type { WantedField } from '../../../shared/schema/plan.ts';

export const GROUP = { name: 'alongside', label: 'Alongside', displayOrder: -1 } as const;

interface NewOption {
  label: string;
  value: string;
  displayOrder: number;
  hidden: boolean;
}

const TYPES: Readonly<Record<WantedField['type'], { type: string; fieldType: string }>> = {
  text: { type: 'string', fieldType: 'text' },
  longText: { type: 'string', fieldType: 'textarea' },
  json: { type: 'string', fieldType: 'textarea' },
  number: { type: 'number', fieldType: 'number' },
  share: { type: 'number', fieldType: 'number' },
  money: { type: 'number', fieldType: 'number' },
  date: { type: 'date', fieldType: 'date' },
  instant: { type: 'datetime', fieldType: 'date' },
  checkbox: { type: 'bool', fieldType: 'booleancheckbox' },
  select: { type: 'enumeration', fieldType: 'select' },
  multiSelect: { type: 'enumeration', fieldType: 'checkbox' },
  reference: { type: 'string', fieldType: 'text' },
};

const YES_NO = [
  { label: 'Yes', value: 'true', displayOrder: 0, hidden: false },
  { label: 'No', value: 'false', displayOrder: 1, hidden: false },
];

export function definitionFor(field: WantedField): Record<string, unknown> {
  return {
    name: field.native,
    label: field.label,
    groupName: GROUP.name,
    ...TYPES[field.type],
    // Rows are for our cards; nobody should meet their text on a form.
    formField: false,
    ...(field.type === 'json' && { hidden: true }),
    ...(field.help !== undefined && { description: field.help }),
    ...(field.unique && { hasUniqueValue: true }),
    ...(field.type === 'checkbox' && { options: YES_NO }),
    ...(field.options && { options: optionsFor(field.options, 0) }),
    ...(field.type === 'money' && { showCurrencySymbol: true }),
    ...(field.to === 'owner' && OWNER),
  };
}

/** Values that HubSpot fills with the portal's owners. */
const OWNER = {
  type: 'enumeration',
  fieldType: 'select',
  externalOptions: true,
  referencedObjectType: 'OWNER',
};

export function optionsFor(values: readonly string[], from: number): NewOption[] {
  return values.map((value, index) => {
    return { label: labelOf(value), value, displayOrder: from + index, hidden: false };
  });
}

/** `atRisk` reads "At Risk". */
function labelOf(value: string): string {
  return value.replace(/([A-Z])/g, ' $1').replace(/^./, (first) => first.toUpperCase());
}
