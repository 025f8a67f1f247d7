/** How far the steps of a deal are covered: a bar, and each step with who covers it or what closes the gap. */
import type { BlockOf } from '@alongside/shared/contract/view.ts';
import { AutoGrid, Flex, ProgressBar, StatusTag, Text, Tile } from '@hubspot/ui-extensions';
import { useDrawnCard } from '../cardContext.ts';
import { ActionRow } from '../parts/ActionRow.tsx';
import { Section } from '../parts/Section.tsx';

/** Pixels that a step needs at least; the steps wrap below each other where there is no room. */
const STEP_WIDTH = 130;

export function CoverageBlock({ block: { steps, summary, title } }: { block: BlockOf<'coverage'> }) {
  const { speech } = useDrawnCard();
  const covered = steps.filter(({ by }) => by.length > 0).length;
  return (
    <Section title={title}>
      <ProgressBar
        value={covered}
        maxValue={Math.max(1, steps.length)}
        variant={covered === steps.length ? 'success' : 'warning'}
        aria-label={speech.say(summary)}
        valueDescription={speech.say(summary)}
      />
      <AutoGrid columnWidth={STEP_WIDTH} gap="xs" flexible>
        {steps.map((step, at) => (
          <Step key={at} step={step} />
        ))}
      </AutoGrid>
    </Section>
  );
}

function Step({ step: { action, by, label } }: { step: BlockOf<'coverage'>['steps'][number] }) {
  const { speech } = useDrawnCard();
  return (
    <Tile compact>
      <Flex direction="column" gap="xs">
        <StatusTag variant={by.length > 0 ? 'success' : 'warning'} hollow={by.length === 0}>
          {speech.say(label)}
        </StatusTag>
        {by.map((name, at) => (
          <Text key={at} variant="microcopy" truncate={{ tooltipText: name }}>
            {name}
          </Text>
        ))}
        {action && <ActionRow actions={[action]} size="xs" />}
      </Flex>
    </Tile>
  );
}
