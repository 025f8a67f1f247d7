/** The registrations on a card: a draft to work on, claims that were submitted, and a way to begin another. */
import type { Form } from '../../contract/field.ts';
import type { Block } from '../../contract/view.ts';
import { account, action, list, msg } from '../make.ts';
import { dealField, editForm, registerForm } from './claimForm.ts';
import { draftActions, linkFormName, verdictNotice } from './draft.ts';
import { claimFacts, othersFacts } from './facts.ts';
import { historyBlock } from './history.ts';
import { participantsBlock } from './participants.ts';
import { asksConsent, contactLinkForm, linkBlocks } from './links.ts';
import { addForm, changeForm, joinForm } from './partForm.ts';
import { saidNotice, standingActions } from './standing.ts';
import { partnerIn, type OthersClaim, type RegistrationSection, type ShownClaim } from './state.ts';
import { WORD_FORMS, type WordForm } from './wordForms.ts';

export function registrationBlocks(section: RegistrationSection): Block[] {
  const drawn = [
    ...section.claims.flatMap((shown) => claimBlocks(shown, section)),
    hiddenNotice(section),
    ...section.others.flatMap((other) => othersBlocks(other, section)),
    beginBlock(section),
  ];
  return drawn.filter((block) => block !== null);
}

export function hasNoClaims({ claims, others }: RegistrationSection): boolean {
  return claims.length + others.length === 0;
}

/** One claim that the viewer may see whole. */
export function claimBlocks(shown: ShownClaim, section: RegistrationSection): (Block | null)[] {
  const isDraft = shown.claim.state === 'draft';
  const actions = isDraft ? draftActions(shown, section) : standingActions(shown, section);
  return [
    claimFacts(shown),
    saidNotice(shown),
    participantsBlock(shown, section),
    ...linkBlocks(shown.links),
    verdictNotice(shown),
    actions.length > 0 ? { kind: 'actions', actions } : null,
    isDraft ? null : historyBlock(shown, section),
  ];
}

function othersBlocks(other: OthersClaim, section: RegistrationSection): (Block | null)[] {
  const { key, joined, open } = other;
  const partners = list(joined.map((partner) => account(partnerIn(section, partner))));
  const join = action('joinClaim', msg('claim.join'), { targets: [key], form: { name: 'join' } });
  return [
    othersFacts(other),
    joined.length > 0
      ? { kind: 'notice', tone: 'good', message: msg('claim.joined', { partners }), actions: [] }
      : null,
    open ? { kind: 'actions', actions: [join] } : null,
  ];
}

function hiddenNotice({ hidden: count }: RegistrationSection): Block | null {
  if (count === 0) return null;
  return { kind: 'notice', tone: 'info', message: msg('claim.more', { count }), actions: [] };
}

/** One draft at a time is worked on. */
function beginBlock({ claims, mayRegister }: RegistrationSection): Block | null {
  if (claims.some(({ claim, as }) => claim.state === 'draft' && as === 'rep')) return null;
  const none = claims.length === 0;
  const register = action('registerDeal', msg('claim.register'), {
    disabled: mayRegister ? null : msg('refused.mayNotEdit'),
    form: { name: 'register' },
  });
  return { kind: 'actions', ...(none && { title: msg('deal.registration') }), actions: [register] };
}

/** Those that the blocks' actions name, each once. */
export function registrationForms(section: RegistrationSection): Record<string, Form> {
  const { claims, others, offered, currency } = section;
  const isChangeable = claims.some(({ judged }) => judged !== null);
  const joinable = others.some(({ open }) => open) || claims.some(({ claim }) => claim.state !== 'draft');
  const forms: Record<string, Form> = { register: registerForm(section) };
  if (isChangeable)
    Object.assign(forms, { addParticipant: addForm(offered), changeParticipant: changeForm() });
  if (joinable) forms['join'] = joinForm(offered);
  if (claims.some((shown) => shown.links && asksConsent(shown))) forms['makeLink'] = contactLinkForm(false);
  for (const { claim, judged, deals } of claims) {
    const edit = editForm(claim, currency);
    if (judged) forms[edit.name] = edit.form;
    if (deals.length > 0) forms[linkFormName(claim.key)] = linkForm(deals);
  }
  if (claims.some(({ claim }) => claim.state !== 'draft')) {
    for (const name of Object.keys(WORD_FORMS) as WordForm[]) forms[name] = WORD_FORMS[name];
  }
  return forms;
}

function linkForm(deals: ShownClaim['deals']): Form {
  return { title: msg('claim.link'), fields: [dealField(deals, true)], submit: msg('claim.link') };
}
