/** The list of companies or deals: filters, a search box, pages; and the way to the pages of the app. */
import type { CardPage } from './cardHost.ts';
import { html, type Markup } from './html.ts';
import { cell } from './table.ts';
import type { CrmView, ListItem } from './view.ts';
import { figure } from './words.ts';

const PAGE = 25;

export interface Asked {
  filter: string | undefined;
  words: string;
  /** From 1. */
  page: number;
}

/** @param pages of the app, which are about no record */
export function listPage(crm: CrmView, pages: readonly CardPage[], asked: Asked): Markup {
  const filters = crm.filters();
  const chosen = filters.find(({ name }) => name === asked.filter) ?? filters[0];
  const filter = chosen?.name ?? 'all';
  const records = chosen?.records ?? crm.records;
  const found = crm.list(filter, asked.words);
  const last = Math.max(1, Math.ceil(found.total / PAGE));
  const page = Math.min(Math.max(1, asked.page), last);
  const items = found.page((page - 1) * PAGE, page * PAGE);
  const href = (more: Record<string, string>): string =>
    `/${crm.slug}?${new URLSearchParams({ filter, q: asked.words, ...more })}`;
  return html`<div class="listhead">
      <div>
        <p class="kind">${crm.place}</p>
        <h1>${records}</h1>
      </div>
      <form role="search" action="/${crm.slug}">
        <input type="hidden" name="filter" value="${filter}" />
        <label for="q">Search by name or website</label>
        <input id="q" name="q" type="search" value="${asked.words}" />
        <button>Search</button>
      </form>
    </div>
    <nav class="filters" aria-label="Filters">
      <ul>
        ${filters.map(
          ({ name, label }) =>
            html`<li>
              <a href="${href({ filter: name })}" ${name === filter && html` aria-current="page"`}
                >${label}</a
              >
            </li>`,
        )}
        ${pages.map(
          ({ slug, title }) =>
            html`<li><a class="own" href="/cards/${crm.slug}/pages/${slug}">${title}</a></li>`,
        )}
      </ul>
    </nav>
    <section class="card rows" data-live="list" aria-label="${records}">
      <p class="note">
        ${figure(found.total)}
        found${
          asked.words !== '' && html` for “${asked.words}”. <a href="${href({ q: '' })}">Clear search</a>`
        }
      </p>
      ${items.length > 0 && table(records, items)}
    </section>
    <nav class="pages" aria-label="Pages" data-live="pages">
      ${page > 1 ? html`<a rel="prev" href="${href({ page: String(page - 1) })}">Previous</a>` : html`<span></span>`}
      <span>Page ${page} of ${last}</span>
      ${page < last ? html`<a rel="next" href="${href({ page: String(page + 1) })}">Next</a>` : html`<span></span>`}
    </nav>`;
}

function table(records: string, items: ListItem[]): Markup {
  const columns = items[0]?.fields.map(({ label }) => label) ?? [];
  return html`<table role="table" aria-label="${records}">
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col">Name</th>
        ${columns.map((label) => html`<th role="columnheader" scope="col">${label}</th>`)}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${items.map(
        ({ href, title, fields }) =>
          html`<tr role="row">
            <th role="rowheader" scope="row"><a href="${href}">${title}</a></th>
            ${fields.map((field) => cell(field, field, href))}
          </tr>`,
      )}
    </tbody>
  </table>`;
}
