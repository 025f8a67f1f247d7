/** The deal that is made for an approved claim without one, as the program says what new deals are like. */
import type { Fields } from '../../schema/objects.ts';
import type { Registration } from './claim.ts';
import { addDays } from './days.ts';
import type { RegistrationPolicy } from './policy.ts';

type Settings = NonNullable<RegistrationPolicy['newDeal']>;

type Claimed = Pick<Registration, 'key' | 'customer' | 'products' | 'amount' | 'expectedClose'>;

export interface NewDeal {
  readonly fields: Fields<'deal'>;
  /** By the CRM's own field names. */
  readonly values: Settings['values'];
}

export interface NewDealFacts {
  /** As owner fields name them; null where there is nobody. */
  readonly owner: string | null;
  /** YYYY-MM-DD. */
  readonly today: string;
}

/** As long as the shorter of the CRMs' names. */
const NAME_LIMIT = 120;

/** @param claim what of it a deal takes over */
export function newDealOf(claim: Claimed, settings: Settings, { owner, today }: NewDealFacts): NewDeal {
  const { customer, amount, expectedClose, key } = claim;
  const { kind, stage, closeInDays, values } = settings;
  return {
    fields: {
      name: newDealName(claim),
      ...(customer.account !== null && { account: customer.account }),
      ...(amount !== null && { amount }),
      ...(kind !== null && { kind }),
      ...(owner !== null && { owner }),
      stage,
      closeDate: expectedClose ?? addDays(today, closeInDays),
      description: referenceOf(key),
    },
    values,
  };
}

/** It names no partner, since more people open deals than may know of claims. */
export function newDealName({ customer, products }: Pick<Registration, 'customer' | 'products'>): string {
  const of = products.length > 0 ? `: ${products.join(', ')}` : '';
  return `${customer.name}${of}`.slice(0, NAME_LIMIT);
}

/** Stands in the deal's description, so that a deal whose making was not answered is known again. */
export function referenceOf(claim: string): string {
  return `Alongside ${claim}`;
}
