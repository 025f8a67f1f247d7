/** One choice, several, or yes and no. */
import type { Choice } from '@alongside/shared/contract/field.ts';
import { Checkbox, Flex, MultiSelect, Select, Text } from '@hubspot/ui-extensions';
import { useDrawnCard } from '../cardContext.ts';
import type { Speech } from '../speech.ts';
import { common, type FieldProps, held } from './inputProps.ts';

/** What HubSpot's select gives for "none"; no option of ours is empty. */
const NONE = { label: '–', value: '' };

export function SelectField(props: FieldProps<'select'>) {
  const { speech } = useDrawnCard();
  const { choices, required } = props.field;
  const options = choices.map((choice) => optionOf(choice, speech));
  return (
    <Select
      {...common(props, speech)}
      options={required ? options : [NONE, ...options]}
      value={held(props.value, 'select')?.option ?? NONE.value}
      onChange={(option) =>
        props.onEnter(option === NONE.value ? null : { kind: 'select', option: String(option) })
      }
    />
  );
}

export function MultiSelectField(props: FieldProps<'multiSelect'>) {
  const { speech } = useDrawnCard();
  return (
    <MultiSelect
      {...common(props, speech)}
      options={props.field.choices.map((choice) => optionOf(choice, speech))}
      value={held(props.value, 'multiSelect')?.options ?? []}
      onChange={(options) => props.onEnter({ kind: 'multiSelect', options: options.map(String) })}
    />
  );
}

/** HubSpot's checkbox has no place of its own for what is wrong with it. */
export function CheckboxField(props: FieldProps<'checkbox'>) {
  const { speech } = useDrawnCard();
  const { label, name, readOnly, description = '', validationMessage } = common(props, speech);
  return (
    <Flex direction="column" gap="xs">
      <Checkbox
        name={name}
        readOnly={readOnly}
        description={description}
        checked={held(props.value, 'checkbox')?.checked ?? false}
        onChange={(checked) => props.onEnter({ kind: 'checkbox', checked })}
      >
        {label}
      </Checkbox>
      {validationMessage && <Text format={{ fontWeight: 'demibold' }}>{validationMessage}</Text>}
    </Flex>
  );
}

export function optionOf({ label, value }: Choice, { say }: Speech): { label: string; value: string } {
  return { label: 'text' in label ? label.text : say(label), value };
}
