/** The findings of a verdict as rows that only channel managers may open. */
import type { Fields } from '../../schema/objects.ts';
import { keyOf } from '../key.ts';
import type { Verdict } from './verdict.ts';

/** One row for each finding of a claim; the same finding is the same row. */
export function conflictRows(registration: string, { findings }: Verdict): Fields<'registrationConflict'>[] {
  return findings.map(({ kind, against, deal, partner, role, score, reason }) => ({
    key: keyOf('rcf', registration, kind, against ?? '', deal ?? '', partner ?? '', role ?? ''),
    registration,
    against,
    deal,
    partner,
    role,
    kind,
    score,
    reasons: [reason],
    resolution: 'open',
  }));
}
