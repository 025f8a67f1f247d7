/** A deal for an approved claim without one, as a person asks for it. */
import type { Ended } from '../cards/collections.ts';
import type { Context } from '../context.ts';
import { makeDeal } from './makeDeal.ts';
import { writeClaim } from './writeClaim.ts';

/** Done twice it makes one; what was refused before is tried again. @param zone the connection's */
export async function createDeal(context: Context, zone: string, key: string): Promise<Ended> {
  const made = await makeDeal(context, zone, key, { asked: true });
  switch (made.as) {
    case 'none':
      return { ok: true, done: 'unchanged' };
    case 'made':
      return writeClaim(context, zone, key);
    case 'later':
      return { ok: false, code: 'down', reason: 'The CRM takes no deal just now.', retry: true };
    case 'refused': {
      const { code, field, reason } = made.refused;
      return { ok: false, code, reason: field === null ? reason : `${field}: ${reason}`, retry: false };
    }
  }
}
