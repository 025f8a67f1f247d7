/** What a card needs of the place in HubSpot where it stands: record page, settings or a page of the app. */
import type { RecordRef } from '@alongside/shared/contract/value.ts';
import type { CardKind } from '@alongside/shared/contract/view.ts';
import { useExtensionActions, useExtensionContext } from '@hubspot/ui-extensions';
import { useMemo } from 'react';

export interface Host {
  readonly card: CardKind;
  /** Null on pages that are about no record. */
  readonly record: RecordRef | null;
  readonly portalId: number;
  /** BCP 47. */
  readonly locale: string;
  /** IANA name: the portal's, since HubSpot does not tell the user's. */
  readonly zone: string;
  /** About 320 pixels wide: rows are drawn below each other instead of in columns. */
  readonly narrow: boolean;
  /** HubSpot has written the card's name above it already. */
  readonly titled: boolean;
  /** The record's last-modified stamp as the page knows it, UTC milliseconds. */
  lastModified(): Promise<number | null>;
  /** Has the page read the record's properties again. */
  refreshRecord(): void;
  /** Calls back when somebody edits the record outside of the card; there is no way to end it. */
  onRecordEdit(callback: () => void): void;
  announce(message: string): void;
  /** Puts text on the clipboard; rejects where the browser does not allow it. */
  copy(text: string): Promise<void>;
  closeOverlay(id: string): void;
}

const OBJECTS: Readonly<Record<string, RecordRef['object']>> = { '0-2': 'account', '0-3': 'deal' };
const STAMP = 'hs_lastmodifieddate';

/** Of a card on the page of a company or deal. */
export function useRecordHost(card: CardKind): Host {
  const context = useExtensionContext<'crm.record.sidebar' | 'crm.record.tab'>();
  const actions = useExtensionActions<'crm.record.sidebar'>();
  return useMemo(() => {
    const { crm, location } = context;
    const object = OBJECTS[crm.objectTypeId];
    return {
      card,
      record: object === undefined ? null : { object, id: String(crm.objectId) },
      ...personOf(context),
      narrow: location === 'crm.record.sidebar',
      titled: true,
      lastModified: () =>
        actions.fetchCrmObjectProperties([STAMP]).then(
          (properties) => stampOf(properties[STAMP]),
          // Without the stamp the server answers from its mirror, which is at worst a poll old.
          () => null,
        ),
      refreshRecord: () => actions.refreshObjectProperties(),
      onRecordEdit: (callback) => actions.onCrmPropertiesUpdate('*', () => callback()),
      announce: (message) => actions.addAlert({ type: 'success', message }),
      copy: (text) => actions.copyTextToClipboard(text),
      closeOverlay: (id) => actions.closeOverlay(id),
    };
  }, [card, context, actions]);
}

/** Of a page that is about no record. */
export function usePageHost(card: CardKind): Host {
  const context = useExtensionContext<'pages' | 'settings'>();
  const actions = useExtensionActions<'pages'>();
  return useMemo(
    () => ({
      card,
      record: null,
      ...personOf(context),
      narrow: false,
      titled: false,
      lastModified: async () => null,
      refreshRecord: () => undefined,
      onRecordEdit: () => undefined,
      announce: (message) => actions.addAlert({ type: 'success', message }),
      copy: (text) => actions.copyTextToClipboard(text),
      closeOverlay: (id) => actions.closeOverlay(id),
    }),
    [card, context, actions],
  );
}

interface Person {
  user: { locale?: string };
  portal: { id: number; timezone: string };
}

const LOCALE = /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i;

function personOf({ user, portal }: Person): Pick<Host, 'portalId' | 'locale' | 'zone'> {
  const locale = (user.locale ?? '').replaceAll('_', '-');
  return { portalId: portal.id, locale: LOCALE.test(locale) ? locale : 'en', zone: portal.timezone };
}

/** HubSpot gives a stamp as milliseconds or as ISO 8601, both as text. */
export function stampOf(text: string | null | undefined): number | null {
  if (text === null || text === undefined || text === '') return null;
  const ms = /^\d+$/.test(text) ? Number(text) : Date.parse(text);
  return Number.isSafeInteger(ms) && ms >= 0 ? ms : null;
}
