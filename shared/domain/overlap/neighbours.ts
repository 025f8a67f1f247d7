/** How a pair stands among the other rows of its partner that match the same account, as reasons that weigh nothing. */
import type { Match, Reason } from '../matching.ts';

/** An account that matches more rows of a partner is no company: a group, a franchise, or a name that says nothing. */
const MOST_ROWS = 20;

/**
 * Adds how far the next best row lies, and whether the account is a hub. Scores and tiers stay.
 * @param others other matches of the account among the same partner's rows that our people may know of
 */
export function besideOthers(match: Match, others: readonly Match[]): Match {
  if (others.length === 0) return match;
  const best = Math.max(...others.map(({ score }) => score));
  const points = Math.round(Math.abs(match.score - best) * 10) / 10;
  const stand = match.score === best ? 'equal' : match.score > best ? 'behind' : 'ahead';
  const added: Reason[] = [{ key: `match.runnerUp.${stand}`, args: { points }, weight: 0 }];
  const rows = others.length + 1;
  if (rows > MOST_ROWS) added.push({ key: 'match.hub', args: { rows }, weight: 0 });
  return { ...match, reasons: [...match.reasons, ...added] };
}
