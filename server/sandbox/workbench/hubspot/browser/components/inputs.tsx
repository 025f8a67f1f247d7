/** HubSpot's inputs for text: each keystroke is told, and once more what the user settled on. */
import type { InputProps, TextAreaProps } from '@hubspot/ui-extensions';
import { useRef } from 'react';
import { FieldFrame, useDraft } from './field.tsx';

/** Tells the card what is typed, and when the field is left what it holds then. */
function useTyped({ onChange, onInput, value = '' }: Pick<InputProps, 'onChange' | 'onInput' | 'value'>) {
  const [draft, setDraft] = useDraft(value);
  const told = useRef(value);
  const type = (text: string): void => {
    setDraft(text);
    onInput?.(text);
  };
  const settle = (): void => {
    if (told.current === draft) return;
    told.current = draft;
    onChange?.(draft);
  };
  return { draft, settle, type };
}

export function Input(props: InputProps) {
  const { name, placeholder, readOnly = false, type = 'text' } = props;
  const typed = useTyped(props);
  return (
    <FieldFrame {...props}>
      {(named) => (
        <input
          {...named}
          {...{ name, placeholder, readOnly, type }}
          dir="auto"
          value={typed.draft}
          onChange={({ target }) => typed.type(target.value)}
          onBlur={typed.settle}
          onKeyDown={({ key }) => key === 'Enter' && typed.settle()}
        />
      )}
    </FieldFrame>
  );
}

export function TextArea(props: TextAreaProps) {
  const { maxLength, name, readOnly = false, resize = 'vertical', rows = 3 } = props;
  const typed = useTyped(props);
  return (
    <FieldFrame {...props}>
      {(named) => (
        <textarea
          {...named}
          {...{ maxLength, name, readOnly, rows }}
          dir="auto"
          style={{ resize }}
          value={typed.draft}
          onChange={({ target }) => typed.type(target.value)}
          onBlur={typed.settle}
        />
      )}
    </FieldFrame>
  );
}
