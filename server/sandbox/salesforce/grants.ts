/** Who holds which token: access tokens, refresh tokens and the one external client app of the org. */
import { createPublicKey, type KeyObject, randomBytes, X509Certificate } from 'node:crypto';
import type { OrgState } from './state.ts';

export interface RefreshGrant {
  userId: string;
  /** The token that is good now; earlier ones are spent. */
  current: string;
  revoked: boolean;
}

export class Grants {
  readonly clientId = `3MVG9${randomBytes(30).toString('hex')}`;
  readonly clientSecret = randomBytes(32).toString('hex').toUpperCase();
  /** The user a client-credentials token acts as. */
  runAs = '';
  /** Milliseconds an access token lives. */
  lifetime = 7_200_000;
  /** A refresh gives a new refresh token and spends the old one. */
  rotation = false;
  readonly keys: KeyObject[] = [];
  readonly #org: OrgState;
  readonly #access = new Map<string, { userId: string; until: number }>();
  readonly #refresh = new Map<string, RefreshGrant>();
  readonly #codes = new Map<string, { userId: string; redirect: string; challenge: string | undefined }>();

  constructor(org: OrgState) {
    this.#org = org;
  }

  /** A new access token for the user. */
  access(userId: string): string {
    const token = `${this.#org.id.slice(0, 15)}!AQ${randomBytes(40).toString('base64url')}`;
    this.#access.set(token, { userId, until: this.#org.world.now() + this.lifetime });
    return token;
  }

  /** The user of a live access token. */
  userOf(token: string): string | undefined {
    const held = this.#access.get(token);
    return held !== undefined && held.until > this.#org.world.now() ? held.userId : undefined;
  }

  expire(): void {
    this.#access.clear();
  }

  revoke(token: string): boolean {
    const grant = this.#refresh.get(token);
    if (grant !== undefined) this.#revokeGrant(grant);
    return this.#access.delete(token) || grant !== undefined;
  }

  /** A refresh token for the user, as the web-server flow would have left. */
  refresh(userId: string): string {
    const token = `5Aep861${randomBytes(40).toString('base64url')}`;
    this.#refresh.set(token, { userId, current: token, revoked: false });
    return token;
  }

  /** Spends a refresh token; a spent one that comes again revokes the whole grant. */
  redeem(token: string): { userId: string; refreshToken: string | undefined } | undefined {
    const grant = this.#refresh.get(token);
    if (grant === undefined || grant.revoked) return undefined;
    if (grant.current !== token) {
      this.#revokeGrant(grant);
      return undefined;
    }
    if (!this.rotation) return { userId: grant.userId, refreshToken: undefined };
    const next = `5Aep861${randomBytes(40).toString('base64url')}`;
    grant.current = next;
    this.#refresh.set(next, grant);
    return { userId: grant.userId, refreshToken: next };
  }

  code(userId: string, redirect: string, challenge: string | undefined): string {
    const code = `aPrx${randomBytes(30).toString('base64url')}`;
    this.#codes.set(code, { userId, redirect, challenge });
    return code;
  }

  /** A code works once. */
  takeCode(code: string): { userId: string; redirect: string; challenge: string | undefined } | undefined {
    const held = this.#codes.get(code);
    this.#codes.delete(code);
    return held;
  }

  /** Registers the certificate (or public key) JWT bearer assertions are signed with, PEM. */
  registerCertificate(pem: string): void {
    this.keys.push(
      pem.includes('BEGIN CERTIFICATE') ? new X509Certificate(pem).publicKey : createPublicKey(pem),
    );
  }

  #revokeGrant(grant: RefreshGrant): void {
    grant.revoked = true;
    for (const [token, held] of this.#access) if (held.userId === grant.userId) this.#access.delete(token);
  }
}
