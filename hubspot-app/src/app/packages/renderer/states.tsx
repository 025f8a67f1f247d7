/** What stands there when there is no view to draw. */
import type { RefusalAnswer } from '@alongside/shared/contract/answer.ts';
import { Button, ErrorState, LoadingSpinner, Text } from '@hubspot/ui-extensions';
import type { Host } from './host.ts';
import { shellWords } from './shellWords.ts';
import { speechOf } from './speech.ts';

interface Props {
  host: Host;
}
interface Retry {
  onRetry(): Promise<void>;
}

export function Loading({ host }: Props) {
  return <LoadingSpinner layout="centered" label={shellSpeech(host).say({ key: `card.${host.card}` })} />;
}

export function Unreachable({ host, onRetry }: Props & Retry) {
  const { say } = shellSpeech(host);
  return (
    <ErrorState title={say({ key: `card.${host.card}` })}>
      <Text>{say({ key: 'trouble.unreachable' })}</Text>
      <RetryButton host={host} onRetry={onRetry} />
    </ErrorState>
  );
}

export function Refused({ answer, host, onRetry }: Props & Retry & { answer: RefusalAnswer }) {
  const { say } = speechOf(answer.words, host);
  return (
    <ErrorState title={say(answer.message)} type={answer.retry ? 'error' : 'lock'}>
      {answer.next && <Text>{say(answer.next)}</Text>}
      <RetryButton host={host} onRetry={onRetry} />
    </ErrorState>
  );
}

function RetryButton({ host, onRetry }: Props & Retry) {
  return <Button onClick={() => void onRetry()}>{shellSpeech(host).say({ key: 'action.reload' })}</Button>;
}

function shellSpeech(host: Host) {
  return speechOf(shellWords(host.locale), host);
}
