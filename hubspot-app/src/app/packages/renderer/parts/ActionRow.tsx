/** Buttons side by side, and below them why some cannot be used. */
import type { Action } from '@alongside/shared/contract/action.ts';
import { Flex, Text } from '@hubspot/ui-extensions';
import { useDrawnCard } from '../cardContext.ts';
import { ActionButton } from './ActionButton.tsx';

interface Props {
  actions: readonly Action[];
  size?: 'xs' | 'sm' | 'md';
}

export function ActionRow({ actions, size = 'sm' }: Props) {
  const { speech } = useDrawnCard();
  if (actions.length === 0) return null;
  const off = actions.flatMap(({ disabledReason }) => (disabledReason ? [speech.say(disabledReason)] : []));
  return (
    <Flex direction="column" gap="xs">
      <Flex direction="row" gap="xs" wrap>
        {actions.map((action, at) => (
          <ActionButton key={at} action={action} size={size} />
        ))}
      </Flex>
      {[...new Set(off)].map((reason) => (
        <Text key={reason} variant="microcopy">
          {reason}
        </Text>
      ))}
    </Flex>
  );
}
