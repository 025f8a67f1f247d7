/** The one table from Salesforce's error codes to what follows from them. A code that is not in it is `rejected` as it is. */
import { CrmError, type CrmFault } from '../../ports.ts';

export interface VendorError {
  /** `errorCode` of REST, `statusCode` of collections, the first word of a Bulk error. */
  code: string;
  message: string;
  fields?: readonly string[];
}

const HOUR = 3_600_000;
const SHORT_PAUSE = 10_000;

const KINDS: Readonly<Record<string, 'busy' | 'expired' | 'denied' | 'missing' | 'duplicate' | 'down'>> = {
  UNABLE_TO_LOCK_ROW: 'busy',
  QUERY_TIMEOUT: 'busy',
  TXN_SECURITY_METERING_ERROR: 'busy',
  INVALID_SESSION_ID: 'expired',
  INVALID_AUTH_HEADER: 'expired',
  INVALID_LOGIN: 'expired',
  API_DISABLED_FOR_ORG: 'denied',
  API_CURRENTLY_DISABLED: 'denied',
  FUNCTIONALITY_NOT_ENABLED: 'denied',
  INSUFFICIENT_ACCESS: 'denied',
  INSUFFICIENT_ACCESS_OR_READONLY: 'denied',
  INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY: 'denied',
  INVALID_TYPE: 'denied',
  INVALID_FIELD: 'denied',
  INVALID_FIELD_FOR_INSERT_UPDATE: 'denied',
  NOT_FOUND: 'missing',
  ENTITY_IS_DELETED: 'missing',
  INVALID_CROSS_REFERENCE_KEY: 'missing',
  DUPLICATE_VALUE: 'duplicate',
  DUPLICATE_EXTERNAL_ID: 'duplicate',
  SERVER_UNAVAILABLE: 'down',
  UNKNOWN_EXCEPTION: 'down',
};

/** @param now UTC milliseconds, from which pauses are counted. */
export function faultOf(error: VendorError, now: number): CrmFault {
  if (error.code === 'REQUEST_LIMIT_EXCEEDED') {
    // One code, two limits: calls at the same time pass in seconds, calls in a day do not.
    return /concurrent/i.test(error.message)
      ? { kind: 'throttled', until: now + SHORT_PAUSE }
      : { kind: 'exhausted', until: now + HOUR };
  }
  if (/CPU time limit exceeded|Too many (SOQL|DML)/i.test(error.message)) return { kind: 'busy' };
  // An org's own trigger speaks through the code that also says that an object takes no such write.
  const closed =
    error.code === 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY' && /entity type cannot be/.test(error.message);
  const kind = closed ? 'denied' : KINDS[error.code];
  if (kind === 'denied') return { kind, what: error.fields?.join(', ') || error.message };
  if (kind === 'duplicate') return duplicateOf(error.message);
  if (kind) return { kind };
  const field = error.fields?.[0];
  return { kind: 'rejected', code: error.code, ...(field ? { field } : {}) };
}

function duplicateOf(message: string): CrmFault {
  const existing = /record with id: ([0-9A-Za-z]{15,18})/.exec(message)?.[1];
  return existing ? { kind: 'duplicate', existing } : { kind: 'duplicate' };
}

export function errorOf(error: VendorError, now: number): CrmError {
  const place = error.fields?.length ? ` (${error.fields.join(', ')})` : '';
  return new CrmError(faultOf(error, now), `Salesforce: ${error.code}: ${error.message}${place}`);
}

/**
 * The error of a whole request, from its status and body.
 * @param retryAt UTC milliseconds of the answer's Retry-After, where it has one.
 */
export function errorOfResponse(status: number, body: string, now: number, retryAt?: number): CrmError {
  if (status === 429 || status === 503)
    return new CrmError(
      { kind: 'throttled', until: retryAt ?? now + SHORT_PAUSE },
      `Salesforce asks for a pause (${status})`,
    );
  const named = vendorError(body);
  if (named) {
    const error = errorOf(named, now);
    if (error.fault.kind === 'throttled' && retryAt !== undefined)
      return new CrmError({ kind: 'throttled', until: retryAt }, error.message);
    // A code that says nothing of itself follows the status: a 5xx may pass, a refusal does not.
    return error.fault.kind === 'rejected' && status >= 500 ? down(status) : error;
  }
  if (status === 401) return new CrmError({ kind: 'expired' }, 'Salesforce refused the access token');
  if (status === 403)
    return new CrmError({ kind: 'denied', what: 'API' }, 'Salesforce refused the request (403)');
  if (status === 429 || status === 503)
    return new CrmError(
      { kind: 'throttled', until: now + SHORT_PAUSE },
      `Salesforce asks for a pause (${status})`,
    );
  return status >= 500 ? down(status) : garbled(`status ${status} with a body that is not an error`);
}

function down(status: number): CrmError {
  return new CrmError({ kind: 'down' }, `Salesforce is not answering properly (${status})`);
}

export function garbled(what: string, options?: ErrorOptions): CrmError {
  return new CrmError({ kind: 'garbled' }, `Salesforce's answer made no sense: ${what}`, options);
}

/** The first error in a body: REST's list, OAuth's object or a SOAP fault. Undefined where there is none. */
function vendorError(body: string): VendorError | undefined {
  const fault = /<faultcode>(?:\w+:)?(\w+)<\/faultcode>\s*<faultstring>([^<]*)/.exec(body);
  if (fault) return { code: fault[1] ?? '', message: fault[2] ?? '' };
  if (!/^\s*[[{]/.test(body)) return undefined;
  return readVendorError(parsed(body));
}

export function readVendorError(value: unknown): VendorError | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof first !== 'object' || first === null) return undefined;
  const { errorCode, statusCode, message, fields } = first as Record<string, unknown>;
  const code = typeof errorCode === 'string' ? errorCode : statusCode;
  if (typeof code !== 'string') return undefined;
  return {
    code,
    message: typeof message === 'string' ? message : '',
    ...(Array.isArray(fields) && fields.every((field) => typeof field === 'string') ? { fields } : {}),
  };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
