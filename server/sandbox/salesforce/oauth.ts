/** OAuth as an external client app sees it: four grants, consent and revocation. */
import { createHash, verify } from 'node:crypto';
import type { Reply } from './call.ts';
import type { Service } from './service.ts';

class OAuthRefusal extends Error {
  readonly error: string;
  constructor(error: string, description: string) {
    super(description);
    this.error = error;
  }
}

/** POST /services/oauth2/token, a form. */
export function token(service: Service, text: string): Reply {
  const form = new URLSearchParams(text);
  try {
    return { status: 200, body: grant(service, form), headers: { 'Cache-Control': 'no-store' } };
  } catch (error) {
    if (!(error instanceof OAuthRefusal)) throw error;
    return { status: 400, body: { error: error.error, error_description: error.message } };
  }
}

function grant(service: Service, form: URLSearchParams): unknown {
  const { grants } = service;
  switch (form.get('grant_type')) {
    case 'client_credentials':
      checkClient(service, form);
      return tokens(service, grants.runAs);
    case 'refresh_token': {
      checkClient(service, form);
      const redeemed = grants.redeem(form.get('refresh_token') ?? '');
      if (redeemed === undefined) throw new OAuthRefusal('invalid_grant', 'expired access/refresh token');
      return tokens(service, redeemed.userId, redeemed.refreshToken);
    }
    case 'authorization_code':
      checkClient(service, form);
      return byCode(service, form);
    case 'urn:ietf:params:oauth:grant-type:jwt-bearer':
      return tokens(service, byAssertion(service, form.get('assertion') ?? ''));
    case 'password':
      throw new OAuthRefusal('invalid_grant', 'authentication failure');
    default:
      throw new OAuthRefusal('unsupported_grant_type', 'grant type not supported');
  }
}

function checkClient(service: Service, form: URLSearchParams): void {
  if (form.get('client_id') !== service.grants.clientId)
    throw new OAuthRefusal('invalid_client_id', 'client identifier invalid');
  if (form.get('client_secret') !== service.grants.clientSecret)
    throw new OAuthRefusal('invalid_client', 'invalid client credentials');
}

function byCode(service: Service, form: URLSearchParams): unknown {
  const held = service.grants.takeCode(form.get('code') ?? '');
  if (held === undefined) throw new OAuthRefusal('invalid_grant', 'invalid authorization code');
  if (held.redirect !== form.get('redirect_uri'))
    throw new OAuthRefusal('redirect_uri_mismatch', 'redirect_uri must match configuration');
  const verifier = createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url');
  if (held.challenge !== undefined && held.challenge !== verifier)
    throw new OAuthRefusal('invalid_grant', 'invalid code verifier');
  return tokens(service, held.userId, service.grants.refresh(held.userId));
}

/** The user an RS256 assertion speaks for, once its signature and claims hold. */
function byAssertion(service: Service, assertion: string): string {
  const [head = '', body = '', signature = ''] = assertion.split('.');
  const refuse = (description: string) => new OAuthRefusal('invalid_grant', description);
  const claims = decode(body);
  if (decode(head)['alg'] !== 'RS256') throw refuse('invalid assertion');
  const data = Buffer.from(`${head}.${body}`);
  const signed = service.grants.keys.some((key) =>
    verify('RSA-SHA256', data, key, Buffer.from(signature, 'base64url')),
  );
  if (!signed) throw refuse('invalid assertion');
  if (claims['iss'] !== service.grants.clientId)
    throw new OAuthRefusal('invalid_client_id', 'client identifier invalid');
  const audiences = ['https://login.salesforce.com', 'https://test.salesforce.com', service.url];
  if (!audiences.includes(String(claims['aud']))) throw refuse('audience is invalid');
  const now = service.org.world.now() / 1000;
  if (typeof claims['exp'] !== 'number' || claims['exp'] < now - 180 || claims['exp'] > now + 600)
    throw refuse('expired authorization code');
  const user = service.org.table('User').find('Username', String(claims['sub']), false)[0];
  if (user?.['IsActive'] !== true) throw refuse("user hasn't approved this consumer");
  return user.Id;
}

function decode(part: string): Record<string, unknown> {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
  } catch {
    throw new OAuthRefusal('invalid_grant', 'invalid assertion');
  }
}

function tokens(service: Service, userId: string, refreshToken?: string): unknown {
  const user = service.org.table('User').rows.get(userId);
  if (user?.['IsActive'] !== true) throw new OAuthRefusal('inactive_user', 'user is inactive');
  const id = `${service.url}/id/${service.org.id}/${userId}`;
  const issued_at = String(service.org.world.now());
  return {
    access_token: service.grants.access(userId),
    ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
    signature: createHash('sha256')
      .update(id + issued_at + service.grants.clientSecret)
      .digest('base64'),
    scope: refreshToken === undefined ? 'api' : 'refresh_token api',
    instance_url: service.url,
    id,
    token_type: 'Bearer',
    issued_at,
    api_instance_url: service.url,
  };
}

/** GET /services/oauth2/authorize: the integration user consents at once and is sent back with a code. */
export function authorize(service: Service, query: URLSearchParams): Reply {
  const redirect = query.get('redirect_uri') ?? '';
  if (query.get('client_id') !== service.grants.clientId || !URL.canParse(redirect))
    return {
      status: 400,
      body: { error: 'invalid_client_id', error_description: 'client identifier invalid' },
    };
  const target = new URL(redirect);
  target.searchParams.set(
    'code',
    service.grants.code(service.grants.runAs, redirect, query.get('code_challenge') ?? undefined),
  );
  const state = query.get('state');
  if (state !== null) target.searchParams.set('state', state);
  return { status: 302, headers: { Location: target.href } };
}

export function revoke(service: Service, text: string, query: URLSearchParams): Reply {
  const given = new URLSearchParams(text).get('token') ?? query.get('token') ?? '';
  if (service.grants.revoke(given)) return { status: 200, text: { content: '', type: 'text/plain' } };
  return {
    status: 400,
    body: { error: 'unsupported_token_type', error_description: 'this token type is not supported' },
  };
}
