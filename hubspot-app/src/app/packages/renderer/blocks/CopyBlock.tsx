/** Text to take elsewhere: it can be selected, and a button puts it on the clipboard. */
import type { BlockOf } from '@alongside/shared/contract/view.ts';
import { Button, Flex, Text, Tile } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { useDrawnCard } from '../cardContext.ts';
import { ActionRow } from '../parts/ActionRow.tsx';
import { Section } from '../parts/Section.tsx';

export function CopyBlock({ block }: { block: BlockOf<'copy'> }) {
  const { host, speech } = useDrawnCard();
  const [failed, setFailed] = useState(false);
  const text = speech.say(block.text);
  const copy = () =>
    void host.copy(text).then(
      () => {
        setFailed(false);
        host.announce(speech.say(block.copied));
      },
      () => setFailed(true),
    );
  return (
    <Section title={block.title}>
      <Tile compact>
        <Text>{text}</Text>
      </Tile>
      <Flex direction="row" gap="xs" wrap>
        <Button size="sm" onClick={copy}>
          {speech.say(block.copy)}
        </Button>
      </Flex>
      {failed && <Text>{speech.say(block.byHand)}</Text>}
      {block.note && <Text variant="microcopy">{speech.say(block.note)}</Text>}
      <ActionRow actions={block.actions} />
    </Section>
  );
}
