/** Divides the credit of a claim evenly among those who take part. */
import { evenShares } from '../team.ts';
import type { Participant } from './claim.ts';

/**
 * Whose share changes is asked for consent again, so that who declined stays as it is. What cannot be divided goes to the
 * lead first, then in the order of keys.
 */
export function splitShares(participants: readonly Participant[]): Participant[] {
  const standing = participants.filter(({ consent }) => consent !== 'declined').toSorted(leadFirst);
  const shares = new Map(evenShares(standing.length).map((share, at) => [standing[at]?.key, share]));
  return participants.map((one) => ({ ...one, share: shares.get(one.key) ?? one.share }));
}

function leadFirst(a: Participant, b: Participant): number {
  const [leadA, leadB] = [a.roles.includes('lead'), b.roles.includes('lead')];
  if (leadA !== leadB) return leadA ? -1 : 1;
  return a.key < b.key ? -1 : 1;
}
