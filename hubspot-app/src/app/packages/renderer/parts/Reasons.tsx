/** Why something is put forward, with the points that each reason adds or takes. */
import type { BlockOf } from '@alongside/shared/contract/view.ts';
import { List, Text } from '@hubspot/ui-extensions';
import { useDrawnCard } from '../cardContext.ts';
import type { Speech } from '../speech.ts';

type Reason = BlockOf<'suggestions'>['items'][number]['reasons'][number];

export function Reasons({ reasons }: { reasons: readonly Reason[] }) {
  const { speech } = useDrawnCard();
  if (reasons.length === 0) return null;
  return (
    <List variant="unordered-styled">
      {reasons.map((reason, at) => (
        <Text key={at} variant="microcopy">
          {worded(reason, speech)}
        </Text>
      ))}
    </List>
  );
}

function worded({ message, weight }: Reason, { say, format }: Speech): string {
  if (weight === null) return say(message);
  return `${say(message)} (${weight > 0 ? '+' : ''}${format.number(weight)})`;
}
