/** Acts on the deal card: reads what the verdict needs, then decides inside the transaction that keeps the intent. */
import type { ActRequest } from '../../../shared/contract/request.ts';
import { defaultProgram } from '../../../shared/domain/program.ts';
import { checkTouchpoint, touchpointFields } from '../../../shared/domain/team.ts';
import { partInput, touchpointInput } from '../../../shared/views/dealCard.ts';
import type { Transaction } from '../../ports.ts';
import { programs } from '../collections.ts';
import type { Verdict } from '../operations.ts';
import type { Shown } from '../showCard.ts';
import { dealTeams, type DealTeam } from './collections.ts';
import type { JustEnded } from './dealState.ts';
import { today, type Desk } from './desk.ts';
import { partnerFacts, readAccounts } from './readAccounts.ts';
import { readDeal } from './readDeal.ts';
import type { Refused } from './refusal.ts';
import { decideTeam, TEAM_ACTS } from './teamActs.ts';
import { partsOf, pendingOn, withChanges } from './teamOnDeal.ts';

export type Decide = (tx: Transaction) => Promise<Verdict<Refused>>;

export interface Prepared {
  decide: Decide;
  /** What the card is to offer to take back. */
  ended?: JustEnded;
  /** What the card is to say besides, known once it was decided. */
  after?: () => Shown;
}

export const DEAL_ACTS: ReadonlySet<string> = new Set([...Object.keys(TEAM_ACTS), 'logTouchpoint']);

/** Null: there is no such deal. @param id of the operation, in which a touchpoint's key is rooted */
export async function prepareDealAct(desk: Desk, request: ActRequest, id: string): Promise<Prepared | null> {
  const { context, caller } = desk;
  const { store, connection } = context;
  const deal = request.record?.id ?? '';
  const read = await readDeal(context, deal, request.stamp);
  if (!read) return null;
  const team = withChanges(read, await pendingOn(store, connection, deal));
  const program = (await store.get(programs, connection))?.rules ?? defaultProgram();
  const added = request.action === 'addPart' ? partInput(request.values).partner : '';
  const named = [...partsOf(team.parts).map(({ partner }) => partner), added].filter((one) => one !== '');
  const accounts = await readAccounts(context, program, [...new Set(named)]);
  const nameOf = (partner: string) => partnerFacts(partner, accounts.get(partner), program).name;
  const part = partsOf(team.parts).find(({ key }) => key === request.targets[0]);
  const isEnding = request.action === 'endPart' && part !== undefined;
  return {
    decide: async (tx) => {
      if (added !== '' && !accounts.get(added)?.isPartner) {
        return { ok: false, refusal: { code: 'team.partner.unknown', field: 'partner' } };
      }
      const standing = (await tx.get(dealTeams, `${connection}/${deal}`)) ?? read;
      const now = withChanges(standing, await pendingOn(tx, connection, deal));
      return request.action === 'logTouchpoint'
        ? decideTouchpoint(desk, request, now, id)
        : decideTeam(request.action, request, { deal, team: now, nameOf }, today(desk), caller);
    },
    ...(isEnding && { ended: { key: part.key, partner: part.partner, share: part.share } }),
  };
}

function decideTouchpoint(desk: Desk, request: ActRequest, team: DealTeam, id: string): Verdict<Refused> {
  const checked = checkTouchpoint(touchpointInput(request.values), partsOf(team.parts), {
    today: today(desk),
  });
  if (!checked.ok) return checked;
  const { account } = team.fields;
  // Evidence hangs on the customer's account as well, so that it outlives the deal.
  if (!account) return { ok: false, refusal: { code: 'request.invalid' } };
  const place = { account, deal: request.record?.id ?? '' };
  const fields = touchpointFields(checked.touchpoint, place, id, desk.caller.user);
  return {
    ok: true,
    intent: { kind: 'write', changes: [{ object: 'partnerTouchpoint', op: 'upsert', fields }] },
  };
}
