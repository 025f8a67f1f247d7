/** Text in one line or several. */
import { Input, TextArea } from '@hubspot/ui-extensions';
import { useDrawnCard } from '../cardContext.ts';
import { common, type FieldProps, held } from './inputProps.ts';
import { textOf } from './start.ts';

export function TextField(props: FieldProps<'text'>) {
  const { speech } = useDrawnCard();
  return (
    <Input
      {...common(props, speech)}
      value={held(props.value, 'text')?.text ?? ''}
      onInput={(text) => props.onType(textOf(text))}
      onChange={(text) => props.onEnter(textOf(text))}
    />
  );
}

export function LongTextField(props: FieldProps<'longText'>) {
  const { speech } = useDrawnCard();
  return (
    <TextArea
      {...common(props, speech)}
      rows={6}
      resize="vertical"
      maxLength={props.field.maxLength}
      value={held(props.value, 'text')?.text ?? ''}
      onInput={(text) => props.onType(textOf(text))}
      onChange={(text) => props.onEnter(textOf(text))}
    />
  );
}
