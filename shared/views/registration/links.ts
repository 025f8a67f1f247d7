/** Links for partners' contacts on a card: made for one contact, offered with a message to copy, withdrawn again. */
import type { Action } from '../../contract/action.ts';
import type { Field, Form, InputValues } from '../../contract/field.ts';
import type { Block, BlockOf } from '../../contract/view.ts';
import { movesFrom, type Participant, type Registration } from '../../domain/registration.ts';
import { action, choices, instant, msg, word } from '../make.ts';
import { CONTACT_LIMIT } from '../../domain/team.ts';
import { LINK_PURPOSES, type LinkPurpose } from '../partnerPage/state.ts';
import { optionOf, textOf } from '../read.ts';

/** How long a link may hold, in days. */
export const LINK_DAYS = ['7', '14', '30'] as const;
const USUAL_DAYS = '14';
/** That hold at a time, for one claim or for what one partner's contacts may hand in. */
export const MOST_LINKS = 20;

/** A link that holds. */
export interface ShownLink {
  readonly id: string;
  /** The partner by name. */
  readonly partner: string;
  readonly contact: string;
  readonly purpose: LinkPurpose;
  /** The customer of the claim to agree to; null where one is to be handed in. */
  readonly customer: string | null;
  /** Where it leads; whoever has it can answer for the contact. */
  readonly address: string;
  /** UTC milliseconds. */
  readonly expiresAt: number;
  /** Whether the viewer made it. */
  readonly own: boolean;
}

export interface LinkInput {
  readonly contact: string;
  readonly days: number;
  readonly purpose: LinkPurpose;
}

/** Each with the message to copy; none for no links. */
export function linkBlocks(links: readonly ShownLink[] | null): Block[] {
  if (links === null || links.length === 0) return [];
  return [
    {
      kind: 'copy',
      copy: msg('link.copy'),
      copied: msg('link.copied'),
      byHand: msg('link.byHand'),
      items: links.slice(0, MOST_LINKS).map(linkItem),
    },
  ];
}

function linkItem(link: ShownLink): BlockOf<'copy'>['items'][number] {
  const { id, partner, contact, purpose, customer, address, expiresAt, own } = link;
  const about = { contact, link: address, ...(customer !== null && { customer }) };
  return {
    id,
    name: msg('link.for', { contact, partner }),
    text: msg(`link.message.${purpose}`, about),
    note: msg('link.until', { at: instant(expiresAt), who: word(own ? 'actor.you' : 'actor.rep') }),
    actions: [
      action('revokeLink', msg('link.revoke'), {
        targets: [id],
        look: 'danger',
        confirm: msg('link.revoke.confirm', { contact }),
      }),
    ],
  };
}

/** Whether a partner of the claim can still answer. */
export function asksConsent({ claim }: { readonly claim: Registration }): boolean {
  const isOpen = movesFrom(claim.state, 'partner').includes('consent');
  return isOpen && claim.participants.some(({ consent }) => consent === 'pending');
}

/** Where a participant has not answered yet. */
export function askConsentAction(claim: string, { partner, consent }: Participant): Action[] {
  if (consent !== 'pending') return [];
  return [action('makeLink', msg('link.make'), { targets: [claim, partner], form: { name: 'makeLink' } })];
}

/** On the card of a partner, for what its contacts may hand in. */
export function invitePartnerAction(): Action {
  return action('makeLink', msg('link.invite'), { form: { name: 'makeLink' } });
}

/** @param invites to hand something in, which is chosen; else to agree to a part */
export function contactLinkForm(invites: boolean): Form {
  const purpose: Field = {
    kind: 'select',
    name: 'purpose',
    label: msg('link.purpose'),
    required: true,
    choices: choices(
      'link.purpose',
      LINK_PURPOSES.filter((one) => one !== 'consent'),
    ),
    value: 'referral',
  };
  return {
    title: msg(invites ? 'link.invite' : 'link.make'),
    intro: msg('link.intro'),
    fields: [
      ...(invites ? [purpose] : []),
      {
        kind: 'text',
        name: 'contact',
        label: msg('link.contact'),
        required: true,
        maxLength: CONTACT_LIMIT,
        value: null,
      },
      {
        kind: 'select',
        name: 'days',
        label: msg('link.days'),
        required: true,
        choices: LINK_DAYS.map((days) => ({
          value: days,
          label: msg('link.days.count', { count: Number(days) }),
        })),
        value: USUAL_DAYS,
      },
    ],
    submit: msg('link.submit'),
  };
}

/** What was entered; null where the contact is missing, or something that was not offered. */
export function linkInput(values: InputValues): LinkInput | null {
  const contact = textOf(values['contact'])?.trim() ?? '';
  const days = optionOf(values['days']) ?? USUAL_DAYS;
  const purpose = optionOf(values['purpose']) ?? 'consent';
  const isOffered = LINK_DAYS.some((one) => one === days) && isPurpose(purpose);
  return isOffered && contact !== ''
    ? { contact: contact.slice(0, CONTACT_LIMIT), days: Number(days), purpose }
    : null;
}

function isPurpose(text: string): text is LinkPurpose {
  return LINK_PURPOSES.some((one) => one === text);
}
