/** HubSpot's OAuth: where an admin agrees, and what a code or a refresh token is exchanged for. Secrets travel in bodies only. */
import { Client } from '@hubspot/api-client';
import { z } from 'zod';
import { type Clock, CrmError } from '../../ports.ts';
import type { Tokens } from '../tokens.ts';
import { ErrorBody } from './errors.ts';
import { readText, withDeadline } from './transport.ts';

export interface OAuthApp {
  /** HubSpot's API, such as https://api.hubapi.com. */
  apiUrl: string;
  /** Where people agree, such as https://app.hubspot.com. */
  loginUrl: string;
  apiVersion: string;
  clientId: string;
  clientSecret: string;
  redirectUrl: string;
  clock: Clock;
}

/** What a token request needs of it. */
export type TokenApp = Pick<OAuthApp, 'apiUrl' | 'apiVersion' | 'clientId' | 'clientSecret' | 'clock'>;

/** Least of what the product needs; the project's app-hsmeta.json asks for the same. */
export const SCOPES = [
  'oauth',
  'crm.objects.companies.read',
  'crm.objects.companies.write',
  'crm.objects.deals.read',
  'crm.objects.deals.write',
  'crm.objects.owners.read',
  'crm.schemas.companies.read',
  'crm.schemas.companies.write',
  'crm.schemas.deals.read',
  'crm.schemas.deals.write',
  // Who is a super admin, who alone says in the app's settings who the channel managers are.
  'settings.users.read',
] as const;

/** HubSpot guards tasks by the scopes of contacts. Who does not grant them is offered no requests for help. */
export const TASK_SCOPES = ['crm.objects.contacts.read', 'crm.objects.contacts.write'] as const;

const Granted = z.looseObject({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.number().positive(),
});

const Introspected = z.looseObject({
  active: z.boolean().optional(),
  hub_id: z.number(),
  user_id: z.number().optional(),
  scopes: z.array(z.string()),
});

/** @param state bound by the caller to the browser that starts here */
export function authorizationUrl(app: OAuthApp, state: string): string {
  const url = new URL('/oauth/authorize', app.loginUrl);
  url.searchParams.set('client_id', app.clientId);
  url.searchParams.set('redirect_uri', app.redirectUrl);
  url.searchParams.set('scope', SCOPES.join(' '));
  url.searchParams.set('optional_scope', TASK_SCOPES.join(' '));
  url.searchParams.set('state', state);
  return url.href;
}

/** @throws CrmError `expired` when the code is spent or not ours, `down` when HubSpot is out of reach */
export async function exchangeCode(app: OAuthApp, code: string): Promise<Tokens> {
  const form = { grant_type: 'authorization_code', code, redirect_uri: app.redirectUrl };
  return granted(app, 'exchanging the authorization code', form);
}

/** @throws CrmError `expired` when the grant is gone for good, `down` when it may work later */
export async function refreshTokens(app: TokenApp, previous: Tokens | null): Promise<Tokens> {
  if (previous?.refreshToken === undefined) {
    throw new CrmError({ kind: 'expired' }, 'There is no HubSpot refresh token; connect the portal');
  }
  const form = { grant_type: 'refresh_token', refresh_token: previous.refreshToken };
  return granted(app, 'refreshing the HubSpot token', form);
}

/** Whose token this is and what it may do. */
export async function introspect(
  app: TokenApp,
  accessToken: string,
): Promise<{ portalId: string; userId: string | null; scopes: string[] }> {
  const form = { token: accessToken, token_type_hint: 'access_token' };
  const answer = await post(app, 'token/introspect', 'reading what the HubSpot token may do', form);
  const parsed = Introspected.safeParse(answer);
  if (!parsed.success || parsed.data.active === false) {
    throw new CrmError(
      { kind: 'garbled' },
      'HubSpot did not say whose token this is; connect the portal again',
    );
  }
  const { hub_id: portalId, user_id: userId, scopes } = parsed.data;
  return { portalId: String(portalId), userId: userId === undefined ? null : String(userId), scopes };
}

async function granted(app: TokenApp, place: string, form: Record<string, string>): Promise<Tokens> {
  const parsed = Granted.safeParse(await post(app, 'token', place, form));
  if (!parsed.success) throw new CrmError({ kind: 'garbled' }, `${place}: HubSpot answered no tokens`);
  const { access_token: accessToken, refresh_token: refreshToken, expires_in: seconds } = parsed.data;
  return { accessToken, refreshToken, expiresAt: app.clock.now() + seconds * 1_000 };
}

async function post(
  app: TokenApp,
  path: string,
  place: string,
  form: Record<string, string>,
): Promise<unknown> {
  const body = new URLSearchParams({
    ...form,
    client_id: app.clientId,
    client_secret: app.clientSecret,
  });
  const sdk = new Client({ basePath: app.apiUrl, numberOfApiCallRetries: 0 });
  return withDeadline(place, async () => {
    const response = await sdk.apiRequest({
      method: 'POST',
      path: `/oauth/${app.apiVersion}/${path}`,
      authType: 'none',
      defaultJson: false,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body,
    });
    const text = await readText(response, place);
    if (!response.ok) throw refusal(response.status, text, place);
    return safeJson(text);
  });
}

/** Codes and refresh tokens are refused with 400 for good; anything else may pass. */
function refusal(status: number, text: string, place: string): CrmError {
  if (status >= 500 || status === 429)
    return new CrmError({ kind: 'down' }, `${place}: HubSpot answered ${status}`);
  const body = ErrorBody.safeParse(safeJson(text));
  const reason = (body.success && body.data.message) || `status ${status}`;
  return new CrmError({ kind: 'expired' }, `${place}: ${reason.slice(0, 200)}; connect the portal again`);
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
