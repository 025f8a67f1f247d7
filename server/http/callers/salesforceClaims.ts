/** What the Salesforce gateway signs about each call: who asks, about which record, and what the org lets them see and do. */
import { z } from 'zod';
import type { Role } from '../../../shared/schema/objects.ts';

/** Who a token is meant for; one of another audience is none of ours. */
export const AUDIENCE = 'alongside';
export const ALGORITHM = 'RS256';

const id18 = z.string().regex(/^[A-Za-z0-9]{18}$/);
const ROLE_OF = {
  rep: 'Rep',
  channelManager: 'Channel Manager',
  admin: 'Admin',
} as const satisfies Record<string, Role>;

/** Sent as `Authorization: Bearer <token>`, header `alg` RS256, signed with the org's certificate, good for 60 seconds. */
export const salesforceClaims = z
  .object({
    /** The org, 18 characters. */
    iss: id18,
    /** The user, 18 characters. */
    sub: id18,
    aud: z.literal(AUDIENCE),
    /** Unique; each token works once. */
    jti: z.string().min(8).max(120),
    /** Seconds since 1970, as JWT counts. */
    iat: z.int().min(0),
    exp: z.int().min(0),
    /** The record the call is about, checked in user mode; empty on pages that are about no record. */
    rec: z.union([id18, z.literal('')]),
    /** The most that the user may do with that record. */
    acc: z.enum(['read', 'edit']),
    role: z.enum(['rep', 'channelManager', 'admin']).transform((name) => ROLE_OF[name]),
    /** Fields that the user cannot read, as `object.field` by our names, such as `deal.amount`; `dealPartner.*` is the whole object. */
    hid: z.array(z.string().max(90)).max(200),
    /** Locale and time zone of the user. */
    loc: z.string().max(40).optional(),
    tz: z.string().max(64).optional(),
    /** Base64url of the SHA-256 of the request body, so that a token vouches for one request and no other. */
    bod: z.string().regex(/^[\w-]{43}$/),
  })
  .refine(({ iat, exp }) => exp > iat && exp - iat <= 300, 'A token lives five minutes at most.');

export type SalesforceClaims = z.infer<typeof salesforceClaims>;
