/** Something said beside the content: that there is nothing, that there is more, why a button is off. */
import type { Message } from '@alongside/shared/contract/value.ts';
import { Text } from '@hubspot/ui-extensions';
import { useDrawnCard } from '../cardContext.ts';

export function Remark({ message }: { message: Message | undefined }) {
  const { speech } = useDrawnCard();
  if (message === undefined) return null;
  return <Text variant="microcopy">{speech.say(message)}</Text>;
}
