/** Partners that know this deal's account and are not on the deal yet, with why. */
import type { Block } from '../../contract/view.ts';
import { stands } from '../../domain/team.ts';
import { action, limited, msg } from '../make.ts';
import { overlapItem } from '../overlapItem.ts';
import type { OverlapFacts } from '../state.ts';
import type { DealCardState } from './state.ts';
import { editRefusal } from './team.ts';

const MOST = 10;
const CLOSENESS = { customer: 0, openOpportunity: 1, prospect: 2 } as const;

/** One for each partner: the surest overlap, of equal ones the partner's closest segment. */
export function suggested({ overlaps, team }: DealCardState): OverlapFacts[] {
  const onTeam = new Set(team.filter(stands).map(({ partner }) => partner));
  const open = overlaps.filter(({ partner, decision }) => decision !== 'rejected' && !onTeam.has(partner.id));
  const best = new Map<string, OverlapFacts>();
  for (const overlap of open.toSorted(bySurety)) {
    if (!best.has(overlap.partner.id)) best.set(overlap.partner.id, overlap);
  }
  return [...best.values()];
}

export function suggestionsBlock(state: DealCardState): Block {
  const disabled = editRefusal(state);
  const { shown, more } = limited(suggested(state), MOST);
  return {
    kind: 'suggestions',
    title: msg('suggestions.title'),
    items: shown.map((overlap) => {
      const { id, name } = overlap.partner;
      const partner = { kind: 'record', object: 'account', id, name: name.slice(0, 255) } as const;
      return overlapItem(overlap, [
        action('addPart', msg('action.add'), {
          look: 'primary',
          disabled,
          form: { name: 'addPart', values: { partner } },
        }),
      ]);
    }),
    empty: msg('suggestions.empty'),
    ...more,
  };
}

function bySurety(a: OverlapFacts, b: OverlapFacts): number {
  const certainty = ({ decision, tier }: OverlapFacts) =>
    decision === 'confirmed' ? 0 : tier === 'sure' ? 1 : 2;
  const closeness = ({ partnerSegment }: OverlapFacts) =>
    partnerSegment === null ? 3 : CLOSENESS[partnerSegment];
  return (
    certainty(a) - certainty(b) ||
    (b.score ?? 0) - (a.score ?? 0) ||
    closeness(a) - closeness(b) ||
    byTarget(a, b)
  );
}

function byTarget(a: OverlapFacts, b: OverlapFacts): number {
  return a.target < b.target ? -1 : 1;
}
