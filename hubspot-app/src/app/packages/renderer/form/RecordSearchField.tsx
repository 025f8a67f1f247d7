/** A record by its name: some are offered at once, others are found while the user types. */
import type { InputValue } from '@alongside/shared/contract/field.ts';
import { Select } from '@hubspot/ui-extensions';
import { useDrawnCard } from '../cardContext.ts';
import { optionOf } from './ChoiceInputs.tsx';
import { common, type FieldProps, held } from './inputProps.ts';
import { useRecordSearch } from './useRecordSearch.ts';

export function RecordSearchField(props: FieldProps<'recordSearch'>) {
  const { speech } = useDrawnCard();
  const chosen = held(props.value, 'record');
  const { choices, source } = props.field;
  const { found, search } = useRecordSearch(source);
  const offered = found ?? choices.map((choice) => optionOf(choice, speech));
  const missing = chosen !== null && !offered.some(({ value }) => value === chosen.id);
  const options = missing ? [{ label: chosen.name ?? chosen.id, value: chosen.id }, ...offered] : offered;
  const pick = (id: string): InputValue => {
    const name = options.find(({ value }) => value === id)?.label;
    return { kind: 'record', object: 'account', id, ...(name && { name }) };
  };
  return (
    <Select
      {...common(props, speech)}
      options={options}
      value={chosen?.id ?? ''}
      onInput={search}
      onChange={(id) => props.onEnter(pick(String(id)))}
    />
  );
}
