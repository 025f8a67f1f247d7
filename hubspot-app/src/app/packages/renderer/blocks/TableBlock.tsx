/** A table; in a sidebar, where columns have no room, each row below the other with its columns as labels. */
import type { BlockOf } from '@alongside/shared/contract/view.ts';
import { useDrawnCard } from '../cardContext.ts';
import { ActionRow } from '../parts/ActionRow.tsx';
import { Remark } from '../parts/Remark.tsx';
import { Section } from '../parts/Section.tsx';
import { RowTable } from './RowTable.tsx';
import { RowTiles } from './RowTiles.tsx';

export function TableBlock({ block }: { block: BlockOf<'table'> }) {
  const { host } = useDrawnCard();
  const Rows = host.narrow ? RowTiles : RowTable;
  return (
    <Section title={block.title}>
      {block.rows.length === 0 ? <Remark message={block.empty} /> : <Rows block={block} />}
      <Remark message={block.more} />
      <ActionRow actions={block.actions} />
    </Section>
  );
}
