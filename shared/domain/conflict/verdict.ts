/** The verdict on a claim: the kinds of conflict that were found decide, a score only orders the queue. */
import type { Outcome } from '../../schema/objects.ts';
import type { Registration } from '../registration/claim.ts';
import { claimFindings } from './claimFindings.ts';
import type { ConflictFacts, RegistrationRules } from './facts.ts';
import { type ConflictKind, type Finding, KIND_OUTCOME } from './finding.ts';
import { partFindings } from './partFindings.ts';

export interface Verdict {
  readonly outcome: Outcome;
  /** The gravest first. */
  readonly findings: readonly Finding[];
  /** The claim that can be joined instead; only where the outcome is `join`. */
  readonly joins: string | null;
  /** 0 to 1. */
  readonly score: number;
  /** Of the program that it was made by. */
  readonly policyVersion: number;
}

const GRAVITY: readonly Outcome[] = ['refused', 'hold', 'join', 'flag', 'clear'];

/**
 * Asked before a claim is submitted and again when it is decided: with what was submitted since, and with what was
 * decided since, but never late for having waited.
 * @param now UTC milliseconds
 */
export function verdictOn(
  claim: Registration,
  facts: ConflictFacts,
  rules: RegistrationRules,
  now: number,
): Verdict {
  const findings = [
    ...partFindings(claim, facts, rules, now),
    ...claimFindings(claim, facts, rules, now),
  ].sort(graver);
  const outcome = findings.map(({ kind }) => KIND_OUTCOME[kind]).sort(byGravity)[0] ?? 'clear';
  const joins = outcome === 'join' ? findings.find(({ kind }) => kind === 'complements')?.against : null;
  return {
    outcome,
    findings,
    joins: joins ?? null,
    score: Math.max(0, ...findings.map(({ score }) => score)),
    policyVersion: rules.version,
  };
}

function byGravity(a: Outcome, b: Outcome): number {
  return GRAVITY.indexOf(a) - GRAVITY.indexOf(b);
}

/** Equal ones keep the order in which they were found: of claims, that of precedence. */
function graver(a: Finding, b: Finding): number {
  return byGravity(KIND_OUTCOME[a.kind], KIND_OUTCOME[b.kind]) || b.score - a.score || kindOrder(a, b);
}

function kindOrder(a: Finding, b: Finding): number {
  const kinds = Object.keys(KIND_OUTCOME) as ConflictKind[];
  return kinds.indexOf(a.kind) - kinds.indexOf(b.kind);
}
