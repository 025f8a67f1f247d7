/** What every part of a drawn view needs: its words, its forms, and the way to act. */
import type { Form } from '@alongside/shared/contract/field.ts';
import { createContext, useContext } from 'react';
import type { Host } from './host.ts';
import type { Speech } from './speech.ts';
import type { LiveCard } from './useCard.ts';

export interface DrawnCard extends Pick<LiveCard, 'act' | 'reload'> {
  readonly host: Host;
  readonly speech: Speech;
  readonly forms: Readonly<Record<string, Form>>;
}

const Context = createContext<DrawnCard | null>(null);

export const CardProvider = Context.Provider;

export function useDrawnCard(): DrawnCard {
  const card = useContext(Context);
  if (card === null) throw new Error('drawn outside of a card');
  return card;
}
