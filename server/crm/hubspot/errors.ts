/** The one table from HubSpot's statuses and categories to faults that say what follows. */
import { z } from 'zod';
import { CrmError, type CrmFault } from '../../ports.ts';

const Detail = z.looseObject({
  message: z.string().optional(),
  code: z.string().optional(),
  context: z.record(z.string(), z.array(z.string())).optional(),
});

/** HubSpot's error body, whole answer or one record's part of a batch; every part may be missing. */
export const ErrorBody = z.looseObject({
  category: z.string().optional(),
  message: z.string().optional(),
  policyName: z.string().optional(),
  context: z.record(z.string(), z.array(z.string())).optional().catch(undefined),
  errors: z.array(Detail).optional().catch(undefined),
});
export type ErrorBody = z.infer<typeof ErrorBody>;

export interface Refused {
  /** Absent for one record's error inside a batch answer. */
  status?: number;
  body: ErrorBody;
  /** UTC milliseconds until which the answer asks to wait; null where it does not say. */
  retryAt: number | null;
  now: number;
}

const KIND_BY_CATEGORY: Readonly<Record<string, CrmFault['kind']>> = {
  INVALID_AUTHENTICATION: 'expired',
  EXPIRED_AUTHENTICATION: 'expired',
  REVOKED_AUTHENTICATION: 'expired',
  MISSING_SCOPES: 'denied',
  FORBIDDEN: 'denied',
  BANNED: 'denied',
  OBJECT_NOT_FOUND: 'missing',
  CONFLICT: 'duplicate',
  OBJECT_ALREADY_EXISTS: 'duplicate',
  RATE_LIMITS: 'throttled',
  MIGRATION_IN_PROGRESS: 'throttled',
};

const KIND_BY_STATUS: Readonly<Record<number, CrmFault['kind']>> = {
  401: 'expired',
  403: 'denied',
  404: 'missing',
  409: 'duplicate',
  423: 'busy',
  429: 'throttled',
  477: 'throttled',
};

const TEN_SECONDS = 10_000;
/** A daily limit without a stated end is asked about again after this many milliseconds. */
const DAILY_PAUSE = 3_600_000;

export function errorOf(refused: Refused, place: string): CrmError {
  const { status, body } = refused;
  const text = (body.message ?? 'no reason given').slice(0, 400);
  const code =
    status === undefined ? (body.category ?? 'unknown') : `${status} ${body.category ?? ''}`.trim();
  return new CrmError(faultOf(refused), `HubSpot refused ${place} (${code}): ${text}`);
}

/** Lock and record faults of a batch's parts share this table with whole answers. */
function faultOf({ status, body, retryAt, now }: Refused): CrmFault {
  const kind = KIND_BY_CATEGORY[body.category ?? ''] ?? kindOf(status, retryAt);
  switch (kind) {
    case 'throttled':
      if (body.policyName === 'DAILY') return { kind: 'exhausted', until: retryAt ?? now + DAILY_PAUSE };
      return { kind: 'throttled', until: retryAt ?? now + TEN_SECONDS };
    case 'denied':
      return { kind: 'denied', what: scopesOf(body) };
    case 'duplicate': {
      const existing = /(?:Existing ID: |\. )(\d+)(?: already has|$)/.exec(body.message ?? '')?.[1];
      return existing === undefined ? { kind: 'duplicate' } : { kind: 'duplicate', existing };
    }
    case 'expired':
    case 'missing':
    case 'busy':
    case 'down':
      return { kind };
    default:
      return rejection(status, body);
  }
}

/** A server in trouble that says when to come back is waited for as one that is busy. */
function kindOf(status: number | undefined, retryAt: number | null): CrmFault['kind'] | undefined {
  if (status === undefined) return undefined;
  if (status >= 500) return retryAt === null ? 'down' : 'throttled';
  return KIND_BY_STATUS[status];
}

function rejection(status: number | undefined, body: ErrorBody): CrmFault {
  const first = body.errors?.[0];
  const field = first?.context?.['propertyName']?.[0] ?? /"name":"([^"]+)"/.exec(body.message ?? '')?.[1];
  const code = first?.code ?? body.category ?? String(status ?? 'unknown');
  if (code === 'CONFLICTING_UNIQUE_VALUE') {
    const existing = /(\d+) already has that value/.exec(body.message ?? '')?.[1];
    if (existing !== undefined) return { kind: 'duplicate', existing };
  }
  return field === undefined ? { kind: 'rejected', code } : { kind: 'rejected', field, code };
}

function scopesOf(body: ErrorBody): string {
  const scopes = body.errors?.flatMap((error) => error.context?.['requiredGranularScopes'] ?? []) ?? [];
  return scopes.length > 0 ? scopes.join(', ') : (body.message ?? 'access').slice(0, 200);
}
