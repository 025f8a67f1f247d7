/** Tells a card in its worker what a user did: the card gets a plain event, since the browser's cannot leave the page. */
import type { ExtensionEvent } from '@hubspot/ui-extensions';

type Handler = ((event: ExtensionEvent, reactions: never) => unknown) | undefined;

/** A handler for an element; undefined where the card does not listen. */
export function send(handler: Handler, type = 'click'): (() => void) | undefined {
  if (!handler) return undefined;
  return () =>
    void handler({ type, bubbles: true, timeStamp: performance.now(), id: '' }, undefined as never);
}
