/** Which pairs other thresholds or switches would move to another tier: from the store alone, and nothing is written. */
import { Companies, type MatchSettings, type Tier } from '../../shared/domain/matching.ts';
import { subjectOf } from '../../shared/domain/partner.ts';
import { parseProgram, type ProgramRules } from '../../shared/domain/program.ts';
import { mayShow, reaches, type PolicyTable } from '../../shared/domain/sharing.ts';
import { TierChanges, type TierCounts, type TieredPair } from '../../shared/domain/tierChanges.ts';
import type { Decision, MirrorAccount } from './collections.ts';
import { Refusal } from './context.ts';
import { candidatesInMemory, type Candidate } from './findCandidates.ts';
import { lookupIn } from './heldDecisions.ts';
import { decisionsOf } from './keepMapped.ts';
import { mirrorPages, type Inside } from './mirrorPages.ts';
import { linkedPartners } from './partnerRows.ts';
import { readRules } from './rules.ts';

export interface TierChange extends TieredPair {
  account: string;
  accountName: string;
  /** The partner's account. */
  partner: string;
  partnerName: string;
  /** The list row's identity. */
  row: string;
  /** Its name as far as the partner's policy shows it, else its segment. */
  theirs: string;
}

export interface MatchingPreview extends TierCounts {
  settings: { before: MatchSettings; after: MatchSettings };
  /** Accounts that were matched. */
  accounts: number;
  /** Best first; with them those that stay because a person decided. */
  changes: TierChange[];
}

/** @throws Refusal when no program could hold these settings */
export async function previewMatching(
  context: Inside,
  change: Partial<MatchSettings>,
): Promise<MatchingPreview> {
  const { store, connection } = context;
  const { program, policies } = await readRules(context);
  const settings = { before: program.matching, after: changed(program, change) };
  const linked = await linkedPartners(store, connection);
  const find = await candidatesInMemory(store, linked, (done) =>
    context.progress({ phase: 'map.lists', done }),
  );
  const result = new TierChanges<TierChange>();
  let accounts = 0;
  for await (const page of mirrorPages(context)) {
    const matched = page.filter(({ takesPart, isPartner }) => takesPart && !isPartner);
    const ids = matched.map(({ id }) => id);
    const decisions = await decisionsOf(store, connection, ids);
    const decided = ids.map((id) => decisions.get(id) ?? []);
    const companies = Companies.of(matched.map((account) => subjectOf(account, program)));
    const before = await find(companies, decided, settings.before);
    const after = await find(companies, decided, settings.after);
    matched.forEach((account, at) => {
      const pairs = pairsOf(before[at] ?? [], after[at] ?? []);
      for (const pair of pairs) result.add(told(account, pair, decided[at] ?? [], policies));
    });
    context.progress({ phase: 'map.accounts', done: (accounts += matched.length) });
  }
  return { settings, accounts, ...result.counts(), changes: result.changes() };
}

function changed(program: ProgramRules, change: Partial<MatchSettings>): MatchSettings {
  const parsed = parseProgram({ ...program, matching: { ...program.matching, ...change } });
  if ('rules' in parsed) return parsed.rules.matching;
  throw new Refusal('match.settings', parsed.problem, 'Choose settings that a program can hold.');
}

interface Pair {
  candidate: Candidate;
  from: Tier;
  to: Tier;
}

/** Each row of a partner once; one that is missing on a side is no match there. */
function pairsOf(before: readonly Candidate[], after: readonly Candidate[]): Pair[] {
  const [from, to] = [bestOfRows(before), bestOfRows(after)];
  return [...new Map([...from, ...to])].map(([place, candidate]) => ({
    candidate,
    from: from.get(place)?.match.tier ?? 'no',
    to: to.get(place)?.match.tier ?? 'no',
  }));
}

/** A row may stand in two lists of a partner; as in mapping the better match counts, and of equal ones the closer segment. */
function bestOfRows(candidates: readonly Candidate[]): Map<string, Candidate> {
  const best = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const { partner, row, match } = candidate;
    const place = `${partner.account}/${row.identity}`;
    const present = best.get(place);
    const isBetter =
      !present ||
      match.score > present.match.score ||
      (match.score === present.match.score && row.segment < present.row.segment);
    if (isBetter) best.set(place, candidate);
  }
  return best;
}

function told(
  { id, fields }: MirrorAccount,
  { candidate, from, to }: Pair,
  decisions: readonly Decision[],
  policies: PolicyTable,
): TierChange {
  const { partner, row, match } = candidate;
  const { theirs } = policies.termsOf(partner.account, row.segment);
  return {
    account: id,
    accountName: fields.name ?? '',
    partner: partner.account,
    partnerName: partner.name,
    row: row.identity,
    theirs: mayShow(theirs, 'name') ? row.name : row.segment,
    score: match.score,
    from,
    to,
    decision: lookupIn(decisions)(partner.account, row)?.decision ?? null,
    isShown: reaches(theirs, 'overlaps'),
  };
}
