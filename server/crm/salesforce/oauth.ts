/** Where a connection's tokens come from: client credentials or a signed JWT, through an app in the customer's own org. */
import { importPKCS8, SignJWT } from 'jose';
import { type Clock, CrmError } from '../../ports.ts';
import type { Tokens, TokenSource } from '../tokens.ts';

export interface TokenStorage {
  load(): Promise<Tokens | null>;
  save(tokens: Tokens): Promise<void>;
  exclusive?<T>(work: () => Promise<T>): Promise<T>;
}

export interface ClientCredentials {
  /** The org's own address; these grants are not served by login.salesforce.com. */
  url: string;
  clientId: string;
  clientSecret: string;
}

export interface JwtBearer {
  url: string;
  clientId: string;
  /** The integration user's username. */
  username: string;
  /** PKCS #8 PEM whose certificate the app in the org holds. */
  privateKey: string;
  /** Audience Salesforce expects; default the production login host. */
  audience?: string;
}

const DEADLINE = 30_000;
const LARGEST_ANSWER = 64 * 1024;
/** Salesforce takes assertions that live at most five minutes; three allow for clocks that differ. */
const ASSERTION_SECONDS = 180;

export function clientCredentials(app: ClientCredentials, storage: TokenStorage): TokenSource {
  return {
    ...storageOf(storage),
    fetch: () =>
      requestToken(app.url, {
        grant_type: 'client_credentials',
        client_id: app.clientId,
        client_secret: app.clientSecret,
      }),
  };
}

export function jwtBearer(app: JwtBearer, storage: TokenStorage, clock: Clock): TokenSource {
  return {
    ...storageOf(storage),
    fetch: async () =>
      requestToken(app.url, {
        grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
        assertion: await assertionOf(app, clock),
      }),
  };
}

function storageOf(storage: TokenStorage): Pick<TokenSource, 'load' | 'save' | 'exclusive'> {
  return {
    load: () => storage.load(),
    save: (tokens) => storage.save(tokens),
    ...(storage.exclusive && { exclusive: storage.exclusive.bind(storage) }),
  };
}

async function assertionOf(app: JwtBearer, clock: Clock): Promise<string> {
  const key = await importPKCS8(app.privateKey, 'RS256');
  return new SignJWT()
    .setProtectedHeader({ alg: 'RS256' })
    .setIssuer(app.clientId)
    .setSubject(app.username)
    .setAudience(app.audience ?? 'https://login.salesforce.com')
    .setExpirationTime(Math.floor(clock.now() / 1000) + ASSERTION_SECONDS)
    .sign(key);
}

/** @throws CrmError `expired` when the grant is refused, `down` when the token service is out of reach. */
async function requestToken(url: string, form: Record<string, string>): Promise<Tokens> {
  const answer = await post(new URL('/services/oauth2/token', url), form);
  const { access_token: accessToken, error, error_description: description } = answer.body;
  if (answer.ok && typeof accessToken === 'string') return { accessToken };
  if (answer.status >= 500 || answer.status === 429)
    throw new CrmError({ kind: 'down' }, `Salesforce's token service answered ${answer.status}`);
  throw new CrmError(
    { kind: 'expired' },
    `Salesforce issued no token: ${String(error ?? answer.status)}${description ? `, ${String(description)}` : ''}; ` +
      'check the app in the org and connect again',
  );
}

async function post(
  url: URL,
  form: Record<string, string>,
): Promise<{ ok: boolean; status: number; body: Record<string, unknown> }> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      body: new URLSearchParams(form),
      redirect: 'manual',
      signal: AbortSignal.timeout(DEADLINE),
    });
    const text = (await answer.text()).slice(0, LARGEST_ANSWER);
    return { ok: answer.ok, status: answer.status, body: objectOf(text) };
  } catch (error) {
    throw new CrmError({ kind: 'down' }, `Salesforce's token service cannot be reached at ${url.origin}`, {
      cause: error,
    });
  }
}

function objectOf(text: string): Record<string, unknown> {
  if (!text.trimStart().startsWith('{')) return {};
  const value: unknown = JSON.parse(text);
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
