/** How the partner credit of a deal is divided, in whole basis points, so that a total is exact. */
import { decided, refuse, stands, type Part, type TeamContext, type TeamDecision } from './part.ts';

/** 100 %: the whole partner credit of the deal. */
export const WHOLE = 10_000;

/** What nobody holds yet. */
export function unallocated(team: readonly Part[]): number {
  return team.filter(stands).reduce((left, { share }) => left - (share ?? 0), WHOLE);
}

/** The refusal of a share that is no whole number of basis points or more than is left beside `others`; null if it holds. */
export function refuseShare(share: number | null, others: readonly Part[]) {
  if (share === null) return null;
  if (!Number.isInteger(share) || share < 0) return refuse('team.share.invalid', 'share');
  const left = Math.max(0, unallocated(others));
  return share > left ? refuse('team.share.above', 'share', { share, left }) : null;
}

/**
 * Everyone who stands gets the same. What cannot be divided goes basis point by basis point to the lead first, then in
 * the order of keys, so that splitting again changes nothing.
 */
export function splitEvenly(team: readonly Part[], { locked }: TeamContext): TeamDecision {
  if (locked) return refuse('team.locked', null);
  const standing = team.filter(stands).toSorted(leadFirst);
  if (standing.length === 0) return refuse('team.empty', null);
  const shares = evenShares(standing.length);
  return decided(
    team,
    standing.map((part, at) => ({ ...part, share: shares[at] ?? null })),
  );
}

/** The whole divided among so many; what cannot be divided goes basis point by basis point to the first of them. */
export function evenShares(count: number): number[] {
  const each = Math.floor(WHOLE / count);
  const rest = WHOLE - each * count;
  return Array.from({ length: count }, (_none, at) => each + (at < rest ? 1 : 0));
}

/** Gives a part all that nobody holds yet. */
export function takeUnallocated(team: readonly Part[], key: string, { locked }: TeamContext): TeamDecision {
  if (locked) return refuse('team.locked', null);
  const part = team.find((one) => one.key === key);
  if (!part || !stands(part)) return refuse('team.part.gone', null);
  const left = unallocated(team);
  if (left <= 0) return refuse('team.share.none', 'share');
  return decided(team, [{ ...part, share: (part.share ?? 0) + left }]);
}

/** Asked when a registration is submitted and when a won deal's credit is settled: the shares must make up the whole. */
export function requireWhole(team: readonly Part[]): TeamDecision {
  const left = unallocated(team);
  return left === 0 ? { ok: true, team, changed: [] } : refuse('team.share.open', 'share', { left });
}

function leadFirst(a: Part, b: Part): number {
  const [leadA, leadB] = [a.roles.includes('lead'), b.roles.includes('lead')];
  if (leadA !== leadB) return leadA ? -1 : 1;
  return a.key < b.key ? -1 : 1;
}
