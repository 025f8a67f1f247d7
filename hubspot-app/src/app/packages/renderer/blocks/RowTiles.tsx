/** Rows of a table below each other, for the 320 pixels of a sidebar. */
import type { BlockOf } from '@alongside/shared/contract/view.ts';
import { Flex, Tile } from '@hubspot/ui-extensions';
import { ActionRow } from '../parts/ActionRow.tsx';
import { FactList } from '../parts/FactList.tsx';
import { TonedCell } from './TonedCell.tsx';

type Block = BlockOf<'table'>;

export function RowTiles({ block: { columns, rows, total } }: { block: Block }) {
  const [first, ...others] = columns;
  return (
    <>
      {rows.map((row) => (
        <Tile key={row.id} compact>
          <Flex direction="column" gap="xs">
            <TonedCell value={first && row.cells[first.key]} tone={row.tone} />
            <FactList facts={factsOf(others, row.cells)} />
            <ActionRow actions={row.actions} size="xs" />
          </Flex>
        </Tile>
      ))}
      {total && <FactList facts={factsOf(columns, total)} />}
    </>
  );
}

function factsOf(
  columns: Block['columns'],
  cells: Block['rows'][number]['cells'],
): BlockOf<'facts'>['facts'] {
  return columns.flatMap(({ key, label }) => {
    const value = cells[key];
    return value === undefined ? [] : [{ label, value }];
  });
}
