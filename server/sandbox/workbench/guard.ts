/** Keeps other websites out: the workbench answers only its own loopback address, and only its own pages may write. */
import type { IncomingMessage } from 'node:http';

const OURS =
  "default-src 'none'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; " +
  "frame-ancestors 'none'";
/** Both CRMs' own components write styles into the page, and cards of one of them run in a worker. */
const WITH_CARDS = `${OURS}; style-src 'self' 'unsafe-inline'; font-src 'self'; worker-src 'self'`;

/** Sent with every answer: nothing but our own files runs or loads, nobody frames us. */
export function headersFor(hasCards: boolean): Record<string, string> {
  return {
    'Content-Security-Policy': hasCards ? WITH_CARDS : `${OURS}; style-src 'self'`,
    'X-Content-Type-Options': 'nosniff',
    // Without a referrer a browser would not say either where a form comes from.
    'Referrer-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
  };
}

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
