/** What the workbench sends back, and how: small things are tagged, so that a page may ask every two seconds. */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CardAnswer } from './cardHost.ts';
import { headersFor } from './guard.ts';

export interface Answer extends CardAnswer {
  location?: string;
  cookie?: string;
  /** A page with cards on it. */
  hasCards?: boolean;
}

/** A body longer than this is none that our pages send. */
const LARGEST_BODY = 262_144;

export function text(status: number, body: string): Answer {
  return { status, type: 'text/plain; charset=utf-8', body };
}

/** @throws RangeError for a body that is too long */
export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) throw new RangeError(`A request may be ${LARGEST_BODY} bytes long.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export function send(request: IncomingMessage, response: ServerResponse, reply: Answer): void {
  const tag = `"${createHash('sha256').update(reply.body).digest('base64url')}"`;
  const isKnown = reply.status === 200 && request.headers['if-none-match'] === tag;
  response.writeHead(isKnown ? 304 : reply.status, {
    ...headersFor(reply.hasCards ?? false),
    'Content-Type': reply.type,
    'Cache-Control': 'no-cache',
    ETag: tag,
    ...(reply.location !== undefined && { Location: reply.location }),
    ...(reply.cookie !== undefined && { 'Set-Cookie': reply.cookie }),
  });
  response.end(isKnown || request.method === 'HEAD' ? undefined : reply.body);
}
