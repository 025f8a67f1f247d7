/** Keeps other websites out: the workbench answers only its own loopback address, and only its own pages may write. */
import type { IncomingMessage } from 'node:http';

/** Sent with every page: nothing but our own files runs or loads, nobody frames us. */
export const SECURITY_HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; " +
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** Why a request is refused, undefined when it may pass. A name that points at loopback is no name of ours. */
export function refusalOf(
  request: IncomingMessage,
  port: number,
): { status: number; text: string } | undefined {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const host = request.headers.host ?? '';
  if (!hosts.includes(host)) {
    return {
      status: 421,
      text: `This server is ${hosts[0]}; it was asked as another. Open http://${hosts[0]}/.`,
    };
  }
  if (request.method === 'GET' || request.method === 'HEAD') return undefined;
  if (request.method !== 'POST') return { status: 405, text: 'Only GET and POST are answered here.' };
  if (request.headers.origin !== `http://${host}`) {
    return { status: 403, text: 'Only a page of this server may change a record.' };
  }
  return undefined;
}
