/** The app's settings: which users and teams are the channel managers of this portal. */
import { Card } from '@alongside/renderer/Card.tsx';
import { usePageHost } from '@alongside/renderer/host.ts';
import { hubspot } from '@hubspot/ui-extensions';

export function Settings() {
  return <Card host={usePageHost('settings')} />;
}

hubspot.extend<'settings'>(() => <Settings />);
