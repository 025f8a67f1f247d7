/** Buttons side by side, and below them why some cannot be used. */
import type { Action } from '@alongside/shared/contract/action.ts';
import { Flex } from '@hubspot/ui-extensions';
import { ActionButton } from './ActionButton.tsx';
import { WhyOff } from './WhyOff.tsx';

interface Props {
  actions: readonly Action[];
  size?: 'xs' | 'sm' | 'md';
  /** Why some are off is said elsewhere, once for many rows. */
  bare?: boolean;
}

export function ActionRow({ actions, bare = false, size = 'sm' }: Props) {
  if (actions.length === 0) return null;
  return (
    <Flex direction="column" gap="xs">
      <Flex direction="row" gap="xs" wrap>
        {actions.map((action, at) => (
          <ActionButton key={at} action={action} size={size} />
        ))}
      </Flex>
      {!bare && <WhyOff actions={actions} />}
    </Flex>
  );
}
