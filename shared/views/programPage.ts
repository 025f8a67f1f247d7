/** The program page: the rules a channel manager sets, tried before they hold, and the health of what carries them out. */
import type { CardView } from '../contract/view.ts';
import { frame } from './frame.ts';
import { msg, number } from './make.ts';
import { connectionsTable, managersNotice, planTable, runsTable } from './program/health.ts';
import {
  computingBlocks,
  previewBlocks,
  thresholdBlocks,
  thresholdForm,
  trialBlocks,
  trialForm,
} from './program/matching.ts';
import { policyBlocks } from './program/policy/blocks.ts';
import { policyForms } from './program/policy/parts.ts';
import { roleForm, rolesTable, sharingForm, sharingTable } from './program/rules.ts';
import type { ProgramPageState } from './program/state.ts';

export { thresholdInput, trialInput } from './program/matching.ts';
export { POLICY_PART_NAMES, POLICY_PARTS, type PolicyPartName } from './program/policy/parts.ts';
export { roleInput, sharingInput } from './program/rules.ts';
export type {
  ComputedPreview,
  ConnectionFacts,
  MatchTrial,
  PlannedStep,
  ProgramPageState,
  RunFacts,
  ThresholdPreview,
  TriedCompany,
} from './program/state.ts';

export function programPage(state: ProgramPageState): CardView {
  const disabled = state.mayEdit ? null : msg('refused.channelManager');
  return frame({
    card: 'program',
    record: null,
    title: msg('card.program'),
    fresh: state,
    empty: state.connections.length === 0,
    blocks: [
      { kind: 'facts', facts: [{ label: msg('program.version'), value: number(state.version) }] },
      connectionsTable(state),
      rolesTable(state, disabled),
      ...thresholdBlocks(disabled),
      ...computingBlocks(state.computing),
      ...previewBlocks(state.preview, disabled),
      ...trialBlocks(state),
      ...policyBlocks(state, disabled),
      sharingTable(state, disabled),
      planTable(state, disabled),
      runsTable(state),
      managersNotice(state),
    ],
    forms: {
      thresholds: thresholdForm(state),
      trial: trialForm(state),
      role: roleForm(),
      sharing: sharingForm(),
      ...policyForms(state),
    },
  });
}
