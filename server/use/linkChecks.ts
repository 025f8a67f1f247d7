/** What each link's check makes of the facts: facts in, a finding out. */
import { newDealOf, type RegistrationPolicy } from '../../shared/domain/registration.ts';
import { planProvision } from '../../shared/schema/planProvision.ts';
import { CrmError, StoreError, type Described } from '../ports.ts';
import type { Installation } from './collections.ts';
import { Refusal } from './context.ts';
import type { AdminSide } from './prepareAccount.ts';
import { dealProblems } from './registrations/dealProblems.ts';

export type LinkName =
  | 'store'
  | 'key'
  | 'reach'
  | 'clock'
  | 'token'
  | 'account'
  | 'scopes'
  | 'permissionSet'
  | 'fields'
  | 'newDeal'
  | 'allowance'
  | 'polling'
  | 'webhook'
  | 'certificate'
  | 'callback'
  | 'callout';

export interface LinkCheck {
  name: LinkName;
  /** `unknown`: it cannot be proven from here; the detail says what would prove it. */
  state: 'ok' | 'wrong' | 'unknown';
  detail: string;
}

/** Signed requests are refused beyond five minutes; half of it is time to act. Milliseconds. */
const LARGEST_SKEW = 150_000;
const LEAST_LEFT = 0.05;
const DAY = 86_400_000;
const ANY_DAY = '2000-01-01';
const SOON = 30 * DAY;
/** Polls this long ago mean that no server runs, in milliseconds. */
const OVERDUE = 5 * 60_000;

/** What a check found wrong; its message is the detail. */
class Finding extends Error {}

/** `ok` with what the work answers, `wrong` with the reason it gives; a bug of ours still surfaces. */
export async function attempt(name: LinkName, work: () => Promise<string>): Promise<LinkCheck> {
  try {
    return { name, state: 'ok', detail: await work() };
  } catch (error) {
    const isFinding =
      error instanceof Finding ||
      error instanceof CrmError ||
      error instanceof StoreError ||
      error instanceof Refusal ||
      (error instanceof Error && ['VaultError', 'ConfigError'].includes(error.name));
    if (!isFinding) throw error;
    return { name, state: 'wrong', detail: error.message };
  }
}

export function clockCheck(vendorTime: number, now: number): LinkCheck {
  const skew = vendorTime - now;
  const state = Math.abs(skew) > LARGEST_SKEW ? 'wrong' : 'ok';
  return { name: 'clock', state, detail: `${(skew / 1_000).toFixed(0)} s apart` };
}

export function accountCheck({ account: { id, name } }: Described, expected: string): LinkCheck {
  return id === expected
    ? { name: 'account', state: 'ok', detail: `${name} (${id})` }
    : { name: 'account', state: 'wrong', detail: `${id} instead of ${expected}` };
}

export function permissionCheck(user: string, role: string | null): LinkCheck {
  const has = role === 'Integration';
  return { name: 'permissionSet', state: has ? 'ok' : 'wrong', detail: `${user}: ${role ?? 'none'}` };
}

export function fieldsCheck({ wanted, found }: Described): LinkCheck {
  const { steps, conflicts } = planProvision(wanted, found);
  const missing = steps.filter(({ kind }) => kind !== 'grant').length;
  const closed = steps.some(({ kind }) => kind === 'grant');
  const problems = [
    ...(missing > 0 ? [`${missing} not provisioned`] : []),
    ...(closed ? ['some are closed to the integration user'] : []),
    ...conflicts.map(({ code, object, field }) => `${code}: ${object}${field ? `.${field}` : ''}`),
  ];
  const all = wanted.reduce((sum, object) => sum + object.fields.length, 0);
  return {
    name: 'fields',
    state: problems.length === 0 ? 'ok' : 'wrong',
    detail: problems.length === 0 ? `all ${all} can be read and written` : problems.join('; '),
  };
}

/** Whether deals could be made for approved registrations as the program says. */
export function newDealCheck(
  { nativeFields, currency }: Described,
  settings: NonNullable<RegistrationPolicy['newDeal']>,
): LinkCheck {
  const someone = {
    name: 'Customer',
    website: null,
    country: null,
    account: 'any',
    match: 'chosen',
  } as const;
  const amount = { minor: 0, currency: currency.company };
  const claim = { key: '', customer: someone, products: [], amount, expectedClose: null };
  const deal = newDealOf(claim, settings, { owner: 'any', today: ANY_DAY });
  const problems = dealProblems(deal, nativeFields.deal ?? []).map(({ reason }) => reason);
  return {
    name: 'newDeal',
    state: problems.length === 0 ? 'ok' : 'wrong',
    detail: problems.length === 0 ? 'would be made as the program says' : problems.join(' '),
  };
}

export function allowanceCheck({ allowance: calls }: Described): LinkCheck {
  if (!calls) return { name: 'allowance', state: 'unknown', detail: 'the account does not say' };
  const left = calls.limit - calls.used;
  const state = left < calls.limit * LEAST_LEFT ? 'wrong' : 'ok';
  return { name: 'allowance', state, detail: `${left} of ${calls.limit} calls left today` };
}

export function pollingCheck(started: number | null, now: number): LinkCheck {
  if (started === null) return { name: 'polling', state: 'unknown', detail: 'no server has run yet' };
  const state = now - started > OVERDUE ? 'wrong' : 'ok';
  return { name: 'polling', state, detail: `last ${new Date(started).toISOString()}` };
}

export function webhookCheck(seen: { at: number } | undefined): LinkCheck {
  return seen
    ? { name: 'webhook', state: 'ok', detail: `last ${new Date(seen.at).toISOString()}` }
    : { name: 'webhook', state: 'unknown', detail: 'none received yet; change an account and look again' };
}

export function scopesCheck(lackingScopes: () => Promise<string[]>): Promise<LinkCheck> {
  return attempt('scopes', async () => {
    const lacking = await lackingScopes();
    if (lacking.length > 0) throw new Finding(`missing: ${lacking.join(', ')}`);
    return 'all granted';
  });
}

export function certificateCheck(
  pinned: Installation['certificate'],
  admin: AdminSide | undefined,
  now: number,
): Promise<LinkCheck> {
  return attempt('certificate', async () => {
    if (!pinned) throw new Finding('none is pinned');
    if (pinned.expiresAt <= now) throw new Finding(`${pinned.name} has expired`);
    if (admin && (await admin.certificate(pinned.name))?.pem !== pinned.pem) {
      throw new Finding(`${pinned.name} is not the one that was pinned`);
    }
    const left = pinned.expiresAt - now;
    return `${pinned.name}, ${Math.floor(left / DAY)} days left${left < SOON ? ': renew it' : ''}`;
  });
}

export async function callbackCheck(
  admin: AdminSide | undefined,
  publicUrl: string | null,
): Promise<LinkCheck> {
  const name = 'callback';
  if (publicUrl === null) return { name, state: 'wrong', detail: 'ALONGSIDE_URL is not set' };
  if (!admin) return { name, state: 'unknown', detail: "needs an administrator's session to be seen" };
  return attempt(name, async () => {
    const url = await admin.callbackUrl();
    if (url === publicUrl) return url;
    throw new Finding(`${url ?? 'missing'}, and should be ${publicUrl}`);
  });
}
