/** Numbers as bars or a line, in whole units, with the exact value as the user writes it in each label. */
import { decimalOf } from '@alongside/shared/domain/money.ts';
import type { Value } from '@alongside/shared/contract/value.ts';
import type { BlockOf } from '@alongside/shared/contract/view.ts';
import { BarChart, LineChart } from '@hubspot/ui-extensions';
import { useDrawnCard } from '../cardContext.ts';
import { Remark } from '../parts/Remark.tsx';
import { Section } from '../parts/Section.tsx';

const AXES = {
  x: { field: 'label', fieldType: 'category', label: ' ' },
  y: { field: 'size', fieldType: 'linear', label: ' ' },
} as const;

export function ChartBlock({ block: { empty, points, shape, title } }: { block: BlockOf<'chart'> }) {
  const { speech } = useDrawnCard();
  const Chart = shape === 'bar' ? BarChart : LineChart;
  const rows = points.map(({ label, value }) => ({
    label: `${speech.sayValue(label)}: ${speech.sayValue(value)}`,
    size: sizeOf(value),
  }));
  return (
    <Section title={title}>
      {rows.length === 0 ? <Remark message={empty} /> : <Chart data={rows} axes={AXES} />}
    </Section>
  );
}

/** The contract lets a chart hold numbers, money and percent only. */
function sizeOf(value: Value): number {
  if (value.kind === 'money') return Number(decimalOf(value));
  if (value.kind === 'percent') return value.basisPoints / 100;
  return value.kind === 'number' ? value.value : 0;
}
