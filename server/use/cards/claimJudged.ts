/** How much of a claim's verdict the viewer of a card may be told. */
import { toldOf, type Viewer } from '../../../shared/domain/conflict.ts';
import type { Registration } from '../../../shared/domain/registration.ts';
import type { JudgedClaim } from '../../../shared/views/registration.ts';
import { judgeClaim } from '../registrations/judgeClaim.ts';
import { isChannelManager } from './caller.ts';
import { seesClaim } from './claimAccess.ts';
import type { Desk } from './desk.ts';

export async function judgedFor(desk: Desk, claim: Registration): Promise<JudgedClaim> {
  const { verdict, refusals, rivals } = await judgeClaim(desk.context, desk.zone, claim);
  const own = rivals.filter((rival) => seesClaim(desk, rival));
  return { told: toldOf(verdict, viewerOf(desk, claim, own)), refusals, related: own };
}

function viewerOf({ access }: Desk, { deal }: Registration, own: readonly Registration[]): Viewer {
  if (isChannelManager(access)) return { as: 'channelManager' };
  return { as: 'rep', mayOpen: new Set([...own.map(({ key }) => key), ...(deal === null ? [] : [deal])]) };
}
