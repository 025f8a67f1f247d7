/** Why some of these actions cannot be used, each reason once. */
import type { Action } from '@alongside/shared/contract/action.ts';
import { Text } from '@hubspot/ui-extensions';
import { useDrawnCard } from '../cardContext.ts';

export function WhyOff({ actions }: { actions: readonly Action[] }) {
  const { speech } = useDrawnCard();
  const off = actions.flatMap(({ disabledReason }) => (disabledReason ? [speech.say(disabledReason)] : []));
  return [...new Set(off)].map((reason) => (
    <Text key={reason} variant="microcopy">
      {reason}
    </Text>
  ));
}
