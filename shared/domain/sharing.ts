/** What each side lets the other see, by partner and segment, and the only figures that leave at "counts". */
import { SEGMENTS, SHAREABLE_FIELDS, SHARING_LEVELS, type Fields, type Segment } from '../schema/objects.ts';
import type { ListRow } from './list.ts';

export type SharingLevel = (typeof SHARING_LEVELS)[number];
export type ShareableField = (typeof SHAREABLE_FIELDS)[number];

/** `fields` count only at level `all`. */
export interface Share {
  readonly level: SharingLevel;
  readonly fields: readonly ShareableField[];
}

/** `theirs`: what of their list our people see. `ours`: what of our accounts may leave to them. */
export interface Terms {
  readonly theirs: Share;
  readonly ours: Share;
}

/** Where nothing was agreed: that a partner knows an account may be seen, nothing of ours leaves. */
export const STANDARD_TERMS: Terms = {
  theirs: { level: 'overlaps', fields: [] },
  ours: { level: 'hidden', fields: [] },
};

const NOTHING: Share = { level: 'hidden', fields: [] };

export interface PolicyTable {
  termsOf(partner: string, segment: Segment): Terms;
}

/**
 * A policy of the partner's segment beats one without segment, which beats `standard`. A revoked policy hides its
 * segment, a revoked one without segment the whole partner. Of two policies for the same, the tighter holds.
 * @param rows policies with the partner's account id
 */
export function policyTable(
  rows: readonly Fields<'sharingPolicy'>[],
  standard = STANDARD_TERMS,
): PolicyTable {
  const bySegment = new Map<string, Terms>();
  const revoked = new Set<string>();
  for (const row of rows) {
    if (!row.partner) continue;
    if (row.revokedAt !== null && row.revokedAt !== undefined && !row.segment) revoked.add(row.partner);
    const place = `${row.partner}/${row.segment ?? ''}`;
    const terms = termsOfRow(row);
    const present = bySegment.get(place);
    bySegment.set(place, present ? tighterTerms(present, terms) : terms);
  }
  return {
    termsOf: (partner, segment) =>
      revoked.has(partner)
        ? { theirs: NOTHING, ours: NOTHING }
        : (bySegment.get(`${partner}/${segment}`) ?? bySegment.get(`${partner}/`) ?? standard),
  };
}

/** Whether a share reaches a level: `overlaps` and `all` may stand on an account's row, `counts` may not. */
export function reaches(share: Share, level: SharingLevel): boolean {
  return SHARING_LEVELS.indexOf(share.level) >= SHARING_LEVELS.indexOf(level);
}

export function mayShow(share: Share, field: ShareableField): boolean {
  return share.level === 'all' && share.fields.includes(field);
}

/** What our people may see of a partner's row: nothing, its segment, or the chosen fields too. */
export function shareTheirs(
  row: ListRow,
  { theirs }: Terms,
): (Partial<ListRow> & { segment: Segment }) | null {
  return reaches(theirs, 'overlaps') ? { segment: row.segment, ...chosen(row, theirs) } : null;
}

/** What leaves of an account: its segment and the chosen fields. */
export type SharedAccount = { segment: Segment } & Partial<Record<ShareableField, string | null>>;

/**
 * What may leave of an account of ours to a partner. At `overlaps` only that we know a company of theirs and how
 * (`overlapping` says we do); at `all` every account of the segment, with the chosen fields; below that nothing (null).
 */
export function shareOurs(
  account: SharedAccount,
  partner: string,
  policies: PolicyTable,
  overlapping: boolean,
): SharedAccount | null {
  const { ours } = policies.termsOf(partner, account.segment);
  if (ours.level !== 'all' && !(overlapping && ours.level === 'overlaps')) return null;
  return { ...chosen(account, ours), segment: account.segment };
}

/** Below this a total could point at single companies. */
export const SMALLEST_TOTAL = 5;

/**
 * How many of a partner's accounts we know, by segment: "customer 12, openOpportunity < 5". Nought to four look
 * alike, hidden segments are missing, and there is no sum from which a segment could be subtracted. Null: nothing to show.
 */
export function segmentTotals(
  counts: Readonly<Record<Segment, number>>,
  partner: string,
  policies: PolicyTable,
): string | null {
  const shown = SEGMENTS.filter((segment) => reaches(policies.termsOf(partner, segment).theirs, 'counts'));
  const parts = shown.map((segment) => `${segment} ${totalOf(counts[segment])}`);
  return parts.length === 0 ? null : parts.join(', ');
}

export function totalOf(count: number): string {
  return count < SMALLEST_TOTAL ? `< ${SMALLEST_TOTAL}` : String(count);
}

function chosen<T extends Partial<Record<ShareableField, unknown>>>(from: T, share: Share): Partial<T> {
  const kept: Partial<T> = {};
  for (const field of SHAREABLE_FIELDS) if (mayShow(share, field) && field in from) kept[field] = from[field];
  return kept;
}

function termsOfRow(row: Fields<'sharingPolicy'>): Terms {
  if (row.revokedAt !== null && row.revokedAt !== undefined) return { theirs: NOTHING, ours: NOTHING };
  return {
    theirs: { level: row.theirs ?? 'hidden', fields: row.theirFields ?? [] },
    ours: { level: row.ours ?? 'hidden', fields: row.ourFields ?? [] },
  };
}

function tighterTerms(a: Terms, b: Terms): Terms {
  return { theirs: tighter(a.theirs, b.theirs), ours: tighter(a.ours, b.ours) };
}

function tighter(a: Share, b: Share): Share {
  return {
    level: reaches(a, b.level) ? b.level : a.level,
    fields: a.fields.filter((field) => b.fields.includes(field)),
  };
}
