/** The partners of a claim that is under way: joining it, consenting to a part, dividing the shares anew. */
import { KIND_OUTCOME } from '../conflict/finding.ts';
import { exclusivityOf } from '../conflict/roles.ts';
import { WHOLE } from '../team.ts';
import { type Participant, refusal, type Registration, standingParticipants } from './claim.ts';
import { participantOf, type ParticipantInput, participantRefusals } from './form.ts';
import type { Effect, MoveContext, MoveRequest } from './request.ts';
import { partnerRefusals, shareRefusals } from './submission.ts';
import { textRefusal } from './text.ts';

/** Characters of a typed name, as the CRM's field holds them. */
const NAME_LIMIT = 120;

/** The claim with one partner more, who has no share: the others keep theirs until a channel manager divides anew. */
export function withJoiner(claim: Registration, participant: ParticipantInput): Registration {
  // One that declined before comes back on new terms.
  const kept = claim.participants.filter(({ partner }) => partner !== participant.partner);
  const joined = participantOf({ ...claim, participants: kept }, { ...participant, share: 0 });
  return { ...claim, participants: [...kept, ...joined] };
}

export function joinClaim(
  claim: Registration,
  { participant, partners, verdict }: Extract<MoveRequest, { move: 'join' }>,
  { now, rules }: MoveContext,
): Effect {
  const { partner, roles } = participant;
  const { policy } = rules;
  if (claim.protection !== null && now >= claim.protection.endsAt) {
    return { refusals: [refusal('registration.join.over')] };
  }
  if (partner === null || partner === '')
    return { refusals: [refusal('registration.partner.missing', 'partner')] };
  const standing = standingParticipants(claim);
  if (standing.some((one) => one.partner === partner)) {
    return { refusals: [refusal('registration.partner.twice', 'partner')] };
  }
  if (standing.length >= policy.participants) {
    const limit = policy.participants;
    return { refusals: [refusal('registration.participants.many', 'partner', { limit })] };
  }
  if (roles.length === 0) return { refusals: [refusal('registration.roles.none', 'roles')] };
  const clash = roles.find(
    (role) => exclusivityOf(role, rules) !== 'shared' && standing.some((one) => one.roles.includes(role)),
  );
  const elsewhere = verdict.findings.some(
    (found) => found.partner === partner && KIND_OUTCOME[found.kind] === 'hold' && found.role !== null,
  );
  if (clash || elsewhere) return { refusals: [refusal('registration.join.clash', 'roles')] };
  const wrong = [
    ...partnerRefusals(partners.get(partner), 'partner'),
    ...participantRefusals(participant, standing.length),
  ];
  if (wrong.length > 0) return { refusals: wrong };
  return { changes: { participants: withJoiner(claim, participant).participants } };
}

/** Counts once: a link that is used again finds its answer given. */
export function giveConsent(
  claim: Registration,
  { partner, consent, name }: Extract<MoveRequest, { move: 'consent' }>,
  { actor, now }: MoveContext,
): Effect {
  if (actor.as === 'partner' && actor.partner !== partner)
    return { refusals: [refusal('registration.notYours')] };
  const present = claim.participants.find((one) => one.partner === partner);
  if (!present) return { refusals: [refusal('registration.partner.gone', 'partner')] };
  if (present.consent !== 'pending') return { refusals: [refusal('registration.consent.given')] };
  const typed = name.trim();
  if (typed === '') return { refusals: [refusal('registration.consent.name', 'name')] };
  const wrong = textRefusal(typed, 'name', NAME_LIMIT);
  if (wrong.length > 0) return { refusals: wrong };
  const answered: Participant = { ...present, consent, consentedBy: typed, consentedAt: now };
  return { changes: { participants: claim.participants.map((one) => (one === present ? answered : one)) } };
}

/** Whose share changes is asked for consent again. */
export function reshare(
  claim: Registration,
  { shares, why }: Extract<MoveRequest, { move: 'reshare' }>,
): Effect {
  const participants = claim.participants.map((one): Participant => {
    const share = shares[one.partner];
    if (share === undefined || share === one.share || one.consent === 'declined') return one;
    return { ...one, share, consent: 'pending', consentedBy: null, consentedAt: null };
  });
  const invalid = participants.findIndex(
    ({ share }) => share !== null && (!Number.isInteger(share) || share < 0 || share > WHOLE),
  );
  if (invalid >= 0)
    return { refusals: [refusal('registration.share.invalid', `participants.${invalid}.share`)] };
  const missing = participants.findIndex(({ share, consent }) => share === null && consent !== 'declined');
  if (missing >= 0)
    return { refusals: [refusal('registration.share.missing', `participants.${missing}.share`)] };
  const refusals = shareRefusals({ ...claim, participants });
  return refusals.length > 0 ? { refusals } : { changes: { participants }, why };
}
