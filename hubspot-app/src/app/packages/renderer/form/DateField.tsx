/** A calendar day, in no time zone. */
import type { InputValue } from '@alongside/shared/contract/field.ts';
import { type DateInputEventsPayload, DateInput } from '@hubspot/ui-extensions';
import { useDrawnCard } from '../cardContext.ts';
import { common, type FieldProps, held } from './inputProps.ts';

export function DateField(props: FieldProps<'date'>) {
  const { speech } = useDrawnCard();
  const value = held(props.value, 'date');
  return (
    <DateInput
      {...common(props, speech)}
      format="medium"
      {...(value && { value: partsOf(value.day) })}
      onChange={(parts) => props.onEnter(dayOf(parts))}
    />
  );
}

/** HubSpot counts months from 0. */
function partsOf(day: string) {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return { year, month: month - 1, date };
}

/** An emptied input gives nothing. */
function dayOf(parts: DateInputEventsPayload | null | undefined): InputValue {
  if (!parts) return null;
  const { date, month, year } = parts;
  const two = (number: number) => String(number).padStart(2, '0');
  return { kind: 'date', day: `${String(year).padStart(4, '0')}-${two(month + 1)}-${two(date)}` };
}
