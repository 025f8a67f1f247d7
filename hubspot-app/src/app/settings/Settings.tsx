/** The app's settings: the program that applies to this portal, and how its connection is. */
import { Card } from '@alongside/renderer/Card.tsx';
import { usePageHost } from '@alongside/renderer/host.ts';
import { hubspot } from '@hubspot/ui-extensions';

export function Settings() {
  return <Card host={usePageHost('program')} />;
}

hubspot.extend<'settings'>(() => <Settings />);
