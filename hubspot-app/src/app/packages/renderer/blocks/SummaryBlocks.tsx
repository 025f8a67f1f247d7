/** Blocks that say how a record stands at one look. */
import type { BlockOf } from '@alongside/shared/contract/view.ts';
import { Alert, Flex } from '@hubspot/ui-extensions';
import { useDrawnCard } from '../cardContext.ts';
import { ActionRow } from '../parts/ActionRow.tsx';
import { BadgeTags } from '../parts/BadgeTags.tsx';
import { FactList } from '../parts/FactList.tsx';
import { Section } from '../parts/Section.tsx';
import { ALERT } from '../tones.ts';

export function BadgesBlock({ block }: { block: BlockOf<'badges'> }) {
  return (
    <Section title={block.title}>
      <BadgeTags badges={block.badges} />
    </Section>
  );
}

export function FactsBlock({ block }: { block: BlockOf<'facts'> }) {
  return (
    <Section title={block.title}>
      <FactList facts={block.facts} />
    </Section>
  );
}

/** An alert has to have a title: where the notice has none, what it says is the title. */
export function NoticeBlock({ block: { actions, message, title, tone } }: { block: BlockOf<'notice'> }) {
  const { speech } = useDrawnCard();
  return (
    <Flex direction="column" gap="xs">
      <Alert variant={ALERT[tone]} title={speech.say(title ?? message)}>
        {title && speech.say(message)}
      </Alert>
      <ActionRow actions={actions} />
    </Flex>
  );
}

export function ActionsBlock({ block }: { block: BlockOf<'actions'> }) {
  return (
    <Section title={block.title}>
      <ActionRow actions={block.actions} size="md" />
    </Section>
  );
}
