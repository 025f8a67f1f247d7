/** Labels with their values, below each other. */
import type { BlockOf } from '@alongside/shared/contract/view.ts';
import { DescriptionList, DescriptionListItem } from '@hubspot/ui-extensions';
import { useDrawnCard } from '../cardContext.ts';
import { ValueView } from './ValueView.tsx';

export function FactList({ facts }: Pick<BlockOf<'facts'>, 'facts'>) {
  const { host, speech } = useDrawnCard();
  if (facts.length === 0) return null;
  return (
    <DescriptionList direction={host.narrow ? 'column' : 'row'}>
      {facts.map(({ label, value }, at) => (
        <DescriptionListItem key={at} label={speech.say(label)}>
          <ValueView value={value} />
        </DescriptionListItem>
      ))}
    </DescriptionList>
  );
}
