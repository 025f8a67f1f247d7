/** The account card on the record page, in the sidebar or on a tab. */
import { Card } from '@alongside/renderer/Card.tsx';
import { useRecordHost } from '@alongside/renderer/host.ts';
import { hubspot } from '@hubspot/ui-extensions';

export function AccountCard() {
  return <Card host={useRecordHost('account')} />;
}

hubspot.extend<'crm.record.sidebar'>(() => <AccountCard />);
