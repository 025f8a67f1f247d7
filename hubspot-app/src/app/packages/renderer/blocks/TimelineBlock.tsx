/** What happened when, newest first. */
import type { BlockOf } from '@alongside/shared/contract/view.ts';
import { Flex, StatusTag, Text } from '@hubspot/ui-extensions';
import { useDrawnCard } from '../cardContext.ts';
import { Remark } from '../parts/Remark.tsx';
import { Section } from '../parts/Section.tsx';
import { ValueView } from '../parts/ValueView.tsx';
import { STATUS } from '../tones.ts';

export function TimelineBlock({ block }: { block: BlockOf<'timeline'> }) {
  const { speech } = useDrawnCard();
  return (
    <Section title={block.title}>
      {block.items.length === 0 && <Remark message={block.empty} />}
      {block.items.map(({ at, detail, id, message, tone }) => (
        <Flex key={id} direction="column" gap="flush">
          <StatusTag variant={STATUS[tone ?? 'neutral']} hollow={tone === undefined}>
            {speech.say(message)}
          </StatusTag>
          {detail && <ValueView value={detail} />}
          <Text variant="microcopy">{speech.sayValue(at)}</Text>
        </Flex>
      ))}
      <Remark message={block.more} />
    </Section>
  );
}
