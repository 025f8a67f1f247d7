/** Which overlaps stand in an account's record: sure and decided ones, and of them only what the policy shows. */
import type { Fields, Segment } from '../schema/objects.ts';
import { keyOf } from './key.ts';
import type { ListRow } from './list.ts';
import type { Match, Reason } from './matching.ts';
import { besideOthers } from './overlap/neighbours.ts';
import { mayShow, reaches, type PolicyTable, type Share, type ShareableField } from './sharing.ts';

export { accountSummary } from './overlap/summary.ts';
export { diffFields } from './overlap/diff.ts';

/** The overlap's unique key; `identity` is the list row's. */
export function overlapKey(account: string, partner: string, identity: string): string {
  return keyOf('ovl', account, partner, identity);
}

/** A person's word on a pair. */
export interface OverlapDecision {
  readonly decision: 'confirmed' | 'rejected';
  readonly decidedBy: string | null;
  /** UTC milliseconds. */
  readonly decidedAt: number | null;
}

/** Finds the word on a row by its identity or its content; null if nobody has decided. */
export type DecisionLookup = (
  partner: string,
  row: Pick<ListRow, 'identity' | 'fallbackIdentity'>,
) => OverlapDecision | null;

/** A likely pair that waits for a person. */
export interface ReviewCandidate {
  /** The partner's account. */
  partner: string;
  row: ListRow;
  match: Match;
}

export interface DesiredOverlaps {
  /** In the order of partner, then row. A rejected pair stays as a row that says so. */
  overlaps: Fields<'accountOverlap'>[];
  review: ReviewCandidate[];
  /** Each sure or confirmed pair once, whatever the policy shows: what totals count. */
  tallies: { partner: string; segment: Segment }[];
  /** Pairs that are sure by themselves and not rejected. */
  sure: number;
}

/**
 * A person's decision wins over the match: confirmed is written whatever the score, rejected never counts. Below level
 * `overlaps` nothing of a pair reaches the record or the review; it is only tallied.
 */
export function desiredOverlaps(input: {
  account: { id: string; segment: Segment };
  candidates: readonly ReviewCandidate[];
  decisionOf: DecisionLookup;
  policies: PolicyTable;
}): DesiredOverlaps {
  const result: DesiredOverlaps = { overlaps: [], review: [], tallies: [], sure: 0 };
  const known: ReviewCandidate[] = [];
  for (const candidate of bestOfEachRow(input.candidates)) {
    const { partner, row, match } = candidate;
    const decided = input.decisionOf(partner, row);
    const rejected = decided?.decision === 'rejected';
    const counts = !rejected && (match.tier === 'sure' || decided !== null);
    if (counts) result.tallies.push({ partner, segment: row.segment });
    if (match.tier === 'sure' && !rejected) result.sure += 1;
    const { theirs } = input.policies.termsOf(partner, row.segment);
    if (!reaches(theirs, 'overlaps')) continue;
    if (counts || rejected) result.overlaps.push(overlapOf(input.account, candidate, decided, theirs));
    else if (match.tier === 'likely') result.review.push(candidate);
    if (!rejected && (counts || match.tier !== 'no')) known.push(candidate);
  }
  result.review = result.review.map((candidate) => ({
    ...candidate,
    match: besideOthers(candidate.match, othersThan(candidate, known)),
  }));
  return result;
}

function othersThan(candidate: ReviewCandidate, known: readonly ReviewCandidate[]): Match[] {
  return known
    .filter((other) => other !== candidate && other.partner === candidate.partner)
    .map(({ match }) => match);
}

function overlapOf(
  account: { id: string; segment: Segment },
  { partner, row, match }: ReviewCandidate,
  decided: OverlapDecision | null,
  theirs: Share,
): Fields<'accountOverlap'> {
  const shown = (field: ShareableField, value: string | null) => (mayShow(theirs, field) ? value : null);
  return {
    key: overlapKey(account.id, partner, row.identity),
    account: account.id,
    partner,
    row: row.identity,
    rowContent: row.fallbackIdentity,
    ourSegment: account.segment,
    partnerSegment: row.segment,
    tier: match.tier === 'no' ? null : match.tier,
    score: match.score,
    reasons: shownReasons(match, theirs),
    decision: decided?.decision ?? null,
    decidedBy: decided?.decidedBy ?? null,
    decidedAt: decided?.decidedAt ?? null,
    partnerAccountName: shown('name', row.name),
    partnerOwner: shown('owner', row.owner),
    partnerOwnerEmail: shown('ownerEmail', row.ownerEmail),
    partnerContact: shown('contact', row.contact),
  };
}

/** Which shared field a reason quotes from the partner's row; what is not listed is never shared. */
const QUOTED: Readonly<Record<string, ShareableField>> = {
  name: 'name',
  words: 'name',
  numbers: 'name',
  kin: 'name',
  region: 'name',
  legalForm: 'name',
  domain: 'website',
  country: 'country',
};

/** The reasons of a match without what the policy hides of the partner's row. */
export function shownReasons({ reasons }: Match, theirs: Share): Reason[] {
  return reasons.map((reason) => withoutHidden(reason, theirs));
}

function withoutHidden(reason: Reason, theirs: Share): Reason {
  if (!('theirs' in reason.args)) return reason;
  const field = QUOTED[reason.key.split('.')[1] ?? ''];
  if (field !== undefined && mayShow(theirs, field)) return reason;
  const { theirs: _hidden, ...args } = reason.args;
  return { ...reason, args };
}

/** A row may stand in two lists of a partner; the better match counts, and of equal ones the closer segment. */
function bestOfEachRow(candidates: readonly ReviewCandidate[]): ReviewCandidate[] {
  const best = new Map<string, ReviewCandidate>();
  for (const candidate of candidates) {
    const place = `${candidate.partner}/${candidate.row.identity}`;
    const present = best.get(place);
    if (!present || better(candidate, present)) best.set(place, candidate);
  }
  return [...best.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, candidate]) => candidate);
}

/** Segments happen to be in the order of closeness when sorted by name: customer, openOpportunity, prospect. */
function better(a: ReviewCandidate, b: ReviewCandidate): boolean {
  return a.match.score === b.match.score ? a.row.segment < b.row.segment : a.match.score > b.match.score;
}
