/** Maps single accounts: facts in, what should stand in the CRM and in the store out. Shared by full runs and by changes. */
import { prepare, score, type Prepared } from '../../shared/domain/matching.ts';
import {
  accountSummary,
  desiredOverlaps,
  diffFields,
  type DecisionLookup,
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
import type { Candidate, FindCandidates, LinkedPartner } from './partnerRows.ts';
import type { Rules } from './rules.ts';

export interface AccountFacts {
  connection: string;
  record: CrmRecord<'account'>;
  /** Our rows that stand in the CRM now. */
  found: readonly StandingRow[];
  deals: DealFacts;
  decisions: readonly Decision[];
}

export interface Mapped {
  mirror: MirrorAccount;
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
  const prepared = page.map((facts) => prepare(subjectOf(facts.record, rules.program)));
  const found = await candidates(prepared);
  return page.map((facts, at) =>
    mapOne(
      rules,
      names,
      isPartnerHere.has(facts.record.id),
      facts,
      prepared[at] as Prepared,
      found[at] ?? [],
    ),
  );
}

function mapOne(
  rules: Rules,
  partnerNames: ReadonlyMap<string, string>,
  linkedPartner: boolean,
  facts: AccountFacts,
  prepared: Prepared,
  candidates: readonly Candidate[],
): Mapped {
  const { record } = facts;
  const isPartner = linkedPartner || recognisePartner(record, rules.program) !== null;
  const participates = !isPartner && takesPart(record, rules.program);
  const segment = segmentOf(record, facts.deals, rules.program);
  const decisions = [...facts.decisions];
  const newDecisions = decisionsInRows(facts).filter(
    (decision) => !decisions.some((known) => sameDecision(known, decision)),
  );
  decisions.push(...newDecisions);
  const outcome = desiredOverlaps({
    account: { id: record.id, segment },
    candidates: participates ? matches(rules, prepared, candidates, decisions.length > 0) : [],
    decisionOf: lookup(decisions),
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
    changes,
    unchanged,
    review: outcome.review,
    newDecisions,
    sure: outcome.sure,
  };
}

/** A pair that is no match can still matter where people have decided: their word wins over any score. */
function matches(
  { program }: Rules,
  ours: Prepared,
  candidates: readonly Candidate[],
  decided: boolean,
): ReviewCandidate[] {
  const found: ReviewCandidate[] = [];
  for (const { partner, row, prepared } of candidates) {
    const match = score(ours, prepared, program.matching);
    if (decided || match.tier !== 'no') found.push({ partner: partner.account, row, match });
  }
  return found;
}

/** Rows are the same when partner and list row are; the key of a row that is there stays, also after a merge. */
function rowChanges(
  account: string,
  found: readonly StandingRow[],
  desired: readonly Fields<'accountOverlap'>[],
): { changes: Change[]; unchanged: number; standing: StandingRow[] } {
  const changes: Change[] = [];
  const standing: StandingRow[] = [];
  const rest = new Map(found.map((row) => [identity(row.fields), row]));
  const twins = found.filter((row) => rest.get(identity(row.fields)) !== row);
  let unchanged = 0;
  for (const row of desired) {
    const present = rest.get(identity(row));
    rest.delete(identity(row));
    const fields = { ...row, key: present?.fields.key ?? row.key ?? null };
    const diff = present ? diffFields(fields, present.fields) : fields;
    standing.push({ id: present?.id ?? null, fields: { ...present?.fields, ...fields } });
    if (!diff) unchanged += 1;
    else
      changes.push({ object: 'accountOverlap', op: 'upsert', fields: { ...diff, key: fields.key, account } });
  }
  for (const { id, fields } of [...rest.values(), ...twins]) {
    const key = fields.key ?? null;
    changes.push({ object: 'accountOverlap', op: 'remove', ...(id && { id }), fields: { key, account } });
  }
  return { changes, unchanged, standing };
}

function identity(row: Fields<'accountOverlap'>): string {
  return `${row.partner}/${row.row}`;
}

function decisionsInRows({ connection, record, found }: AccountFacts): Decision[] {
  return found.flatMap(({ fields: row }) =>
    row.decision && row.partner && row.row
      ? [
          {
            connection,
            account: record.id,
            partner: row.partner,
            row: row.row,
            rowContent: row.rowContent ?? '',
            decision: row.decision,
            decidedBy: row.decidedBy ?? null,
            decidedAt: row.decidedAt ?? record.stamp,
          },
        ]
      : [],
  );
}

function sameDecision(a: Decision, b: Decision): boolean {
  return a.partner === b.partner && a.row === b.row && a.decision === b.decision;
}

/** The newest word wins where a row was decided more than once, by its id or by its content. */
function lookup(decisions: readonly Decision[]): DecisionLookup {
  const byRow = new Map<string, Decision>();
  const ordered = [...decisions].sort((a, b) => a.decidedAt - b.decidedAt);
  for (const decision of ordered) {
    byRow.set(`${decision.partner}/${decision.row}`, decision);
    if (decision.rowContent) byRow.set(`${decision.partner}/${decision.rowContent}`, decision);
  }
  return (partner, row) => {
    const found = [byRow.get(`${partner}/${row.identity}`), byRow.get(`${partner}/${row.fallbackIdentity}`)];
    return (
      found.filter((decision) => decision !== undefined).sort((a, b) => b.decidedAt - a.decidedAt)[0] ?? null
    );
  };
}

/** The JSON that holds the rows would stand in the mirror twice. */
function withoutRows(fields: Fields<'account'>): Fields<'account'> {
  const { overlaps: _rows, ...rest } = fields;
  return rest;
}
