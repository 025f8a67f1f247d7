/** The page of one record: title with highlights, tables of what belongs to it, its fields; editable in place. */
import { html, type Markup } from './html.ts';
import { table, value } from './table.ts';
import type { CrmView, Field, RecordView, Section } from './view.ts';

const ROWS_SHOWN = 12;

export interface RecordState {
  /** Fields are drawn as inputs. */
  isEditing: boolean;
  /** Every row and column is drawn. */
  all: boolean;
  /** What the CRM said when it refused to save, and what was typed. */
  refusal?: { message: string; typed: Record<string, string> };
  /** The page of the same company in the other CRM. */
  twin?: { crm: CrmView; href: string };
  /** The app's cards beside it. */
  cards?: Markup | undefined;
}

export function recordPage(crm: CrmView, record: RecordView, state: RecordState): Markup {
  const sections = [...record.aside, ...record.details];
  if (state.isEditing) return editPage(record, sections, state);
  const tables = record.tables.map((rows, index) =>
    table(rows, { id: `table-${index}`, all: state.all, limit: ROWS_SHOWN, allHref: `${record.href}?all=1` }),
  );
  // What is live is replaced when it changes; cards are not, since they keep themselves true.
  return html`<div data-group="head">${head(crm, record, state)}</div>
    <div class="columns">
      <div class="middle" data-group="middle">
        ${tables}${record.details.map((section, index) => card(section, `details-${index}`))}
      </div>
      ${state.cards && html`<div class="region">${state.cards}</div>`}
      <div class="aside" data-group="aside">
        ${record.aside.map((section, index) => card(section, `aside-${index}`))}
      </div>
    </div>`;
}

function head(crm: CrmView, record: RecordView, { twin }: RecordState): Markup {
  const canEdit = [...record.aside, ...record.details].some(({ fields }) =>
    fields.some((field) => field.editable),
  );
  return html`<section class="card head" aria-labelledby="title" data-live="head">
    <p class="back"><a href="/${crm.slug}">All ${crm.records.toLowerCase()}</a></p>
    <div class="title">
      <span class="icon" aria-hidden="true">${record.kind.charAt(0)}</span>
      <div>
        <p class="kind">${record.kind}</p>
        <h1 id="title">${record.title}</h1>
      </div>
      <p class="actions">
        ${
          twin &&
          html`<a class="button twin ${twin.crm.slug}" href="${twin.href}"
            >Same company on ${twin.crm.name}</a
          >`
        }${canEdit && html`<a class="button" href="${record.href}?edit=1">Edit</a>`}
      </p>
    </div>
    <dl class="highlights">${record.highlights.map((field) => entry(field, 'head'))}</dl>
  </section>`;
}

/** Fields with a value; those without are folded away. */
function card({ title, fields }: Section, id: string): Markup | undefined {
  const filled = fields.filter(({ text }) => text !== '');
  const empty = fields.filter(({ text }) => text === '');
  if (fields.length === 0) return undefined;
  return html`<section class="card fields" data-live="${id}" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${title}</h2>
    ${filled.length > 0 && html`<dl>${filled.map((field) => entry(field, id))}</dl>`}
    ${
      empty.length > 0 &&
      html`<details id="${id}-empty">
        <summary>${empty.length} without a value</summary>
        <p>${empty.map(({ label }) => label).join(', ')}</p>
      </details>`
    }
  </section>`;
}

function entry(field: Field, id: string): Markup {
  return html`<div>
    <dt>${field.label}</dt>
    <dd data-cell="${id}-${field.name}">${value(field)}</dd>
  </div>`;
}

function editPage(record: RecordView, sections: Section[], { refusal }: RecordState): Markup {
  const fields = sections.flatMap((section) => section.fields).filter(({ editable }) => editable);
  return html`<form class="card edit" method="post" action="${record.href}" aria-labelledby="title">
    <p class="kind">Edit ${record.kind}</p>
    <h1 id="title">${record.title}</h1>
    ${refusal && html`<p class="refusal" role="alert">Not saved. ${refusal.message}</p>`}
    <div class="inputs">
      ${fields.map(
        ({ name, label, text }) =>
          html`<div>
            <label for="field-${name}">${label}</label>
            <input
              id="field-${name}"
              name="${name}"
              value="${refusal?.typed[name] ?? text}"
              autocomplete="off"
            />
          </div>`,
      )}
    </div>
    <p class="actions"><button>Save</button> <a class="button" href="${record.href}">Cancel</a></p>
  </form>`;
}
