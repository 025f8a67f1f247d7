/** Asks the server for records while the user types: after a pause, and only the last question counts. */
import type { SearchRequest } from '@alongside/shared/contract/request.ts';
import { useDebounce } from '@hubspot/ui-extensions';
import { useEffect, useState } from 'react';
import { ask, Unanswered } from '../ask.ts';
import { useDrawnCard } from '../cardContext.ts';
import type { Host } from '../host.ts';
import { speechOf } from '../speech.ts';
import { asked } from '../useCard.ts';
import { optionOf } from './ChoiceInputs.tsx';

const PAUSE_MS = 250;
const LONGEST = 120;

type Options = { label: string; value: string }[];

export function useRecordSearch(source: SearchRequest['source']) {
  const { host } = useDrawnCard();
  const [typed, search] = useState('');
  const [found, setFound] = useState<Options | null>(null);
  const text = useDebounce(typed.trim().slice(0, LONGEST), PAUSE_MS);
  useEffect(() => {
    let current = true;
    void foundBy(host, source, text).then((options) => {
      if (current) setFound(options);
    });
    return () => {
      current = false;
    };
  }, [host, source, text]);
  return { found, search };
}

/** Null where there is nothing to offer but what was offered at first: an unanswered search is no reason to stop. */
async function foundBy(host: Host, source: SearchRequest['source'], text: string): Promise<Options | null> {
  if (text === '') return null;
  try {
    const answer = await ask({ ask: 'search', ...asked(host, null), source, text });
    if (!answer.ok) return null;
    const speech = speechOf(answer.words, host);
    return answer.choices.map((choice) => optionOf(choice, speech));
  } catch (error) {
    if (error instanceof Unanswered) return null;
    throw error;
  }
}
