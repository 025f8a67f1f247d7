/** A call of a Salesforce card: the org's gateway vouches for user, record and permission in a token that works once. */
import { createHash } from 'node:crypto';
import { decodeJwt, errors, importX509, jwtVerify, type CryptoKey } from 'jose';
import type { Clock } from '../../ports.ts';
import { ALGORITHM, AUDIENCE, salesforceClaims, type SalesforceClaims } from './salesforceClaims.ts';
import type { Caller } from '../../use/cards/caller.ts';
import type { TokenLife } from '../../use/cards/spentTokens.ts';
import { type Authenticate, onlyHeader, refused } from './verified.ts';

export interface SalesforcePlace {
  tenant: string;
  connection: string;
  /** The key that was pinned when the org was connected. */
  certificate: { pem: string; expiresAt: number } | null;
}

export interface SalesforceCallerParts {
  clock: Clock;
  placeOf(org: string): Promise<SalesforcePlace | null>;
  /** False when this token has been here before. */
  spend(place: SalesforcePlace, token: string, life: TokenLife): Promise<boolean>;
}

/** Seconds that the org's clock and ours may differ. */
export const SKEW = 30;

export function salesforceCallers(parts: SalesforceCallerParts): Authenticate {
  const keys = new Keys();
  return async ({ rawHeaders, body }) => {
    const [, token] =
      /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(onlyHeader(rawHeaders, 'authorization') ?? '') ?? [];
    if (token === undefined) return refused(401, 'noToken');
    const org = issuerOf(token);
    const place = org === null ? null : await parts.placeOf(org);
    if (org === null || !place?.certificate) return refused(401, 'unknownOrg');
    const now = parts.clock.now();
    if (place.certificate.expiresAt < now) return refused(401, 'certificateExpired');
    const claims = await verified(token, org, await keys.of(place.certificate.pem), now);
    if (typeof claims === 'string') return refused(401, claims);
    if (claims.bod !== createHash('sha256').update(body).digest('base64url'))
      return refused(401, 'otherBody');
    const life = { issuedAt: claims.iat * 1_000, until: (claims.exp + SKEW) * 1_000 };
    const isFirst = parts.spend(place, claims.jti, life);
    return { ok: true, caller: callerOf(place, claims), isFirst };
  };
}

function callerOf({ tenant, connection }: SalesforcePlace, claims: SalesforceClaims): Caller {
  const { sub: user, rec, acc: access, role, hid, tz } = claims;
  const vouched = { record: rec === '' ? null : rec, access, role };
  return { tenant, connection, user, zone: tz ?? null, hidden: new Set(hid), vouched };
}

/** The claims; or, as a word for the log, what is wrong with the token. */
async function verified(
  token: string,
  org: string,
  key: CryptoKey,
  now: number,
): Promise<SalesforceClaims | string> {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: [ALGORITHM],
      audience: AUDIENCE,
      issuer: org,
      clockTolerance: SKEW,
      currentDate: new Date(now),
      maxTokenAge: 300,
    });
    const parsed = salesforceClaims.safeParse(payload);
    return parsed.success ? parsed.data : 'claims';
  } catch (error) {
    if (error instanceof errors.JOSEError) return error.code;
    throw error;
  }
}

/** Who the token says it comes from, before anything is believed. */
function issuerOf(token: string): string | null {
  try {
    return decodeJwt(token).iss ?? null;
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}

/** Parsed certificates, by their text. */
class Keys {
  readonly #byPem = new Map<string, Promise<CryptoKey>>();

  of(pem: string): Promise<CryptoKey> {
    const known = this.#byPem.get(pem) ?? importX509(pem, ALGORITHM);
    this.#byPem.set(pem, known);
    return known;
  }
}
