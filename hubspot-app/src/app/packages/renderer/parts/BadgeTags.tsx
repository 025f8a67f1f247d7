/** Badges as tags side by side; what each one tells is said when it is pointed at or read aloud, and with a bare number at once. */
import type { BlockOf } from '@alongside/shared/contract/view.ts';
import { Flex, Tag, Tooltip } from '@hubspot/ui-extensions';
import { useDrawnCard } from '../cardContext.ts';
import { TAG } from '../tones.ts';

export function BadgeTags({ badges }: Pick<BlockOf<'badges'>, 'badges'>) {
  const { speech } = useDrawnCard();
  if (badges.length === 0) return null;
  return (
    <Flex direction="row" gap="xs" wrap>
      {badges.map(({ label, value, tone }, at) => (
        <Tag key={at} variant={TAG[tone]} overlay={<Tooltip>{speech.say(label)}</Tooltip>}>
          {value.kind === 'number' && `${speech.say(label)}: `}
          {speech.sayValue(value)}
        </Tag>
      ))}
    </Flex>
  );
}
