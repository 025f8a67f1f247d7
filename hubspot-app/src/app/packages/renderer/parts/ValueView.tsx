/** A value as the user reads it: as text, or as a link where it stands for something that can be opened. */
import type { Term, Value } from '@alongside/shared/contract/value.ts';
import { Link, List, Text } from '@hubspot/ui-extensions';
import { useDrawnCard } from '../cardContext.ts';

const OBJECT_TYPES = { account: '0-2', deal: '0-3' } as const;

export function ValueView({ value, strong = false }: { value: Value; strong?: boolean }) {
  const { speech } = useDrawnCard();
  if (value.kind === 'record' || value.kind === 'link') return <LinkView term={value} />;
  if (value.kind === 'list' && value.items.some(canBeOpened)) {
    return (
      <List variant="inline-divided">
        {value.items.map((item, at) => (
          <ValueView key={at} value={item} />
        ))}
      </List>
    );
  }
  const format = strong ? { fontWeight: 'demibold' as const } : {};
  return <Text format={format}>{speech.sayValue(value)}</Text>;
}

function canBeOpened(term: Term): boolean {
  return term.kind === 'record' || term.kind === 'link';
}

function LinkView({ term }: { term: Extract<Term, { kind: 'record' | 'link' }> }) {
  const { host, speech } = useDrawnCard();
  const name = speech.sayValue(term);
  if (term.kind === 'link') return <Link href={{ url: term.url, external: true }}>{name}</Link>;
  return (
    <Link href={`/contacts/${host.portalId}/record/${OBJECT_TYPES[term.object]}/${term.id}`}>{name}</Link>
  );
}
