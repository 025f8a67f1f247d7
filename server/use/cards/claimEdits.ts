/** The acts that change what a claim says, while it is a draft or waits for an answer: each makes another form of it. */
import type { ActRequest } from '../../../shared/contract/request.ts';
import {
  type ClaimForm,
  type ParticipantInput,
  type Refusal,
  type Registration,
  splitShares,
} from '../../../shared/domain/registration.ts';
import { refusal } from '../../../shared/domain/registration/claim.ts';
import { partnerRefusals } from '../../../shared/domain/registration/submission.ts';
import { optionOf } from '../../../shared/views/read.ts';
import { participantInput, withClaimInput } from '../../../shared/views/registration.ts';
import type { Around } from '../registrations/around.ts';

type Asked = Pick<ActRequest, 'targets' | 'values'>;
export type Edited = { form: ClaimForm } | { refusals: Refusal[] };
type Edit = (claim: Registration, asked: Asked, around: Around) => Edited;

export const CLAIM_EDITS: Readonly<Record<string, Edit>> = {
  editClaim: (claim, { values }) => ({ form: withClaimInput(formOf(claim), values) }),
  addParticipant: (claim, { values }, { partners }) => {
    const input = participantInput(values);
    if (input.partner === null) return refused('registration.partner.missing', 'partner');
    const wrong = partnerRefusals(partners.get(input.partner), 'partner');
    return wrong.length > 0 ? { refusals: wrong } : withParts(claim, (parts) => [...parts, input]);
  },
  changeParticipant: (claim, { targets: [, partner = ''], values }) => {
    if (!holds(claim, partner)) return refused('registration.partner.gone');
    const input = { ...participantInput(values), partner };
    return withParts(claim, (parts) => parts.map((part) => (part.partner === partner ? input : part)));
  },
  removeParticipant: (claim, { targets: [, partner = ''] }) => {
    if (!holds(claim, partner)) return refused('registration.partner.gone');
    return withParts(claim, (parts) => parts.filter((part) => part.partner !== partner));
  },
  splitClaim: (claim) => {
    if (claim.participants.length === 0) return refused('registration.participants.none');
    return { form: formOf({ ...claim, participants: splitShares(claim.participants) }) };
  },
};

/** The form as it stands filled in. */
export function formOf({
  customer,
  deal,
  products,
  amount,
  expectedClose,
  note,
  participants,
}: Registration): ClaimForm {
  const parts = participants.map(({ partner, roles, share, contribution, evidence }): ParticipantInput => ({
    partner,
    roles,
    share,
    contribution,
    evidence,
  }));
  return { customer, deal, products, amount, expectedClose, note, participants: parts };
}

/** The partner that an act names and the claim may not know yet. */
export function partnerNamed({ values }: Pick<ActRequest, 'values'>): string[] {
  const { partner } = participantInput(values);
  return partner === null ? [] : [partner];
}

/** The deal that an act is to link the claim to. */
export function dealNamed({
  action,
  targets: [, deal],
  values,
}: Pick<ActRequest, 'action' | 'targets' | 'values'>): string | null {
  return action === 'linkDeal' && deal !== undefined ? deal : optionOf(values['deal']);
}

function withParts(
  claim: Registration,
  change: (parts: readonly ParticipantInput[]) => ParticipantInput[],
): Edited {
  const form = formOf(claim);
  return { form: { ...form, participants: change(form.participants) } };
}

function holds({ participants }: Registration, partner: string): boolean {
  return participants.some((one) => one.partner === partner);
}

function refused(code: Refusal['code'], field: string | null = null): Edited {
  return { refusals: [refusal(code, field)] };
}
