/** Between what a base component holds and what the contract sends for a field. */
import { decimalOf, moneyOf } from 'c/alongsideWords';

const PERCENT = 100;

const text = (value) => ({ kind: 'text', text: value });
const OF_FIELD = {
  text,
  longText: text,
  number: (value) => ({ kind: 'number', value }),
  money: (value) => ({ kind: 'money', ...value }),
  percent: (basisPoints) => ({ kind: 'percent', basisPoints }),
  date: (day) => ({ kind: 'date', day }),
  select: (option) => ({ kind: 'select', option }),
  multiSelect: (options) => ({ kind: 'multiSelect', options: [...options] }),
  recordSearch: (value) => ({ kind: 'record', ...value }),
  checkbox: (checked) => ({ kind: 'checkbox', checked }),
};

const ENTERED = {
  text,
  longText: text,
  number: (value) => ({ kind: 'number', value: Number(value) }),
  money: (value, { currency }) => ({ kind: 'money', ...moneyOf(String(value), currency) }),
  percent: (value) => ({ kind: 'percent', basisPoints: Math.round(Number(value) * PERCENT) }),
  date: OF_FIELD.date,
  select: OF_FIELD.select,
};

/**
 * @param {object} field of the contract
 * @param {object} [given] the action's own start: `values`, and `drafts` in words
 * @returns {object|null} the input value the form starts from
 */
export function start(field, given, texts) {
  const draft = given?.drafts?.[field.name];
  if (draft) return { kind: 'text', text: texts.say(draft) };
  const value = given?.values?.[field.name];
  if (value !== undefined) return value;
  return field.value === null ? null : OF_FIELD[field.kind](field.value);
}

/** @returns what the base component shows for an input value */
export function shown(field, input) {
  if (input === null) return field.kind === 'multiSelect' ? [] : field.kind === 'checkbox' ? false : '';
  switch (input.kind) {
    case 'money':
      return decimalOf(input);
    case 'percent':
      return input.basisPoints / PERCENT;
    default:
      return (
        input.text ?? input.value ?? input.day ?? input.option ?? input.options ?? input.checked ?? input.id
      );
  }
}

/** @returns {object|null} the input value for what the user entered; null for nothing */
export function entered(field, value) {
  switch (field.kind) {
    case 'checkbox':
      return { kind: 'checkbox', checked: value };
    case 'multiSelect':
      return { kind: 'multiSelect', options: [...value] };
    default:
      return value === '' || value === null || value === undefined ? null : ENTERED[field.kind](value, field);
  }
}
