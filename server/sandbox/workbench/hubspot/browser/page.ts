/** What a drawn component needs of the page that it stands on. */
import { createContext, useContext } from 'react';
import type { PageLocation } from './protocol.ts';

export interface CardPage {
  /** Where a path of HubSpot's own stands here: records and the app's pages have addresses of their own. */
  hrefOf(path: string): string;
  /** The address of a page of the app. */
  pageHref(location: PageLocation): string;
  /** Goes to a page of the app without loading it anew. */
  navigate(location: PageLocation): void;
  /** What stands above the card's own headings: its title on a record, the page's on a page of the app. */
  readonly below: 'title' | 'page';
  /** Dialogs that are open, each with how to close it, by the id that the card gave it. */
  readonly dialogs: Map<string, () => void>;
}

const Context = createContext<CardPage | null>(null);

export const PageProvider = Context.Provider;

export function usePage(): CardPage {
  const page = useContext(Context);
  if (page === null) throw new Error('drawn outside of a page');
  return page;
}
