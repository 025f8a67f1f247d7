/** Two records row by row, each row with whether both say the same. */
import type { BlockOf } from '@alongside/shared/contract/view.ts';
import {
  Icon,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import { useDrawnCard } from '../cardContext.ts';
import { ValueView } from '../parts/ValueView.tsx';

type Block = BlockOf<'pairs'>;
type Row = Block['items'][number]['rows'][number];

export function ComparedRows({ rows, sides }: Pick<Block, 'sides'> & { rows: readonly Row[] }) {
  const { speech } = useDrawnCard();
  return (
    <Table density="condensed">
      <TableHead>
        <TableRow>
          <TableHeader>{''}</TableHeader>
          <TableHeader>{speech.say(sides.ours)}</TableHeader>
          <TableHeader>{speech.say(sides.theirs)}</TableHeader>
          <TableHeader width="min">{''}</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row, at) => (
          <TableRow key={at}>
            <TableCell>
              <Text variant="microcopy">{speech.say(row.label)}</Text>
            </TableCell>
            <TableCell>{row.ours && <ValueView value={row.ours} />}</TableCell>
            <TableCell>{row.theirs && <ValueView value={row.theirs} />}</TableCell>
            <TableCell>
              <Sameness same={row.same} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** The signs are read aloud by what they are. */
function Sameness({ same }: Pick<Row, 'same'>) {
  if (same === null) return null;
  return same ? (
    <Icon name="success" color="success" screenReaderText="=" />
  ) : (
    <Icon name="warning" color="warning" screenReaderText="≠" />
  );
}
