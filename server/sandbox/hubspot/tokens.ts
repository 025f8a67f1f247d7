/** Tokens, authorization codes and the app they belong to. */
import { createHash } from 'node:crypto';
import { Refusal } from './refusal.ts';

/** What a bearer token may do. */
export interface Grant {
  token: string;
  kind: 'private' | 'oauth';
  userId: number;
  userEmail: string;
  scopes: ReadonlySet<string>;
  /** UTC milliseconds on the vendor's clock; private app tokens do not expire. */
  expiresAt: number;
  refreshToken?: string;
}

export interface Code {
  redirectUri: string;
  scopes: string[];
  userId: number;
  userEmail: string;
  challenge?: string;
}

const ACCESS_TOKEN_MS = 30 * 60_000;

export class Tokens {
  /** A new refresh token with each refresh; the old one dies. Off, as HubSpot keeps refresh tokens. */
  rotateRefreshTokens = false;
  readonly #grants = new Map<string, Grant>();
  readonly #refresh = new Map<string, Pick<Grant, 'scopes' | 'userId' | 'userEmail'>>();
  readonly #codes = new Map<string, Code>();
  readonly #seed: string;
  readonly #now: () => number;
  #count = 0;

  constructor(seed: string, now: () => number) {
    this.#seed = seed;
    this.#now = now;
  }

  addPrivate(token: string, scopes: Iterable<string>, userId: number, userEmail: string): void {
    const grant = { token, kind: 'private' as const, userId, userEmail, scopes: new Set(scopes) };
    this.#grants.set(token, { ...grant, expiresAt: Infinity });
  }

  addCode(code: Code): string {
    const text = this.#next('code');
    this.#codes.set(text, code);
    return text;
  }

  /** The code's terms; each code serves once. */
  takeCode(text: string): Code | undefined {
    const code = this.#codes.get(text);
    this.#codes.delete(text);
    return code;
  }

  /** Installs the app for a user: a refresh token with these scopes. */
  install(scopes: Iterable<string>, userId: number, userEmail: string): string {
    const token = this.#next('refresh');
    this.#refresh.set(token, { scopes: new Set(scopes), userId, userEmail });
    return token;
  }

  /** A new access token; undefined when the refresh token is unknown or dead. */
  refresh(refreshToken: string): Grant | undefined {
    const terms = this.#refresh.get(refreshToken);
    if (!terms) return undefined;
    let kept = refreshToken;
    if (this.rotateRefreshTokens) {
      this.#refresh.delete(refreshToken);
      kept = this.install(terms.scopes, terms.userId, terms.userEmail);
    }
    const grant: Grant = {
      token: this.#next('access'),
      kind: 'oauth',
      ...terms,
      expiresAt: this.#now() + ACCESS_TOKEN_MS,
      refreshToken: kept,
    };
    this.#grants.set(grant.token, grant);
    return grant;
  }

  isRefreshToken(token: string): boolean {
    return this.#refresh.has(token);
  }

  /** Ends one refresh token; access tokens made from it run out by themselves. */
  forget(refreshToken: string): void {
    this.#refresh.delete(refreshToken);
  }

  find(token: string): Grant | undefined {
    return this.#grants.get(token);
  }

  /** The grant of a live token; refuses an unknown or expired one with 401 as the vendor does. */
  check(token: string | undefined): Grant {
    const grant = token === undefined ? undefined : this.#grants.get(token);
    if (!grant) {
      throw new Refusal(
        401,
        'INVALID_AUTHENTICATION',
        'Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview',
      );
    }
    if (grant.expiresAt <= this.#now()) {
      const minutes = Math.floor((this.#now() - grant.expiresAt) / 60_000);
      throw new Refusal(
        401,
        'EXPIRED_AUTHENTICATION',
        `The OAuth token used to make this call expired ${minutes} minute(s) ago.`,
        { context: { expireTime: [new Date(Math.min(grant.expiresAt, this.#now())).toISOString()] } },
      );
    }
    return grant;
  }

  /** Ends every OAuth access token now; refresh tokens live on. */
  expire(): void {
    for (const grant of this.#grants.values()) {
      if (grant.kind === 'oauth') grant.expiresAt = Math.min(grant.expiresAt, this.#now());
    }
  }

  /** Ends everything the OAuth app was given: what uninstalling does. */
  revoke(): void {
    this.#refresh.clear();
    this.#codes.clear();
    for (const [token, grant] of this.#grants) if (grant.kind === 'oauth') this.#grants.delete(token);
  }

  /** Replaces the scopes of every token, as when an admin changes the app's permissions. */
  regrant(scopes: Iterable<string>): void {
    const present = new Set(scopes);
    for (const grant of this.#grants.values()) grant.scopes = present;
    for (const terms of this.#refresh.values()) terms.scopes = present;
  }

  #next(kind: string): string {
    this.#count += 1;
    const hex = createHash('sha256').update(`${this.#seed} ${kind} ${this.#count}`).digest('hex');
    if (kind === 'refresh') return `na1-${hex.slice(0, 4)}-${hex.slice(4, 8)}-${hex.slice(8, 40)}`;
    return kind === 'access' ? `C${Buffer.from(hex).toString('base64url')}${hex}` : hex.slice(0, 36);
  }
}
