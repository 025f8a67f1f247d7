/** The deal partners that follow from a claim's participants; what a person did to the deal's team since is left alone. */
import type { DealFacts, RegistrationRules } from '../conflict/facts.ts';
import { addPart, changePart, type Part, stands, type TeamContext, type TeamDecision } from '../team.ts';
import { type Participant, type Registration, standingParticipants } from './claim.ts';
import { dayAt } from './days.ts';

/** The deal partners to write, as they shall be. */
export function partsFollowing(
  claim: Registration,
  { id, team }: DealFacts,
  { zone }: RegistrationRules,
  now: number,
): Part[] {
  const context: TeamContext = { deal: id, today: dayAt(now, zone), locked: false };
  const follow = followers(claim, context, zone);
  const after = follow.reduce<readonly Part[]>((parts, step) => step(parts), team);
  const before = new Set(team);
  return after.filter((part) => !before.has(part));
}

type Step = (team: readonly Part[]) => readonly Part[];

function followers(claim: Registration, context: TeamContext, zone: string): Step[] {
  const declined = claim.participants.filter(({ consent }) => consent === 'declined');
  const ends = declined.map(({ partner }) => uninvited(partner, 'declined', context));
  if (claim.state === 'withdrawn' || claim.state === 'expired') {
    // Who said yes works on the deal, whatever became of the claim.
    return claim.participants.map(({ partner }) => uninvited(partner, 'ended', context));
  }
  if (claim.state !== 'approved' && claim.state !== 'converted') return [];
  const since = claim.protection === null ? null : dayAt(claim.protection.from, zone);
  const standing = standingParticipants(claim);
  return [
    ...ends,
    ...standing.map((one) => added(one, since, context)),
    // What is freed comes before what is taken.
    ...standing.map((one) => shared(claim, one, context, 'less')),
    ...standing.map((one) => shared(claim, one, context, 'more')),
  ];
}

function uninvited(partner: string, status: 'declined' | 'ended', { today }: TeamContext): Step {
  return (team) =>
    team.map((part) =>
      part.partner === partner && part.status === 'invited'
        ? { ...part, status, share: null, endedOn: today }
        : part,
    );
}

/** @param since the first day of the claim: who left the team after it stays away */
function added(one: Participant, since: string | null, context: TeamContext): Step {
  const status = one.consent === 'accepted' ? 'active' : 'invited';
  return (team) => {
    const present = team.find(({ partner }) => partner === one.partner);
    if (present && stands(present)) return raised(team, present, one, context);
    if (present?.status === 'declined' && one.consent !== 'accepted') return team;
    if (present?.status === 'ended' && (since === null || (present.endedOn ?? '') >= since)) return team;
    const input = { partner: one.partner, stages: [], contact: null, share: null, note: one.contribution };
    const roles = rolesFor(team, one);
    if (roles.length === 0) return team;
    return taken(team, addPart(team, { ...input, roles }, context)).map((part) =>
      part.partner === one.partner && part.status !== status ? { ...part, status } : part,
    );
  };
}

function raised(
  team: readonly Part[],
  present: Part,
  one: Participant,
  context: TeamContext,
): readonly Part[] {
  const { key, partner: _same, ...input } = present;
  const roles = [...new Set([...present.roles, ...rolesFor(team, one)])];
  const changed = taken(team, changePart(team, key, { ...input, roles }, context));
  if (one.consent !== 'accepted' || present.status === 'active') return changed;
  return changed.map((part) => (part.key === key ? { ...part, status: 'active' } : part));
}

/** One leads a deal. */
function rolesFor(team: readonly Part[], { partner, roles }: Participant): Participant['roles'] {
  const led = team.some((part) => stands(part) && part.partner !== partner && part.roles.includes('lead'));
  return led ? roles.filter((role) => role !== 'lead') : roles;
}

/** Gives the proposed share to who has none or one that was proposed before; any other was set by a person. */
function shared(claim: Registration, one: Participant, context: TeamContext, change: 'less' | 'more'): Step {
  return (team) => {
    const present = team.find((part) => part.partner === one.partner && stands(part));
    if (!present || one.share === null || present.share === one.share) return team;
    if (present.share !== null && !formerShares(claim, one.partner).has(present.share)) return team;
    if (one.share < (present.share ?? 0) !== (change === 'less')) return team;
    const { key, partner: _same, ...input } = present;
    // Where others hold too much, it stays as it is and the card shows what is left.
    return taken(team, changePart(team, key, { ...input, share: one.share }, context));
  };
}

function formerShares({ history }: Registration, partner: string): Set<number> {
  const shares = history.flatMap(({ before }) =>
    (before.participants ?? []).filter((one) => one.partner === partner).map(({ share }) => share),
  );
  return new Set(shares.filter((share) => share !== null));
}

function taken(team: readonly Part[], decision: TeamDecision): readonly Part[] {
  return decision.ok ? decision.team : team;
}
