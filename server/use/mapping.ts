/** Maps single accounts: facts in, what should stand in the CRM and in the store out. Shared by full runs and by changes. */
import { Companies } from '../../shared/domain/matching.ts';
import {
  accountSummary,
  desiredOverlaps,
  diffFields,
  type ReviewCandidate,
} from '../../shared/domain/overlap.ts';
import {
  recognisePartner,
  segmentOf,
  subjectOf,
  takesPart,
  type DealFacts,
} from '../../shared/domain/partner.ts';
import type { Fields } from '../../shared/schema/objects.ts';
import type { Change, CrmRecord } from '../ports.ts';
import type { Decision, MirrorAccount, StandingRow } from './collections.ts';
import { lookupIn, newInRows, type FoundRow } from './heldDecisions.ts';
import type { Candidate, FindCandidates } from './findCandidates.ts';
import type { LinkedPartner } from './partnerRows.ts';
import { rowChanges } from './rowChanges.ts';
import type { Rules } from './rules.ts';

export interface AccountFacts {
  connection: string;
  record: CrmRecord<'account'>;
  /** Our rows that stand in the CRM now. */
  found: readonly FoundRow[];
  deals: DealFacts;
  decisions: readonly Decision[];
}

export interface Mapped {
  /** The account as it stands once all changes are written. */
  mirror: MirrorAccount;
  /** The account as it was read, for what the CRM does not take. */
  before: { fields: Fields<'account'>; overlaps: readonly StandingRow[] };
  changes: Change[];
  /** Rows that already stand in the CRM as they should. */
  unchanged: number;
  review: ReviewCandidate[];
  /** Decisions that so far stood only in the CRM's row. */
  newDecisions: Decision[];
  sure: number;
}

export interface MappingRules {
  rules: Rules;
  linked: readonly LinkedPartner[];
  candidates: FindCandidates;
}

export async function mapPage(
  { rules, linked, candidates }: MappingRules,
  page: readonly AccountFacts[],
): Promise<Mapped[]> {
  const isPartnerHere = new Set(linked.map(({ account }) => account));
  const names = new Map(linked.map(({ account, name }) => [account, name]));
  const accounts = Companies.of(page.map((facts) => subjectOf(facts.record, rules.program)));
  const newDecisions = page.map(({ connection, record, found, decisions }) =>
    newInRows(connection, record, found, decisions),
  );
  const decisions = page.map((facts, at) => [...facts.decisions, ...(newDecisions[at] ?? [])]);
  const found = await candidates(accounts, decisions, rules.program.matching);
  return page.map((facts, at) => ({
    ...mapOne(
      rules,
      names,
      isPartnerHere.has(facts.record.id),
      { ...facts, decisions: decisions[at] ?? [] },
      found[at] ?? [],
    ),
    newDecisions: newDecisions[at] ?? [],
  }));
}

function mapOne(
  rules: Rules,
  partnerNames: ReadonlyMap<string, string>,
  linkedPartner: boolean,
  facts: AccountFacts,
  candidates: readonly Candidate[],
): Omit<Mapped, 'newDecisions'> {
  const { record, decisions } = facts;
  const isPartner = linkedPartner || recognisePartner(record, rules.program) !== null;
  const participates = !isPartner && takesPart(record, rules.program);
  const segment = segmentOf(record, facts.deals, rules.program);
  const outcome = desiredOverlaps({
    account: { id: record.id, segment },
    candidates: participates ? candidates.map(reviewed) : [],
    decisionOf: lookupIn(decisions),
    policies: rules.policies,
  });
  const { changes, unchanged, standing } = rowChanges(record.id, facts.found, outcome.overlaps);
  const summary = accountSummary(
    standing.map(({ fields }) => fields),
    partnerNames,
  );
  const summaryDiff = diffFields(summary, record.fields);
  if (summaryDiff) changes.push({ object: 'account', op: 'update', id: record.id, fields: summaryDiff });
  return {
    mirror: {
      id: record.id,
      segment,
      takesPart: participates,
      isPartner,
      stamp: record.stamp,
      fields: withoutRows({ ...record.fields, ...summaryDiff }),
      native: record.native,
      overlaps: standing,
      tallies: outcome.tallies,
    },
    before: {
      fields: withoutRows(record.fields),
      overlaps: facts.found.map(({ id, fields }) => ({ id, fields })),
    },
    changes,
    unchanged,
    review: outcome.review,
    sure: outcome.sure,
  };
}

function reviewed({ partner, row, match }: Candidate): ReviewCandidate {
  return { partner: partner.account, row, match };
}

/** The JSON that holds the rows would stand in the mirror twice. */
function withoutRows(fields: Fields<'account'>): Fields<'account'> {
  const { overlaps: _rows, ...rest } = fields;
  return rest;
}
