/** The plain fields on a deal that lists, filters and reports use. */
import type { Fields } from '../../schema/objects.ts';
import { joinedNames } from '../overlap/summary.ts';
import { stands, type Part } from './part.ts';

export type Involvement = NonNullable<Fields<'deal'>['partnerInvolvement']>;

/** A partner that brought the deal makes it sourced; any other one on it has an influence. */
export function involvementOf(team: readonly Part[]): Involvement {
  const standing = team.filter(stands);
  if (standing.some(({ roles }) => roles.includes('sourcing'))) return 'sourced';
  return standing.length > 0 ? 'influenced' : 'none';
}

/** Nobody on the team leaves the names and the count empty. @param nameOf the partner's name, by its account */
export function dealSummary(
  team: readonly Part[],
  nameOf: (partner: string) => string,
): { partnerNames: string | null; partnerCount: number | null; partnerInvolvement: Involvement } {
  const names = team.filter(stands).map(({ partner }) => nameOf(partner));
  return {
    partnerNames: names.length === 0 ? null : joinedNames(names.sort()),
    partnerCount: names.length || null,
    partnerInvolvement: involvementOf(team),
  };
}
