/** Alerts that float over the page for a while, as HubSpot shows them. */
import type { AddAlertAction } from '@hubspot/ui-extensions';

/** Milliseconds; whoever points at one keeps it. */
const SHOWN = 6_000;

export const floatAlert: AddAlertAction = ({ message, title, type = 'info' }) => {
  const alert = document.createElement('div');
  alert.className = `hs-floating hs-alert ${type}`;
  const text = document.createElement('div');
  text.textContent = title === undefined ? message : `${title}: ${message}`;
  const close = document.createElement('button');
  close.textContent = '×';
  close.type = 'button';
  close.setAttribute('aria-label', 'Close');
  close.onclick = () => alert.remove();
  alert.append(text, close);
  region().append(alert);
  const fade = (): void => void setTimeout(() => (alert.matches(':hover') ? fade() : alert.remove()), SHOWN);
  fade();
};

/** It has to stand there before something is put in, or it is not read aloud. */
export function region(): HTMLElement {
  const known = document.getElementById('hs-alerts');
  if (known) return known;
  const made = document.createElement('div');
  made.id = 'hs-alerts';
  made.setAttribute('role', 'status');
  document.body.append(made);
  return made;
}
