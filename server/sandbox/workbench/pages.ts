/** The pages themselves: a list, a record, a record being saved, a page of cards; each for one visitor. */
import { type Answer, text } from './answer.ts';
import type { CardUser } from './cardHost.ts';
import type { Cards } from './cards.ts';
import { html, type Markup } from './html.ts';
import { document } from './layout.ts';
import { listPage } from './listPage.ts';
import { recordPage, type RecordState } from './recordPage.ts';
import type { CrmView } from './view.ts';

/** What a page is drawn for. */
export interface Visit {
  crms: CrmView[];
  crm: CrmView;
  cards: Cards;
  /** Absent before the app is set up. */
  user: CardUser | undefined;
  /** Path and query that were asked for. */
  here: string;
}

export function list(visit: Visit, query: URLSearchParams): Answer {
  const { crm, cards } = visit;
  const main = listPage(crm, cards.pages(crm.slug), {
    filter: query.get('filter') ?? undefined,
    words: query.get('q')?.trim() ?? '',
    page: Math.trunc(Number(query.get('page'))) || 1,
  });
  return shown(visit, crm.records, main);
}

export function record(visit: Visit, path: string, state: RecordState): Answer {
  const { crms, crm, cards, user } = visit;
  const found = crm.record(path, user?.id);
  if (!found) {
    const main = html`<section class="card head">
      <h1>No such record</h1>
      <p>
        It may have been deleted or merged, or be nothing for you to see.
        <a href="/${crm.slug}">All ${crm.records.toLowerCase()}</a>
      </p>
    </section>`;
    return { ...shown(visit, 'No such record', main), status: 404 };
  }
  const other = crms.find((one) => one !== crm);
  const twinHref = found.kind === crm.kind ? other?.hrefByName(found.title) : undefined;
  const twin = other && twinHref !== undefined ? { twin: { crm: other, href: twinHref } } : {};
  const drawn = user && !state.isEditing ? cards.onRecord(crm.slug, found, user) : undefined;
  const main = recordPage(crm, found, { ...state, ...twin, cards: drawn });
  return { ...shown(visit, found.title, main, drawn), status: state.refusal ? 422 : 200 };
}

/** Only what the page offers may be typed over, whatever else a form names. */
export function save(visit: Visit, path: string, form: URLSearchParams): Answer {
  const { crm, user } = visit;
  const found = crm.record(path, user?.id);
  if (!found) return record(visit, path, { isEditing: true, all: false });
  const fields = [...found.aside, ...found.details].flatMap((section) => section.fields);
  const typed = Object.fromEntries(
    fields
      .filter(({ name, editable, text: old }) => editable && form.has(name) && form.get(name) !== old)
      .map(({ name }) => [name, form.get(name) ?? '']),
  );
  const message = crm.save(path, typed, user?.id);
  if (message === undefined) return { ...text(303, ''), location: found.href };
  return record(visit, path, { isEditing: true, all: false, refusal: { message, typed } });
}

/** A page of the app's own. */
export function cardPage(visit: Visit, slug: string): Answer {
  const { crm, cards, user } = visit;
  const page = cards.pages(crm.slug).find((one) => one.slug === slug);
  const drawn = page && user && cards.page(crm.slug, slug, user);
  if (!drawn) return text(404, 'There is no such page, or nobody who may open it yet.');
  const main = html`<section class="card head" aria-labelledby="title">
      <p class="back"><a href="/${crm.slug}">All ${crm.records.toLowerCase()}</a></p>
      <h1 id="title">${page.title}</h1>
    </section>
    <div class="region page">${drawn}</div>`;
  return shown(visit, page.title, main, drawn);
}

function shown(visit: Visit, title: string, main: Markup, cards?: Markup): Answer {
  const { crm, user } = visit;
  const head = cards && user && visit.cards.head(crm.slug, user);
  const body = document({ ...visit, users: visit.cards.users(crm.slug), title, main, head });
  return { status: 200, type: 'text/html; charset=utf-8', body, hasCards: cards !== undefined };
}
