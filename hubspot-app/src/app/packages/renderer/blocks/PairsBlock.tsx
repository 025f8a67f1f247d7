/** Records side by side to compare and decide, one by one or all that are chosen. */
import type { BlockOf } from '@alongside/shared/contract/view.ts';
import { Checkbox, Flex, Tile } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { useDrawnCard } from '../cardContext.ts';
import { ActionRow } from '../parts/ActionRow.tsx';
import { BadgeTags } from '../parts/BadgeTags.tsx';
import { Reasons } from '../parts/Reasons.tsx';
import { Remark } from '../parts/Remark.tsx';
import { Section } from '../parts/Section.tsx';
import { ValueView } from '../parts/ValueView.tsx';
import { ComparedRows } from './ComparedRows.tsx';

type Block = BlockOf<'pairs'>;

export function PairsBlock({ block }: { block: Block }) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  // What was decided meanwhile is not among the items any more.
  const targets = block.items.map(({ id }) => id).filter((id) => chosen.has(id));
  const choose = (id: string, on: boolean): void =>
    setChosen((before) => new Set(on ? [...before, id] : [...before].filter((other) => other !== id)));
  return (
    <Section title={block.title}>
      {block.items.length === 0 && <Remark message={block.empty} />}
      {targets.length > 0 && <ActionRow actions={block.bulk.map((action) => ({ ...action, targets }))} />}
      {block.items.map((item) => (
        <Pair
          key={item.id}
          item={item}
          sides={block.sides}
          chosen={chosen.has(item.id)}
          onChoose={block.bulk.length > 0 ? (on) => choose(item.id, on) : null}
        />
      ))}
      <Remark message={block.more} />
    </Section>
  );
}

interface PairProps extends Pick<Block, 'sides'> {
  item: Block['items'][number];
  chosen: boolean;
  /** Null where nothing can be done with several at once. */
  onChoose: ((on: boolean) => void) | null;
}

function Pair({ chosen, item, onChoose, sides }: PairProps) {
  const { speech } = useDrawnCard();
  return (
    <Tile compact>
      <Flex direction="column" gap="xs">
        {onChoose === null ? (
          <ValueView value={item.name} strong />
        ) : (
          <Checkbox name={item.id} checked={chosen} onChange={onChoose}>
            {speech.sayValue(item.name)}
          </Checkbox>
        )}
        <BadgeTags badges={item.badges} />
        <ComparedRows sides={sides} rows={item.rows} />
        <Reasons reasons={item.reasons} />
        <ActionRow actions={item.actions} />
      </Flex>
    </Tile>
  );
}
