/** HubSpot's inputs for numbers, money and calendar days; an emptied one tells nothing. */
import type { BaseDate, CurrencyInputProps, DateInputProps, NumberInputProps } from '@hubspot/ui-extensions';
import { FieldFrame, useDraft, type FieldProps } from './field.tsx';

export function NumberInput(props: NumberInputProps) {
  return <Digits {...props} before={null} />;
}

export function CurrencyInput({ currency = 'USD', ...props }: CurrencyInputProps) {
  return <Digits {...props} before={currency} />;
}

type DigitsProps = FieldProps &
  Pick<NumberInputProps, 'max' | 'min' | 'name' | 'onChange' | 'precision' | 'value'> & {
    before: string | null;
  };

function Digits({ before, max, min, onChange, precision, value, ...props }: DigitsProps) {
  const [draft, setDraft] = useDraft(value === undefined ? '' : String(value));
  const settle = (): void => {
    const number =
      draft === '' ? null : Number(precision === undefined ? draft : Number(draft).toFixed(precision));
    if (number !== (value ?? null)) onChange?.(number as number);
  };
  return (
    <FieldFrame {...props}>
      {(named) => (
        <span className="hs-digits">
          {before !== null && <span className="before">{before}</span>}
          <input
            {...named}
            {...{ max, min, name: props.name, readOnly: props.readOnly }}
            type="number"
            step="any"
            value={draft}
            onChange={({ target }) => setDraft(target.value)}
            onBlur={settle}
            onKeyDown={({ key }) => key === 'Enter' && settle()}
          />
        </span>
      )}
    </FieldFrame>
  );
}

/** HubSpot counts months from 0. */
export function DateInput(props: DateInputProps) {
  const { name, onChange, readOnly = false, value } = props;
  const [draft, setDraft] = useDraft(value ? isoOf(value) : '');
  const settle = (day: string): void => {
    setDraft(day);
    const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
    const parts = { year, month: month - 1, date, formattedDate: day };
    onChange?.((day === '' ? null : parts) as typeof parts);
  };
  return (
    <FieldFrame {...props}>
      {(named) => (
        <input
          {...named}
          {...{ name, readOnly }}
          type="date"
          value={draft}
          onChange={({ target }) => settle(target.value)}
        />
      )}
    </FieldFrame>
  );
}

function isoOf({ date, month, year }: BaseDate): string {
  const padded = (number: number, length: number): string => String(number).padStart(length, '0');
  return `${padded(year, 4)}-${padded(month + 1, 2)}-${padded(date, 2)}`;
}
