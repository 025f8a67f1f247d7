/** A card in whatever state it is: loading, drawn, refused, or out of reach of its server. */
import type { ViewAnswer } from '@alongside/shared/contract/answer.ts';
import { Flex, Heading } from '@hubspot/ui-extensions';
import { useMemo } from 'react';
import { BlockView } from './BlockView.tsx';
import { CardProvider } from './cardContext.ts';
import type { Host } from './host.ts';
import { ActionRow } from './parts/ActionRow.tsx';
import { Loading, Refused, Unreachable } from './states.tsx';
import { speechOf } from './speech.ts';
import { useCard, type LiveCard } from './useCard.ts';

export function Card({ host }: { host: Host }) {
  const card = useCard(host);
  switch (card.shown.kind) {
    case 'loading':
      return <Loading host={host} />;
    case 'unreachable':
      return <Unreachable host={host} onRetry={card.reload} />;
    case 'refused':
      return <Refused host={host} answer={card.shown.answer} onRetry={card.reload} />;
    case 'view':
      return <Drawn host={host} card={card} answer={card.shown.answer} />;
  }
}

function Drawn({ answer, card, host }: { answer: ViewAnswer; card: LiveCard; host: Host }) {
  const { view, words } = answer;
  const { act, reload } = card;
  const drawn = useMemo(
    () => ({ act, reload, host, forms: view.forms, speech: speechOf(words, host) }),
    [act, reload, host, view, words],
  );
  if (view.state === 'loading') return <Loading host={host} />;
  return (
    <CardProvider value={drawn}>
      <Flex direction="column" gap="md">
        {!host.titled && <Heading>{drawn.speech.say(view.title)}</Heading>}
        {view.blocks.map((block, at) => (
          <BlockView key={`${block.kind} ${at}`} block={block} />
        ))}
        <ActionRow actions={view.actions} size="md" />
      </Flex>
    </CardProvider>
  );
}
