/** How many accounts we have in common with a partner, segment against segment, in the only figures that may be shown. */
import type { Block } from '../../contract/view.ts';
import { reaches, SMALLEST_TOTAL } from '../../domain/sharing.ts';
import { SEGMENTS } from '../../schema/objects.ts';
import { msg, number, word } from '../make.ts';
import type { PartnerCardState } from './state.ts';

/** Small counts look alike, hidden segments are missing, and no sums stand beside them to subtract from. */
export function overlapMatrix({ overlaps, terms }: PartnerCardState): Block {
  const shown = SEGMENTS.filter((segment) => reaches(terms[segment].theirs, 'counts'));
  return {
    kind: 'table',
    title: msg('matrix.title'),
    columns: [
      { key: 'theirs', label: msg('matrix.theirs'), align: 'start' },
      ...SEGMENTS.map((segment) => ({
        key: segment,
        label: msg(`matrix.ours.${segment}`),
        align: 'end' as const,
      })),
    ],
    rows: shown.map((theirs) => ({
      id: theirs,
      cells: {
        theirs: word(`segment.${theirs}`),
        ...Object.fromEntries(SEGMENTS.map((ours) => [ours, shownCount(overlaps[theirs][ours])])),
      },
      actions: [],
    })),
    actions: [],
    empty: msg('matrix.hidden'),
  };
}

function shownCount(count: number) {
  return count < SMALLEST_TOTAL ? word('count.below', { limit: SMALLEST_TOTAL }) : number(count);
}
