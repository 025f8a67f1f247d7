/** Ending a partner's part in a deal, and taking that back. */
import { refusePart } from './editing.ts';
import { decided, refuse, stands, type Part, type TeamContext, type TeamDecision } from './part.ts';

/** The row stays as history; the share goes back to what nobody holds. */
export function endPart(team: readonly Part[], key: string, context: TeamContext): TeamDecision {
  if (context.locked) return refuse('team.locked', null);
  const part = team.find((one) => one.key === key);
  if (!part || !stands(part)) return refuse('team.part.gone', null);
  return decided(team, [{ ...part, status: 'ended', share: null, endedOn: context.today }]);
}

/**
 * Takes an end back: the part stands as before, if the team still has room for its roles and its share.
 * @param share what it held when it ended
 */
export function reopenPart(
  team: readonly Part[],
  key: string,
  share: number | null,
  context: TeamContext,
): TeamDecision {
  const part = team.find((one) => one.key === key);
  if (!part || part.status !== 'ended') return refuse('team.part.gone', null);
  const reopened: Part = { ...part, status: 'active', share, endedOn: null };
  return refusePart(team, reopened, context) ?? decided(team, [reopened]);
}
