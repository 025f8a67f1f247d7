/** The value of a cell, with how its row stands where the row says so. */
import type { Tone, Value } from '@alongside/shared/contract/value.ts';
import { StatusTag } from '@hubspot/ui-extensions';
import { ValueView } from '../parts/ValueView.tsx';
import { STATUS } from '../tones.ts';

export function TonedCell({ tone, value }: { tone: Tone | undefined; value: Value | undefined }) {
  if (value === undefined) return null;
  if (tone === undefined || tone === 'neutral') return <ValueView value={value} />;
  return (
    <StatusTag variant={STATUS[tone]}>
      <ValueView value={value} />
    </StatusTag>
  );
}
