/** What is put forward, each with how it stands, why, and what can be done with it. */
import type { BlockOf } from '@alongside/shared/contract/view.ts';
import { Flex, Tile } from '@hubspot/ui-extensions';
import { ActionRow } from '../parts/ActionRow.tsx';
import { BadgeTags } from '../parts/BadgeTags.tsx';
import { FactList } from '../parts/FactList.tsx';
import { Reasons } from '../parts/Reasons.tsx';
import { Remark } from '../parts/Remark.tsx';
import { Section } from '../parts/Section.tsx';
import { ValueView } from '../parts/ValueView.tsx';

export function SuggestionsBlock({ block }: { block: BlockOf<'suggestions'> }) {
  return (
    <Section title={block.title}>
      {block.items.length === 0 && <Remark message={block.empty} />}
      {block.items.map((item) => (
        <Tile key={item.id} compact>
          <Flex direction="column" gap="xs">
            <ValueView value={item.name} strong />
            <BadgeTags badges={item.badges} />
            <FactList facts={item.facts} />
            <Reasons reasons={item.reasons} />
            <ActionRow actions={item.actions} size="xs" />
          </Flex>
        </Tile>
      ))}
      <Remark message={block.more} />
    </Section>
  );
}
