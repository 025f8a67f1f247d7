/** HubSpot's request signature v3, checked on the raw bytes and our own base URL before anything is parsed. */
import { createHmac, timingSafeEqual } from 'node:crypto';

export interface SignedRequest {
  method: string;
  /** Path and query as they came in. */
  target: string;
  /** Headers as pairs of name and value, so that a header sent twice is seen twice. */
  rawHeaders: readonly string[];
  body: Uint8Array;
}

export interface SignatureCheck {
  /** Our configured public base URL; never the request's own Host. */
  baseUrl: string;
  /** The app's client secret; two while a new one is being rolled out. */
  secrets: readonly string[];
  /** UTC milliseconds. */
  now: number;
}

const TOLERANCE = 300_000;
const SIGNATURE = 'x-hubspot-signature-v3';
const TIMESTAMP = 'x-hubspot-request-timestamp';

/** The escapes that HubSpot decodes before it signs; every other one stays as it is. */
const DECODED: Readonly<Record<string, string>> = {
  '%3A': ':',
  '%2F': '/',
  '%3F': '?',
  '%40': '@',
  '%21': '!',
  '%24': '$',
  '%27': "'",
  '%28': '(',
  '%29': ')',
  '%2A': '*',
  '%2C': ',',
  '%3B': ';',
};

export function isSigned(request: SignedRequest, check: SignatureCheck): boolean {
  const signature = onlyHeader(request.rawHeaders, SIGNATURE);
  const timestamp = onlyHeader(request.rawHeaders, TIMESTAMP);
  if (signature === undefined || timestamp === undefined || !/^\d{1,15}$/.test(timestamp)) return false;
  if (Math.abs(check.now - Number(timestamp)) > TOLERANCE) return false;
  const given = Buffer.from(signature, 'utf8');
  const uri = decodedUri(`${check.baseUrl.replace(/\/+$/, '')}${request.target}`);
  let isGenuine = false;
  for (const secret of check.secrets) {
    const wanted = Buffer.from(signatureOf(secret, request.method, uri, request.body, timestamp), 'utf8');
    // Every secret is tried, so that the time taken does not tell which one fitted.
    if (wanted.length === given.length && timingSafeEqual(wanted, given)) isGenuine = true;
  }
  return isGenuine;
}

/** One pass: `%2540` is an escaped percent sign before digits, and `%25` is none of the twelve. */
export function decodedUri(uri: string): string {
  return uri.replace(/%[0-9A-Fa-f]{2}/g, (escape) => DECODED[escape.toUpperCase()] ?? escape);
}

function signatureOf(
  secret: string,
  method: string,
  uri: string,
  body: Uint8Array,
  timestamp: string,
): string {
  const hmac = createHmac('sha256', secret);
  hmac.update(method.toUpperCase(), 'utf8').update(uri, 'utf8').update(body).update(timestamp, 'utf8');
  return hmac.digest('base64');
}

/** The header's value; undefined when it is absent or sent more than once. */
function onlyHeader(rawHeaders: readonly string[], name: string): string | undefined {
  const values = rawHeaders.filter(
    (_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === name,
  );
  return values.length === 1 ? values[0] : undefined;
}
