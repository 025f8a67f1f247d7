/** Draws rows as a table that a narrow screen shows as cards: empty columns and machine keys are left out and named. */
import { html, type Markup } from './html.ts';
import type { Chip, Column, RowTable, Shown } from './view.ts';
import { isMachineKey, signed } from './words.ts';

/** More would not fit between the two sides of a record on a small laptop. */
const MOST_COLUMNS = 7;

export interface TableOptions {
  id: string;
  /** Draw every column. */
  all: boolean;
  /** Draw so many rows. */
  limit: number;
  /** Where the same page shows everything. */
  allHref: string;
}

const NOTHING: Shown = { text: '' };

/** Characters that stay on one line. */
const SHORT = 16;

export function value(shown: Shown): Markup {
  if (shown.chips)
    return html`<ul class="chips">
      ${shown.chips.map(chip)}
    </ul>`;
  if (shown.href !== undefined) return html`<a href="${shown.href}">${shown.text}</a>`;
  const at = shown.text.indexOf('@');
  return at < 1 ? html`${shown.text}` : html`${shown.text.slice(0, at)}<wbr />${shown.text.slice(at)}`;
}

function chip({ label, weight, rest }: Chip): Markup {
  const sign = weight !== undefined && weight < 0 ? 'down' : 'up';
  return html`<li class="chip">
    <span>${label}</span>${
      weight !== undefined && html` <b class="${sign}">${signed(weight)}</b>`
    }${rest !== '' && html` <small>${rest}</small>`}
  </li>`;
}

export function table(given: RowTable, options: TableOptions): Markup {
  const { columns, chips, left } = arrange(given, options.all);
  const rows = given.rows.slice(0, options.all ? given.rows.length : options.limit);
  const more = given.rows.length - rows.length;
  const titleId = `${options.id}-title`;
  return html`<section class="card rows" data-live="${options.id}" aria-labelledby="${titleId}">
    <h2 id="${titleId}">${given.title} <span class="count">${given.rows.length}</span></h2>
    <table role="table" aria-labelledby="${titleId}">
      <thead role="rowgroup">
        <tr role="row">
          ${columns.map(({ label }) => html`<th role="columnheader" scope="col">${label}</th>`)}
        </tr>
      </thead>
      ${rows.map((row, index) => body(row, columns, chips, `${options.id}-${keyOf(given, row) ?? index}`))}
    </table>
    ${note(left, more, options)}
  </section>`;
}

/** What tells a row from the others when rows come and go: its first value. */
function keyOf({ columns }: RowTable, row: Record<string, Shown>): string | undefined {
  return columns.map(({ name }) => row[name]?.text).find((text) => text !== undefined && text !== '');
}

/** A cell that knows its column's label, for narrow screens, and its place, so that a page can tell what changed. */
export function cell({ name, label }: Column, shown: Shown, rowKey: string, isHeader = false): Markup {
  const look = shown.text === '' ? 'empty' : shown.text.length <= SHORT ? 'short' : 'long';
  const attributes = html`class="${look}" data-label="${label}" data-cell="${rowKey}-${name}"`;
  return isHeader
    ? html`<th role="rowheader" scope="row" ${attributes}>${value(shown)}</th>`
    : html`<td role="cell" ${attributes}>${value(shown)}</td>`;
}

/** One record a `tbody`, so that its line of chips belongs to it. */
function body(row: Record<string, Shown>, columns: Column[], chips: Column[], key: string): Markup {
  const cells = columns.map((column, place) => cell(column, row[column.name] ?? NOTHING, key, place === 0));
  const lines = chips.map(({ name, label }) => {
    const shown = row[name];
    if (!shown?.chips) return undefined;
    return html`<tr role="row" class="more">
      <td role="cell" colspan="${columns.length}" data-cell="${key}-${name}">
        <span class="label">${label}</span> ${value(shown)}
      </td>
    </tr>`;
  });
  return html`<tbody role="rowgroup">
    <tr role="row">
      ${cells}
    </tr>
    ${lines}
  </tbody>`;
}

function arrange(given: RowTable, all: boolean): { columns: Column[]; chips: Column[]; left: Column[] } {
  const texts = (name: string): string[] => given.rows.map((row) => row[name]?.text ?? '').filter(Boolean);
  const filled = given.columns.filter(({ name }) => texts(name).length > 0);
  const chips = filled.filter(({ name }) => given.rows.some((row) => row[name]?.chips));
  const plain = filled.filter((column) => !chips.includes(column));
  const speaking = plain.filter(({ name }) => !texts(name).every(isMachineKey));
  const columns = all ? plain : speaking.slice(0, MOST_COLUMNS);
  return { columns, chips, left: plain.filter((column) => !columns.includes(column)) };
}

function note(left: Column[], more: number, { allHref }: TableOptions): Markup | undefined {
  if (left.length === 0 && more <= 0) return undefined;
  const parts = [
    ...(more > 0 ? [`${more} more rows`] : []),
    ...(left.length > 0 ? [`columns ${left.map(({ label }) => label).join(', ')}`] : []),
  ];
  return html`<p class="note">Not shown: ${parts.join('; ')}. <a href="${allHref}">Show everything</a></p>`;
}
