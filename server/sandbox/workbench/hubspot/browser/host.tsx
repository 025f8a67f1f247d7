/** Draws every card that the page has a place for. */
import { useMemo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { region } from './alerts.ts';
import { CardFrame } from './CardFrame.tsx';
import type { CardPage } from './page.ts';
import type { CardSetup, PageLocation } from './protocol.ts';

const OBJECTS: Readonly<Record<string, string>> = { '0-2': 'companies', '0-3': 'deals' };
const RECORD = /^\/contacts\/\d+\/record\/(0-[23])\/(\d+)$/;

/** The app's pages by their paths, as the workbench names them. */
const PAGES: Readonly<Record<string, string>> = {
  '/': 'program',
  '/registrations': 'registrations',
  '/review': 'review',
};

const PLACES: Readonly<Record<string, string>> = {
  'crm.record.sidebar': 'Sidebar',
  'crm.record.tab': 'Tab',
};

function pageHref({ params, path }: PageLocation): string {
  const query = new URLSearchParams(params).toString();
  return `/cards/hubspot/pages/${PAGES[path] ?? PAGES['/']}${query && `?${query}`}`;
}

function newPage(below: CardPage['below']): CardPage {
  return {
    below,
    hrefOf: (path) => {
      const [, object = '', id] = RECORD.exec(path) ?? [];
      return id === undefined ? path : `/hubspot/${OBJECTS[object]}/${id}`;
    },
    pageHref,
    navigate: (location) => window.location.assign(pageHref(location)),
    dialogs: new Map(),
  };
}

/** A card that has several places on a record stands in one of them at a time; which one can be chosen. */
function Place({ setups }: { setups: readonly CardSetup[] }) {
  const isOnRecord = setups.length > 1;
  const page = useMemo(() => newPage(isOnRecord ? 'title' : 'page'), [isOnRecord]);
  const [at, setAt] = useState(0);
  const setup = setups[at] ?? setups[0];
  if (!setup) return null;
  return (
    <section className="hs-place" data-place={setup.context.location} aria-label={setup.title}>
      {isOnRecord && (
        <header>
          <h2>{setup.title}</h2>
          <div role="group" aria-label="Place of the card">
            {setups.map(({ context: { location } }, index) => (
              <button key={location} type="button" aria-pressed={index === at} onClick={() => setAt(index)}>
                {PLACES[location]}
              </button>
            ))}
          </div>
        </header>
      )}
      <CardFrame key={at} page={page} setup={setup} />
    </section>
  );
}

region();
for (const place of document.querySelectorAll<HTMLElement>('[data-hubspot-card]')) {
  const params = Object.fromEntries(new URLSearchParams(window.location.search));
  const setups = (JSON.parse(place.dataset['hubspotCard'] ?? '[]') as CardSetup[]).map((setup) => ({
    ...setup,
    location: { ...setup.location, params },
  }));
  createRoot(place).render(<Place setups={setups} />);
}
