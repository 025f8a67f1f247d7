/** HubSpot's request signature, version 3. */
import { createHmac } from 'node:crypto';

/** The escapes that HubSpot decodes before it signs; every other escape stays as it is. */
const DECODED: Record<string, string> = {
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

export interface SignedRequest {
  method: string;
  /** Full address with its query. */
  uri: string;
  body: string;
  /** Milliseconds as sent in X-HubSpot-Request-Timestamp. */
  timestamp: string;
}

/** base64(HMAC-SHA256(client secret, method + decoded URI + body + timestamp)). */
export function signV3(clientSecret: string, request: SignedRequest): string {
  const uri = request.uri.replace(/%[0-9a-f]{2}/gi, (escape) => DECODED[escape.toUpperCase()] ?? escape);
  return createHmac('sha256', clientSecret)
    .update(request.method + uri + request.body + request.timestamp, 'utf8')
    .digest('base64');
}
