/** A block with its heading, where it has one. */
import type { Message } from '@alongside/shared/contract/value.ts';
import { Flex, Heading } from '@hubspot/ui-extensions';
import type { ReactNode } from 'react';
import { useDrawnCard } from '../cardContext.ts';

export function Section({ title, children }: { title: Message | undefined; children: ReactNode }) {
  const { speech } = useDrawnCard();
  return (
    <Flex direction="column" gap="sm">
      {title && <Heading>{speech.say(title)}</Heading>}
      {children}
    </Flex>
  );
}
