/** Draws the fields of the partner's page as plain HTML, each with its label, its help and what was wrong with it. */
import type { Message } from '../../shared/contract/value.ts';
import type { PageField, PageGroup, TickedField, TypedField } from '../../shared/views/partnerPage/form.ts';
import { attribute, markup, type Markup } from './partnerPageMarkup.ts';

export type Say = (message: Message) => string;

export function groupMarkup({ title, open, fields }: PageGroup, say: Say): Markup {
  const drawn = fields.map((field) => fieldMarkup(field, say));
  if (title === null) return markup`<div>${drawn}</div>`;
  if (open === null) return markup`<fieldset><legend>${say(title)}</legend>${drawn}</fieldset>`;
  return markup`<details${attribute('open', open)}><summary>${say(title)}</summary>${drawn}</details>`;
}

function fieldMarkup(field: PageField, say: Say): Markup {
  return 'choices' in field ? ticks(field, say) : line(field, say);
}

function line(field: TypedField, say: Say): Markup {
  const { name, label, kind, value, limit, keys, autocomplete, required } = field;
  const common = [
    attribute('id', name),
    attribute('name', name),
    attribute('maxlength', kind === 'day' ? null : String(limit)),
    attribute('autocomplete', autocomplete),
    attribute('required', required),
    described(field),
    attribute('aria-invalid', field.problem === null ? null : 'true'),
  ];
  const control =
    kind === 'lines'
      ? // A line feed at the beginning would be swallowed.
        markup`<textarea rows="4"${common}>${'\n'}${value}</textarea>`
      : markup`<input type="${kind === 'day' ? 'date' : 'text'}" inputmode="${keys}"${common}${attribute('value', value)}>`;
  return markup`<div class="field"><label for="${name}">${say(label)}</label>${notes(field, say)}${control}</div>`;
}

function ticks(field: TickedField, say: Say): Markup {
  const { name, label, kind, choices, values, required } = field;
  const type = kind === 'one' ? 'radio' : 'checkbox';
  const drawn = choices.map(({ value, label: choice }, at) => {
    const id = at === 0 ? name : `${name}-${value}`;
    const state = [attribute('checked', values.includes(value)), attribute('required', required)];
    return markup`<label class="tick"><input type="${type}" id="${id}" name="${name}" value="${value}"${state}>${say(choice)}</label>`;
  });
  return markup`<fieldset${described(field)}><legend>${say(label)}</legend>${notes(field, say)}${drawn}</fieldset>`;
}

function described({ name, help, problem }: PageField): Markup {
  const ids = [help === null ? '' : `${name}-help`, problem === null ? '' : `${name}-problem`].filter(
    Boolean,
  );
  return attribute('aria-describedby', ids.length === 0 ? null : ids.join(' '));
}

function notes({ name, help, problem }: PageField, say: Say): Markup {
  const helped = help === null ? null : markup`<span class="help" id="${name}-help">${say(help)}</span>`;
  return problem === null
    ? markup`${helped}`
    : markup`${helped}<span class="problem" id="${name}-problem">${say(problem)}</span>`;
}
