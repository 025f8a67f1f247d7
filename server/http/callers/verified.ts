/** What both ways of proving who asks take and answer. */
import type { Caller } from '../../use/cards/caller.ts';

export interface RawRequest {
  method: string;
  /** Path and query as they came in. */
  target: string;
  /** Headers as pairs of name and value, so that a header sent twice is seen twice. */
  rawHeaders: readonly string[];
  body: Uint8Array;
}

/**
 * `isFirst` tells whether the credential has not been here before, where it may come only once; before that is known
 * nothing is done and nothing answered. `reason` is for our log; who could not prove anything is told nothing but the
 * status.
 */
export type Verified =
  | { ok: true; caller: Caller; isFirst: Promise<boolean> }
  | { ok: false; status: 400 | 401 | 404; reason: string };

export type Authenticate = (request: RawRequest) => Promise<Verified>;

export const refused = (status: 400 | 401 | 404, reason: string): Verified => ({ ok: false, status, reason });

/** The header's value; null when it is absent or sent more than once. */
export function onlyHeader(rawHeaders: readonly string[], name: string): string | null {
  const values = rawHeaders.filter(
    (_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === name,
  );
  return values.length === 1 ? (values[0] ?? null) : null;
}
