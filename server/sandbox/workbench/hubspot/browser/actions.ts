/** What a card may have the page do: HubSpot's actions, each by its name. */
import type { CloseOverlayAction, CrmHostActions, NavigateToPageAction } from '@hubspot/ui-extensions';
import { retain } from '@remote-ui/rpc';
import { floatAlert } from './alerts.ts';
import type { CardPage } from './page.ts';
import type { OpenRecord } from './record.ts';

type OnRecords = Pick<
  CrmHostActions,
  'fetchCrmObjectProperties' | 'onCrmPropertiesUpdate' | 'refreshObjectProperties'
>;

export interface Actions extends Pick<CrmHostActions, 'addAlert' | 'reloadPage'>, Partial<OnRecords> {
  closeOverlay: CloseOverlayAction;
  navigateToPage: NavigateToPageAction;
  copyTextToClipboard(text: string): Promise<void>;
}

/** @param record undefined on pages that are about none; they have fewer actions, as in HubSpot */
export function actionsOn(page: CardPage, record: OpenRecord | undefined): Actions {
  return {
    addAlert: floatAlert,
    reloadPage: () => window.location.reload(),
    closeOverlay: (id) => page.dialogs.get(id)?.(),
    navigateToPage: ({ params = {}, to }) => page.navigate({ path: to, params }),
    copyTextToClipboard: (text) => navigator.clipboard.writeText(text),
    ...(record && onRecord(record)),
  };
}

function onRecord(record: OpenRecord): OnRecords {
  return {
    fetchCrmObjectProperties: (names) => record.read(names),
    refreshObjectProperties: () => void window.dispatchEvent(new Event('workbench:refresh')),
    onCrmPropertiesUpdate: (names, callback) => {
      // The card's function would be forgotten when this call returns.
      retain(callback);
      record.watch(names, callback);
    },
  };
}
