/** What draws an app's cards on the pages of one CRM, as that CRM would; the rest of the workbench knows no more of it. */
import type { Markup } from './html.ts';
import type { CrmView, RecordView } from './view.ts';

/** Someone of the CRM over whose shoulder a visitor may look. */
export interface CardUser {
  /** The CRM's own id of the user. */
  id: string;
  name: string;
  /** What the person does, in plain words: Sales rep. */
  role: string;
}

/** What answers a request of a page for a file, or of a card for its server. */
export interface CardAnswer {
  status: number;
  /** Content type. */
  type: string;
  body: string | Uint8Array;
}

/** A page that is about no record, such as a queue. */
export interface CardPage {
  slug: string;
  title: string;
}

/**
 * Everything of it stands under `/cards/<slug>/`: files at `files/NAME`, pages at `pages/SLUG`, and what its cards post at
 * `post/NAME`. In the browser a page tells its cards by the window's event `workbench:changed` that the record was
 * changed outside them, and a card asks by `workbench:refresh` to have the record's own fields drawn anew at once.
 */
export interface CardHost {
  slug: CrmView['slug'];
  /** Compiles the cards, or takes what was compiled before of the same sources. @throws Error in the compiler's words */
  build(): Promise<void>;
  /** What the pages load; undefined when there is no such file. */
  file(name: string): Promise<CardAnswer | undefined>;
  /** Stands in the head of every page with cards on it. */
  head(user: CardUser): Markup;
  /** The cards beside a record, undefined where none belong. */
  onRecord(record: RecordView, user: CardUser): Markup | undefined;
  pages: readonly CardPage[];
  /** @param slug of one of `pages` */
  page(slug: string, user: CardUser): Markup;
  /** @param name whatever follows `post/` */
  post(name: string, body: Buffer, user: CardUser): Promise<CardAnswer>;
}
