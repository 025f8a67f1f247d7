/** What of a verdict a viewer may be told: who may open the other claim all of it, a rival the end of its protection. */
import type { Outcome } from '../../schema/objects.ts';
import type { DealRole } from '../team.ts';
import type { Finding, Reason } from './finding.ts';
import type { Verdict } from './verdict.ts';

export type Viewer =
  | { readonly as: 'channelManager' }
  /** `mayOpen`: the registrations and deals, by key and id, that the CRM lets this user open. */
  | { readonly as: 'rep'; readonly mayOpen: ReadonlySet<string> }
  /** A partner's contact, outside our company. */
  | { readonly as: 'partner' };

export interface Line {
  /** The participant's account and role that it is about; null is the whole claim. */
  readonly partner: string | null;
  readonly role: DealRole | null;
  readonly reason: Reason;
  /** The registration to open; null where there is none or this viewer may not. */
  readonly registration: string | null;
  /** Our deal to open. */
  readonly deal: string | null;
  /** Only for who may know how a claim came about. */
  readonly score: number | null;
}

export interface Told {
  /** A partner's contact is told of no flag. */
  readonly outcome: Outcome;
  readonly lines: readonly Line[];
}

/** Equal lines are told once, so that their number tells nothing of how many claims there are. */
export function toldOf({ outcome, findings }: Verdict, viewer: Viewer): Told {
  const told = findings
    .filter(({ kind }) => viewer.as === 'channelManager' || kind !== 'velocity')
    // Beside what holds a claim, an offer to join another says only that there is another.
    .filter(({ kind }) => viewer.as === 'channelManager' || kind !== 'complements' || outcome === 'join')
    .map((finding) => lineOf(finding, viewer));
  const lines = [...new Map(told.map((line) => [JSON.stringify(line), line])).values()];
  if (viewer.as === 'channelManager') return { outcome, lines };
  return { outcome: outcome === 'flag' ? 'clear' : outcome, lines };
}

function lineOf(finding: Finding, viewer: Viewer): Line {
  const { partner, role, against, deal, score } = finding;
  if (viewer.as === 'channelManager') {
    return { partner, role, reason: finding.reason, registration: against, deal, score };
  }
  const opens = (id: string | null) =>
    viewer.as === 'rep' && id !== null && viewer.mayOpen.has(id) ? id : null;
  const place = { partner, role, registration: opens(against), deal: opens(deal), score: null };
  const other = against ?? deal;
  const mayKnow = viewer.as === 'rep' && other !== null && viewer.mayOpen.has(other);
  return { ...place, reason: mayKnow ? finding.reason : toldReason(finding, viewer) };
}

/** Nothing here may tell of another claim but the last day of its protection. */
function toldReason({ kind, until, reason }: Finding, viewer: Viewer): Reason {
  switch (kind) {
    case 'roleClash':
    case 'protectedAccount':
      return until === null
        ? { key: 'conflict.told.earlier', args: {} }
        : { key: 'conflict.told.protected', args: { until: { kind: 'date', day: until } } };
    case 'complements':
      return { key: 'conflict.told.join', args: {} };
    case 'alreadyYours':
      // The partner is the viewer's own participant.
      return reason;
    case 'namedAccount':
    case 'directOverlap':
    case 'selfDealing':
    case 'lateClaim':
    case 'likelyMatch':
    case 'velocity':
      return viewer.as === 'partner' ? { key: 'conflict.told.review', args: {} } : reason;
  }
}
