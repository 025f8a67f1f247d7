/** Texts to take elsewhere: each can be selected, and a button puts it on the clipboard. */
import type { BlockOf } from '@alongside/shared/contract/view.ts';
import { Button, Flex, Text, Tile } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { useDrawnCard } from '../cardContext.ts';
import { ActionRow } from '../parts/ActionRow.tsx';
import { Section } from '../parts/Section.tsx';

type Copy = BlockOf<'copy'>;

export function CopyBlock({ block }: { block: Copy }) {
  return (
    <Section title={block.title}>
      {block.items.map((item) => (
        <CopyItem key={item.id} block={block} item={item} />
      ))}
    </Section>
  );
}

function CopyItem({ block, item }: { block: Copy; item: Copy['items'][number] }) {
  const { host, speech } = useDrawnCard();
  const [failed, setFailed] = useState(false);
  const text = speech.say(item.text);
  const copy = () =>
    void host.copy(text).then(
      () => {
        setFailed(false);
        host.announce(speech.say(block.copied));
      },
      () => setFailed(true),
    );
  return (
    <Tile compact>
      <Flex direction="column" gap="xs">
        <Text format={{ fontWeight: 'bold' }}>{speech.say(item.name)}</Text>
        <Text>{text}</Text>
        <Flex direction="row" gap="xs" wrap>
          <Button size="sm" onClick={copy}>
            {speech.say(block.copy)}
          </Button>
        </Flex>
        {failed && <Text>{speech.say(block.byHand)}</Text>}
        {item.note && <Text variant="microcopy">{speech.say(item.note)}</Text>}
        <ActionRow actions={item.actions} />
      </Flex>
    </Tile>
  );
}
