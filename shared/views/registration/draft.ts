/** What a claim that can still be changed says of itself: what would come of submitting it, and what can be done. */
import type { Action } from '../../contract/action.ts';
import type { Message, Tone } from '../../contract/value.ts';
import type { Block } from '../../contract/view.ts';
import type { Told } from '../../domain/conflict.ts';
import { action, msg } from '../make.ts';
import { claimValues, editForm } from './claimForm.ts';
import { refusalMessage } from './refusals.ts';
import type { RegistrationSection, ShownClaim } from './state.ts';

const VERDICT_TONE: Readonly<Record<Told['outcome'], Tone>> = {
  refused: 'bad',
  hold: 'warning',
  join: 'info',
  flag: 'info',
  clear: 'good',
};

/** Null: it cannot be changed any more. */
export function verdictNotice({ judged, claim }: ShownClaim): Block | null {
  if (!judged || claim.participants.length === 0) return null;
  const { outcome } = judged.told;
  return {
    kind: 'notice',
    title: msg('verdict.title'),
    tone: VERDICT_TONE[outcome],
    message: msg(`verdict.${outcome}`),
    actions: outcome === 'join' && claim.state === 'draft' ? [joinInstead(claim.key)] : [],
  };
}

/** Of the claim that the verdict offers, which the viewer need not know. */
function joinInstead(key: string): Action {
  return action('joinClaim', msg('claim.joinInstead'), {
    targets: [key],
    look: 'primary',
    confirm: msg('claim.joinInstead.confirm'),
  });
}

/** To change what is claimed. */
export function editingActions({ claim }: ShownClaim, section: RegistrationSection): Action[] {
  const targets = [claim.key];
  const nobody = claim.participants.length === 0 ? msg('claim.partners.none') : null;
  return [
    action('addParticipant', msg('claim.part.add'), { targets, form: { name: 'addParticipant' } }),
    action('splitClaim', msg('team.split'), { targets, disabled: nobody }),
    action('editClaim', msg('claim.edit'), {
      targets,
      form: { name: editForm(claim, section.currency).name, values: claimValues(claim) },
    }),
  ];
}

export function draftActions(shown: ShownClaim, section: RegistrationSection): Action[] {
  const targets = [shown.claim.key];
  return [
    action('submitClaim', msg('claim.submit'), { targets, look: 'primary', disabled: unready(shown) }),
    ...editingActions(shown, section),
    ...linkActions(shown),
    action('withdrawClaim', msg('claim.discard'), {
      targets,
      look: 'danger',
      confirm: msg('claim.discard.confirm'),
    }),
  ];
}

/** An open deal of the customer that is there already comes before a new one. */
export function linkActions({ claim, deals }: ShownClaim): Action[] {
  if (deals.length === 0) return [];
  const label = msg(claim.deal === null ? 'claim.link' : 'claim.link.other');
  return [
    action('linkDeal', label, {
      targets: [claim.key],
      look: claim.state === 'approved' && claim.deal === null ? 'primary' : 'neutral',
      form: { name: linkFormName(claim.key) },
    }),
  ];
}

/** Each claim has the deals of its own customer to choose from. */
export function linkFormName(key: string): string {
  return `link${key.replaceAll(/\W/g, '').slice(0, 30)}`;
}

/** The first thing that stands against submitting; null: nothing does. */
function unready({ judged }: ShownClaim): Message | null {
  const [first] = judged?.refusals ?? [];
  if (first) return refusalMessage(first);
  return judged?.told.outcome === 'refused' ? msg('verdict.refused') : null;
}
