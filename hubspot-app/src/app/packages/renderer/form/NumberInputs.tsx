/** Numbers, money and percent: the user types decimals, the server gets whole minor units and basis points. */
import type { InputValue } from '@alongside/shared/contract/field.ts';
import { decimalOf, exponentOf, moneyOf } from '@alongside/shared/domain/money.ts';
import { CurrencyInput, NumberInput } from '@hubspot/ui-extensions';
import { useDrawnCard } from '../cardContext.ts';
import { common, type FieldProps, held } from './inputProps.ts';

export function NumberField(props: FieldProps<'number'>) {
  const { speech } = useDrawnCard();
  const value = held(props.value, 'number');
  const read = (value: number | null): InputValue => filled(value, (value) => ({ kind: 'number', value }));
  return (
    <NumberInput
      {...common(props, speech)}
      {...limits(props.field, 1)}
      {...(value && { value: value.value })}
      onChange={(value) => props.onEnter(read(value))}
    />
  );
}

export function PercentField(props: FieldProps<'percent'>) {
  const { speech } = useDrawnCard();
  const { label, ...rest } = common(props, speech);
  const value = held(props.value, 'percent');
  const read = (percent: number | null): InputValue =>
    filled(percent, (percent) => ({ kind: 'percent', basisPoints: Math.round(percent * 100) }));
  return (
    <NumberInput
      {...rest}
      label={`${label} (%)`}
      precision={2}
      {...limits(props.field, 100)}
      {...(value && { value: value.basisPoints / 100 })}
      onChange={(percent) => props.onEnter(read(percent))}
    />
  );
}

export function MoneyField(props: FieldProps<'money'>) {
  const { speech } = useDrawnCard();
  const { currency } = props.field;
  const value = held(props.value, 'money');
  const precision = exponentOf(currency);
  const read = (amount: number | null): InputValue =>
    filled(amount, (amount) => ({ kind: 'money', ...moneyOf(amount.toFixed(precision), currency) }));
  return (
    <CurrencyInput
      {...common(props, speech)}
      currency={currency}
      precision={precision}
      {...(value && { value: Number(decimalOf(value)) })}
      onChange={(amount) => props.onEnter(read(amount))}
    />
  );
}

function limits({ max, min }: { max?: number | undefined; min?: number | undefined }, per: number) {
  return { ...(min !== undefined && { min: min / per }), ...(max !== undefined && { max: max / per }) };
}

/** HubSpot tells an emptied input in more ways than its types say. */
function filled(value: number | null | undefined, make: (value: number) => InputValue): InputValue {
  return typeof value === 'number' && Number.isFinite(value) ? make(value) : null;
}
