/** What must hold after a race: of one exclusive part exactly one clear claim and every other held against it, of a shared part none held. */
import { type ConflictFacts, sameCustomer, verdictOn } from '../../shared/domain/conflict.ts';
import {
  comparePrecedence,
  defaultPolicy,
  MOVES,
  type Registration,
} from '../../shared/domain/registration.ts';
import { defaultRoleRules } from '../../shared/domain/team.ts';
import type { Race } from './race.ts';
import { FORBIDDEN } from './trouble.ts';

export interface Found {
  winners: number;
  /** Claims that were accepted and are not there, or are there without what was accepted. */
  lost: number;
  /** Places, submissions or rows that exist twice. */
  doubled: number;
  /** Everything that must not be, in words. */
  violations: readonly string[];
}

/**
 * @param claims of the race, by key, as the store holds them
 * @param told what the claimant of a claim that gave up its place was told, in the answer or on the page since
 */
export function judged(
  { kind, submitted }: Race,
  claims: ReadonlyMap<string, Registration>,
  told: string,
): Found {
  const violations: string[] = [];
  const all = submitted.flatMap(({ draft }) => claims.get(draft.key) ?? []);
  const ranked = all.filter(({ submission }) => submission !== null).toSorted(comparePrecedence);
  const clear = ranked.filter(({ state }) => state === 'approved');
  const released = all.filter(({ history }) => history.some(({ move }) => move === 'release'));
  const lost = submitted.length - ranked.length - (kind === 'refused' ? 1 : 0);
  if (lost !== 0) violations.push(`${lost} claims were accepted and have no place`);
  const sequences = new Set(ranked.map(({ submission }) => submission?.sequence));
  const twice = all.filter(({ history }) => history.filter(({ move }) => move === 'submit').length > 1);
  const doubled = ranked.length - sequences.size + twice.length;
  if (doubled !== 0) violations.push(`${doubled} places or submissions exist twice`);
  violations.push(...all.flatMap(illegalIn));
  if (kind === 'shared') {
    const held = ranked.filter(({ state }) => state !== 'submitted' && state !== 'approved');
    if (held.length > 0) violations.push(`${held.length} claims were held although nothing is exclusive`);
  } else {
    violations.push(...exclusively(clear, ranked));
  }
  if (kind === 'refused') violations.push(...refusedIn(told, released));
  else if (released.length > 0) violations.push(`${released.length} claims gave up their place`);
  return { winners: clear.length, lost, doubled, violations };
}

function exclusively(clear: readonly Registration[], ranked: readonly Registration[]): string[] {
  const [winner] = clear;
  if (!winner || clear.length > 1) return [`${clear.length} claims are clear where one can be`];
  const rest = ranked.filter((claim) => claim !== winner);
  const others = rest.filter((claim) => claim.state !== 'inReview' || !clashes(claim, winner));
  return [
    ...(ranked[0] === winner ? [] : [`${winner.key} won without having been the first`]),
    ...others.map(({ key, state }) => `${key} is ${state} and not held against the winner`),
  ];
}

/** The claim meets the winner, and nobody else, in a fresh verdict. */
function clashes(claim: Registration, winner: Registration): boolean {
  const match = sameCustomer(claim.customer, winner.customer);
  const facts: ConflictFacts = {
    rivals: match === null ? [] : [{ registration: winner, match }],
    deals: [],
    partners: new Map(),
    customerDomains: [],
    submissionsToday: new Map(),
  };
  const rules = { policy: defaultPolicy(), roles: defaultRoleRules(), version: 1, zone: 'UTC' };
  const { findings } = verdictOn(claim, facts, rules, claim.submission?.at ?? 0);
  const held = claim.submission?.outcome === 'hold';
  return held && findings.some(({ kind, against }) => kind === 'roleClash' && against === winner.key);
}

/** Who made a move that the table does not let make, or from where it does not lead. */
function illegalIn({ key, history }: Registration): string[] {
  let state: Registration['state'] = 'draft';
  const wrong: string[] = [];
  for (const { move, by, after } of history) {
    const rule = MOVES[move];
    if (!(rule.from as readonly string[]).includes(state) || !(rule.by as readonly string[]).includes(by.as))
      wrong.push(`${key}: ${move} by ${by.as} from ${state}`);
    state = after.state ?? state;
  }
  return wrong;
}

/** One claim was refused by the CRM, is a draft again, and its claimant was told why. */
function refusedIn(told: string, released: readonly Registration[]): string[] {
  const [loser] = released;
  if (!loser || released.length > 1) return [`${released.length} claims gave up their place where one must`];
  return [
    ...(loser.state === 'draft' ? [] : [`${loser.key} was refused by the CRM and is ${loser.state}`]),
    ...(told.includes(FORBIDDEN) ? [] : [`the claimant of ${loser.key} was not told why`]),
  ];
}
