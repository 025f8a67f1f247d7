/** What went wrong with an act, where nothing more precise can be pointed at. */
import { Alert } from '@hubspot/ui-extensions';
import { useDrawnCard } from '../cardContext.ts';
import type { Outcome } from '../outcome.ts';
import { shellWords } from '../shellWords.ts';
import { speechOf } from '../speech.ts';

export function TroubleAlert({ outcome }: { outcome: Outcome | null }) {
  const { host } = useDrawnCard();
  if (outcome === null || outcome.kind === 'done') return null;
  if (outcome.kind === 'unanswered') {
    const { say } = speechOf(shellWords(host.locale), host);
    return <Alert variant="warning" title={say({ key: 'trouble.unanswered' })} />;
  }
  const { message, next, words } = outcome.refusal;
  const { say } = speechOf(words, host);
  return (
    <Alert variant="danger" title={say(message)}>
      {next && say(next)}
    </Alert>
  );
}
