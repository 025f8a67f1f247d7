/** Rows of a table in columns, where there is room for them. */
import type { Value } from '@alongside/shared/contract/value.ts';
import type { BlockOf } from '@alongside/shared/contract/view.ts';
import {
  Table,
  TableBody,
  TableCell,
  TableFooter,
  TableHead,
  TableHeader,
  TableRow,
} from '@hubspot/ui-extensions';
import { useDrawnCard } from '../cardContext.ts';
import { ActionRow } from '../parts/ActionRow.tsx';
import { ValueView } from '../parts/ValueView.tsx';
import { WhyOff } from '../parts/WhyOff.tsx';
import { TonedCell } from './TonedCell.tsx';

type Block = BlockOf<'table'>;
const ALIGN = { start: 'left', end: 'right' } as const;

export function RowTable({ block: { columns, rows, total } }: { block: Block }) {
  const { speech } = useDrawnCard();
  const acts = rows.some(({ actions }) => actions.length > 0);
  return (
    <>
      <Table bordered density="condensed">
        <TableHead>
          <TableRow>
            {columns.map(({ align, key, label }) => (
              <TableHeader key={key} align={ALIGN[align]}>
                {speech.say(label)}
              </TableHeader>
            ))}
            {acts && <TableHeader width="min">{''}</TableHeader>}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={row.id}>
              {columns.map(({ align, key }, at) => (
                <TableCell key={key} align={ALIGN[align]}>
                  <TonedCell value={row.cells[key]} tone={at === 0 ? row.tone : undefined} />
                </TableCell>
              ))}
              {acts && (
                <TableCell>
                  <ActionRow actions={row.actions} size="xs" bare />
                </TableCell>
              )}
            </TableRow>
          ))}
        </TableBody>
        {total && <Total columns={columns} total={total} />}
      </Table>
      <WhyOff actions={rows.flatMap(({ actions }) => actions)} />
    </>
  );
}

function Total({ columns, total }: { columns: Block['columns']; total: Readonly<Record<string, Value>> }) {
  return (
    <TableFooter>
      <TableRow>
        {columns.map(({ align, key }) => {
          const value = total[key];
          return (
            <TableCell key={key} align={ALIGN[align]}>
              {value && <ValueView value={value} strong />}
            </TableCell>
          );
        })}
      </TableRow>
    </TableFooter>
  );
}
