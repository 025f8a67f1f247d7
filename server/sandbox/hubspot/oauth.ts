/** OAuth as HubSpot offers it: authorize, token, introspection, uninstall. */
import { createHash } from 'node:crypto';
import type { HubSpotPortal } from './portal.ts';
import { missing, Refusal } from './refusal.ts';
import type { Answer, Call, Route } from './route.ts';
import type { Grant } from './tokens.ts';

export const oauthRoutes: Route[] = [
  { method: 'GET', path: 'oauth/authorize', counted: false, handle: authorize },
  { method: 'GET', path: 'oauth/:portalId/authorize', counted: false, handle: authorize },
  { method: 'POST', path: 'oauth/token', counted: false, handle: token },
  { method: 'POST', path: 'oauth/token/introspect', counted: false, handle: introspect },
  { method: 'GET', path: 'oauth/access-tokens/:token', counted: false, handle: accessToken },
  { method: 'GET', path: 'oauth/refresh-tokens/:token', counted: false, handle: refreshToken },
  { method: 'DELETE', path: 'oauth/refresh-tokens/:token', counted: false, handle: forget },
  { method: 'DELETE', path: 'appinstalls/external-install', handle: uninstall },
];

/** Stands for the page where an admin presses "Connect app": it agrees at once and redirects. */
function authorize(call: Call): Answer {
  const { query, portal } = call;
  const redirectUri = query.get('redirect_uri') ?? '';
  const scopes = `${query.get('scope') ?? ''} ${query.get('optional_scope') ?? ''}`
    .split(/[\s,]+/)
    .filter(Boolean);
  const problem =
    (query.get('client_id') !== portal.app.clientId && 'The client ID is unknown.') ||
    (!isAllowedRedirect(redirectUri) &&
      'The redirect URL does not match the app. It must be https, or http on localhost.') ||
    (scopes.length === 0 && 'The scope parameter is missing.');
  if (problem)
    return { status: 400, body: `<!doctype html><title>Authorization failed</title><p>${problem}</p>` };
  const person = portal.people.list.find(({ superAdmin }) => superAdmin);
  const challenge = query.get('code_challenge');
  const code = portal.tokens.addCode({
    redirectUri,
    scopes: [...new Set(['oauth', ...scopes])],
    userId: person?.userId ?? 0,
    userEmail: person?.email ?? '',
    ...(challenge !== null && { challenge }),
  });
  const target = new URL(redirectUri);
  target.searchParams.set('code', code);
  const state = query.get('state');
  if (state !== null) target.searchParams.set('state', state);
  return { status: 302, headers: { Location: target.toString() } };
}

function isAllowedRedirect(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1'].includes(hostname));
}

function token(call: Call): Answer {
  if (!String(call.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')) {
    throw new Refusal(
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      'Token requests must be application/x-www-form-urlencoded.',
    );
  }
  const form = new URLSearchParams(call.text);
  requireApp(call.portal, form);
  const grantType = form.get('grant_type');
  if (grantType === 'authorization_code')
    return { status: 200, body: tokenBody(call.portal, exchange(call.portal, form)) };
  if (grantType !== 'refresh_token')
    throw oauthRefusal('BAD_GRANT_TYPE', 'unsupported_grant_type', 'missing or unknown grant_type');
  const grant = call.portal.tokens.refresh(form.get('refresh_token') ?? '');
  if (!grant) throw oauthRefusal('BAD_REFRESH_TOKEN', 'invalid_grant', 'missing or unknown refresh token');
  return { status: 200, body: tokenBody(call.portal, grant) };
}

function exchange(portal: HubSpotPortal, form: URLSearchParams): Grant {
  const code = portal.tokens.takeCode(form.get('code') ?? '');
  const isSame = code !== undefined && code.redirectUri === form.get('redirect_uri');
  if (!isSame || !isProven(code.challenge, form.get('code_verifier'))) {
    throw oauthRefusal('BAD_AUTH_CODE', 'invalid_grant', 'missing or unknown auth code');
  }
  const grant = portal.tokens.refresh(portal.tokens.install(code.scopes, code.userId, code.userEmail));
  if (!grant) throw new Error('a refresh token just installed is known');
  return grant;
}

function isProven(challenge: string | undefined, verifier: string | null): boolean {
  if (challenge === undefined) return true;
  return (
    createHash('sha256')
      .update(verifier ?? '')
      .digest('base64url') === challenge
  );
}

function requireApp({ app }: HubSpotPortal, form: URLSearchParams): void {
  if (form.get('client_id') !== app.clientId)
    throw oauthRefusal('BAD_CLIENT_ID', 'invalid_client', 'missing or unknown client id');
  if (form.get('client_secret') !== app.clientSecret) {
    throw oauthRefusal('BAD_CLIENT_SECRET', 'invalid_client', 'missing or invalid client secret');
  }
}

function oauthRefusal(status: string, error: string, message: string): Refusal {
  return new Refusal(400, status, message, { more: { status, error, error_description: message } });
}

function tokenBody(portal: HubSpotPortal, grant: Grant) {
  return {
    token_type: 'bearer',
    access_token: grant.token,
    refresh_token: grant.refreshToken,
    expires_in: secondsLeft(portal, grant),
    hub_id: portal.app.portalId,
    user_id: grant.userId,
    scopes: [...grant.scopes],
  };
}

function introspect(call: Call): Answer {
  const form = new URLSearchParams(call.text);
  requireApp(call.portal, form);
  const text = form.get('token') ?? '';
  const grant = call.portal.tokens.find(text);
  if (grant && grant.expiresAt > call.portal.now()) {
    return { status: 200, body: { active: true, token_use: 'access_token', ...details(call.portal, grant) } };
  }
  const isRefresh = call.portal.tokens.isRefreshToken(text);
  return {
    status: 200,
    body: isRefresh
      ? { active: true, token_use: 'refresh_token', client_id: call.portal.app.clientId }
      : { active: false },
  };
}

function accessToken(call: Call): Answer {
  const grant = call.portal.tokens.find(call.params.token ?? '');
  if (!grant || grant.expiresAt <= call.portal.now()) throw missing('missing or unknown access token');
  return { status: 200, body: details(call.portal, grant) };
}

function details(portal: HubSpotPortal, grant: Grant) {
  return {
    token: grant.token,
    user: grant.userEmail,
    user_id: grant.userId,
    hub_id: portal.app.portalId,
    hub_domain: `portal-${portal.app.portalId}.example`,
    app_id: portal.app.appId,
    client_id: portal.app.clientId,
    scopes: [...grant.scopes],
    expires_in: secondsLeft(portal, grant),
    token_type: 'access',
    is_private_distribution: true,
  };
}

function secondsLeft(portal: HubSpotPortal, grant: Grant): number {
  return Number.isFinite(grant.expiresAt) ? Math.floor((grant.expiresAt - portal.now()) / 1_000) : 0;
}

function refreshToken(call: Call): Answer {
  const text = call.params.token ?? '';
  if (!call.portal.tokens.isRefreshToken(text)) throw missing('missing or unknown refresh token');
  const { app } = call.portal;
  return {
    status: 200,
    body: { token: text, hub_id: app.portalId, client_id: app.clientId, token_type: 'refresh' },
  };
}

function forget(call: Call): Answer {
  call.portal.tokens.forget(call.params.token ?? '');
  return { status: 204 };
}

function uninstall(call: Call): Answer {
  if (call.grant.kind !== 'oauth')
    throw new Refusal(403, 'FORBIDDEN', 'Only an OAuth app can uninstall itself.');
  call.portal.tokens.revoke();
  return { status: 204 };
}
