/** Draws a field with the component that HubSpot has for its kind. */
import type { FieldProps } from './inputProps.ts';
import { CheckboxField, MultiSelectField, SelectField } from './ChoiceInputs.tsx';
import { DateField } from './DateField.tsx';
import { MoneyField, NumberField, PercentField } from './NumberInputs.tsx';
import { RecordSearchField } from './RecordSearchField.tsx';
import { LongTextField, TextField } from './TextInputs.tsx';

export function FieldInput({ field, ...rest }: FieldProps) {
  switch (field.kind) {
    case 'text':
      return <TextField field={field} {...rest} />;
    case 'longText':
      return <LongTextField field={field} {...rest} />;
    case 'number':
      return <NumberField field={field} {...rest} />;
    case 'money':
      return <MoneyField field={field} {...rest} />;
    case 'percent':
      return <PercentField field={field} {...rest} />;
    case 'date':
      return <DateField field={field} {...rest} />;
    case 'select':
      return <SelectField field={field} {...rest} />;
    case 'multiSelect':
      return <MultiSelectField field={field} {...rest} />;
    case 'recordSearch':
      return <RecordSearchField field={field} {...rest} />;
    case 'checkbox':
      return <CheckboxField field={field} {...rest} />;
  }
}
