/** Why something sent from the partner's page did not count, in words that tell nothing of the other partners. */
import type { Message } from '../../contract/value.ts';
import type { Refusal } from '../../domain/registration.ts';
import { msg } from '../make.ts';
import type { PageRefusal } from './state.ts';

export interface Problem {
  /** The name of the field on the page; null: the whole. */
  readonly field: string | null;
  readonly message: Message;
}

/** Field of a claim → field of the page, where they differ. */
const NAMES: Readonly<Record<string, string>> = {
  'customer.name': 'customer',
  'customer.website': 'website',
  'customer.country': 'country',
  expectedClose: 'close',
};
/** Whether another company is a partner of ours, is leaving or has a claim of its own, is no contact's to know. */
const OF_OTHERS: readonly Refusal['code'][] = [
  'registration.partner.unknown',
  'registration.partner.leaving',
  'registration.alreadyYours',
];

export function problemsOf(refusals: readonly PageRefusal[]): Problem[] {
  return refusals.map((refusal) => {
    const [, at, part] = /^participants\.(\d+)\.(\w+)$/.exec(refusal.field ?? '') ?? [];
    if (at !== undefined && at !== '0' && isOfOthers(refusal)) {
      return { field: `partner${at}`, message: msg('page.coPartner') };
    }
    const message: Message = { key: refusal.code, args: { ...refusal.args } };
    return { field: at === undefined ? fieldOf(refusal.field) : fieldOfPart(at, part ?? ''), message };
  });
}

function isOfOthers({ code }: PageRefusal): boolean {
  return OF_OTHERS.some((one) => one === code);
}

function fieldOf(field: string | null): string | null {
  if (field === null) return null;
  return field === 'participants' ? 'share0' : (NAMES[field] ?? field);
}

/** The contact's own company is in no field. */
function fieldOfPart(at: string, part: string): string | null {
  if (part === 'partner') return at === '0' ? null : `partner${at}`;
  return `${part}${at}`;
}
