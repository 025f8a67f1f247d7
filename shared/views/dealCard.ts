/** The deal card: who takes part in the deal, what nobody covers, and who else knows the customer. */
import type { CardView } from '../contract/view.ts';
import { stands } from '../domain/team.ts';
import { dealFacts, headerBadges } from './deal/header.ts';
import { addForm, changeForm } from './deal/partForm.ts';
import type { DealCardState } from './deal/state.ts';
import { suggested, suggestionsBlock } from './deal/suggestions.ts';
import { coverageBar, endedNotice, teamTable } from './deal/team.ts';
import { dealTimeline, touchpointAction, touchpointForm } from './deal/touchpoints.ts';
import { frame } from './frame.ts';
import { msg } from './make.ts';
import { hasNoClaims, registrationBlocks, registrationForms } from './registration.ts';

export { partInput } from './deal/partForm.ts';
export { touchpointInput } from './deal/touchpoints.ts';
export type { DealCardState, Touchpoint } from './deal/state.ts';

/** Most partners that the form offers before anything is typed. */
const OFFERED = 50;

export function dealCard(state: DealCardState): CardView {
  const offered = suggested(state).map(({ partner }) => partner);
  return frame({
    card: 'deal',
    record: { object: 'deal', id: state.deal.id },
    title: msg('card.deal'),
    fresh: state,
    empty: !state.team.some(stands) && state.touchpoints.length === 0 && hasNoClaims(state.registrations),
    blocks: [
      headerBadges(state),
      endedNotice(state),
      dealFacts(state),
      teamTable(state),
      coverageBar(state),
      ...registrationBlocks(state.registrations),
      suggestionsBlock(state),
      touchpointAction(state),
      dealTimeline(state),
    ],
    forms: {
      addPart: addForm(offered.slice(0, OFFERED)),
      changePart: changeForm(),
      touchpoint: touchpointForm(state),
      ...registrationForms(state.registrations),
    },
  });
}
