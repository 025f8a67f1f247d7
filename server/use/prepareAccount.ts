/** What an admin's session makes ready in an account before we use it: the user we act as, what it may do, the way back to us. */
import type { Role } from '../../shared/schema/objects.ts';
import { CrmError } from '../ports.ts';

/** An account seen with the eyes of its administrator. */
export interface AdminSide {
  account(): Promise<{ id: string; name: string; url: string }>;
  user(name: string): Promise<{ id: string; active: boolean } | null>;
  permissionSets(user: string): Promise<{ role: Role; name: string; there: boolean; assigned: boolean }[]>;
  assign(user: string, permissionSet: string): Promise<void>;
  /** The public half of a signing certificate. */
  certificate(name: string): Promise<Certificate | null>;
  /** Where the account's own calls to our server go. */
  callbackUrl(): Promise<string | null>;
  setCallbackUrl(url: string): Promise<void>;
}

export interface Certificate {
  pem: string;
  /** UTC milliseconds. */
  expiresAt: number;
}

export interface Preparation {
  integrationUser: string;
  /** Give the integration user what it lacks; otherwise it is only said. */
  assign: boolean;
  /** Name of the certificate that the account signs its calls with. */
  certificate?: string;
  publicUrl: string | null;
}

/** `needed`: a person must do something first; what is `skipped` can wait. */
export interface PreparedStep {
  name: 'user' | 'permissionSet' | 'certificate' | 'callback';
  state: 'done' | 'already' | 'skipped' | 'needed';
  /** What it is about: a user name, a permission set, an address, a reason. */
  detail: string;
}

export interface Prepared {
  steps: PreparedStep[];
  /** Null: there is no active user of that name, so nothing else is of use. */
  user: { id: string; name: string } | null;
  certificate: (Certificate & { name: string }) | null;
}

export async function prepareAccount(admin: AdminSide, wanted: Preparation, now: number): Promise<Prepared> {
  const user = await admin.user(wanted.integrationUser);
  const steps: PreparedStep[] = [
    { name: 'user', state: user?.active ? 'already' : 'needed', detail: wanted.integrationUser },
  ];
  if (user?.active) steps.push(await permission(admin, user.id, wanted.assign));
  const pinned = await pin(admin, wanted.certificate, now);
  steps.push(pinned.step, await callback(admin, wanted.publicUrl));
  const name = wanted.integrationUser;
  return { steps, user: user?.active ? { id: user.id, name } : null, certificate: pinned.certificate };
}

async function permission(admin: AdminSide, user: string, assign: boolean): Promise<PreparedStep> {
  const all = await admin.permissionSets(user);
  const needed = all.find(({ role }) => role === 'Integration');
  const name = 'permissionSet' as const;
  // Provisioning brings the permission set and assigns it.
  if (!needed?.there) return { name, state: 'skipped', detail: needed?.name ?? '' };
  if (needed.assigned) return { name, state: 'already', detail: needed.name };
  if (!assign) return { name, state: 'needed', detail: needed.name };
  await admin.assign(user, needed.name);
  return { name, state: 'done', detail: needed.name };
}

async function pin(
  admin: AdminSide,
  certificate: string | undefined,
  now: number,
): Promise<{ step: PreparedStep; certificate: Prepared['certificate'] }> {
  const name = 'certificate' as const;
  if (certificate === undefined) {
    return { step: { name, state: 'skipped', detail: '' }, certificate: null };
  }
  const found = await admin.certificate(certificate);
  if (!found || found.expiresAt <= now) {
    return { step: { name, state: 'needed', detail: certificate }, certificate: null };
  }
  return { step: { name, state: 'done', detail: certificate }, certificate: { ...found, name: certificate } };
}

async function callback(admin: AdminSide, url: string | null): Promise<PreparedStep> {
  const name = 'callback' as const;
  if (url === null) return { name, state: 'skipped', detail: '' };
  if ((await admin.callbackUrl()) === url) return { name, state: 'already', detail: url };
  try {
    await admin.setCallbackUrl(url);
    return { name, state: 'done', detail: url };
  } catch (error) {
    // Where the account's own rules forbid it to the session, a person can still do it in the set-up pages.
    if (!(error instanceof CrmError) || !['rejected', 'denied'].includes(error.fault.kind)) throw error;
    return { name, state: 'needed', detail: error.message };
  }
}
