/** Divides the credit of a claim evenly among those who take part. */
import { evenShares } from '../team.ts';
import type { Participant } from './claim.ts';

/** Who declined keeps nothing; whose share changes is asked for consent again. The lead comes first, then the order of keys. */
export function splitShares(participants: readonly Participant[]): Participant[] {
  const standing = participants.filter(({ consent }) => consent !== 'declined').toSorted(leadFirst);
  const shares = new Map(evenShares(standing.length).map((share, at) => [standing[at]?.key, share]));
  return participants.map((one) => ({ ...one, share: shares.get(one.key) ?? null }));
}

function leadFirst(a: Participant, b: Participant): number {
  const [leadA, leadB] = [a.roles.includes('lead'), b.roles.includes('lead')];
  if (leadA !== leadB) return leadA ? -1 : 1;
  return a.key < b.key ? -1 : 1;
}
