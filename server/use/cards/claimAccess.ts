/** Who may see a claim whole, and who may change what about it. */
import type { Actor, Registration } from '../../../shared/domain/registration.ts';
import type { RecordRef } from '../../../shared/contract/value.ts';
import { isChannelManager } from './caller.ts';
import type { Desk } from './desk.ts';
import { isHidden } from './hidden.ts';

/**
 * Its owner and its author see all of a claim, and so do channel managers; nobody else does, nor whom the CRM shows no
 * registrations.
 */
export function seesClaim({ access, caller }: Desk, { owner, enteredBy }: Registration): boolean {
  if (isHidden('dealRegistration', caller)) return false;
  return isChannelManager(access) || owner === caller.user || enteredBy === caller.user;
}

/** On a claim of their own channel managers act as the reps that they are there. */
export function actorOn(
  { access, caller: { user } }: Desk,
  { owner }: Pick<Registration, 'owner'>,
): Extract<Actor, { user: string }> {
  return { as: owner !== user && isChannelManager(access) ? 'channelManager' : 'rep', user };
}

/** Whether a claim is about the record of the card; the page about no record has them all. */
export function isAbout({ deal, customer }: Registration, record: RecordRef | null): boolean {
  if (record === null) return true;
  return record.object === 'deal' ? deal === record.id : customer.account === record.id;
}

/** Who may not read a deal's account has to say who the customer is. A CRM that vouched for the deal shows its account. */
export async function mayReadCustomer({ caller, context }: Desk, account: string): Promise<boolean> {
  if (caller.hidden.has('deal.account') || isHidden('account', caller)) return false;
  return caller.vouched !== null || context.crm.may(caller.user, 'read', { object: 'account', id: account });
}

/** Asked of the CRM where the card is about another record than the deal. */
export async function mayEditDeal(
  { access, caller, context }: Desk,
  record: RecordRef | null,
  deal: string,
): Promise<boolean> {
  if (record?.object === 'deal' && record.id === deal) return access.edit;
  return context.crm.may(caller.user, 'edit', { object: 'deal', id: deal });
}
