/** HubSpot's form and checkbox. */
import type { CheckboxProps, FormProps } from '@hubspot/ui-extensions';
import { useId, type FormEvent } from 'react';
import { useDraft } from './field.tsx';

/** Leaves the field that has the focus first, so that the card knows its value before it is asked to save. */
export function Form({ autoComplete = 'off', children, onSubmit }: FormProps) {
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (document.activeElement instanceof HTMLInputElement) document.activeElement.blur();
    const targetValue = Object.fromEntries(
      [...new FormData(event.currentTarget)].filter(
        (entry): entry is [string, string] => typeof entry[1] === 'string',
      ),
    );
    const sent = { type: 'submit', bubbles: true, timeStamp: performance.now(), id: '', targetValue };
    void onSubmit?.(sent, undefined as never);
  };
  return (
    <form className="hs-form" noValidate autoComplete={autoComplete} onSubmit={submit}>
      {children}
    </form>
  );
}

export function Checkbox({
  checked = false,
  children,
  description,
  name,
  onChange,
  readOnly = false,
  ...rest
}: CheckboxProps) {
  const id = useId();
  const [on, setOn] = useDraft(checked);
  return (
    <div className="hs-check">
      <input
        id={id}
        type="checkbox"
        name={name}
        checked={on}
        disabled={readOnly}
        aria-label={rest['aria-label']}
        aria-describedby={description ? `${id}-description` : undefined}
        onChange={({ target }) => {
          setOn(target.checked);
          onChange?.(target.checked, rest.value ?? '');
        }}
      />
      <div>
        <label htmlFor={id}>{children}</label>
        {description && <p id={`${id}-description`}>{description}</p>}
      </div>
    </div>
  );
}
