/** A call of a HubSpot card: signed as a whole by HubSpot, with the portal and the user in the query that was signed. */
import { z } from 'zod';
import { type Authenticate, type RawRequest, refused } from './verified.ts';

export interface HubSpotCallerParts {
  isSigned(request: RawRequest): boolean;
  connectionOf(account: string): Promise<{ tenant: string; connection: string } | null>;
}

const id = z.string().regex(/^\d{1,19}$/);
/** What HubSpot adds to every call of a card, each exactly once. */
const added = z.object({ portalId: id, userId: id, userEmail: z.string().max(320), appId: id });

/** The signature has no id of its own; what may not happen twice is held by operation keys. */
export function hubspotCallers({ isSigned, connectionOf }: HubSpotCallerParts): Authenticate {
  return async (request) => {
    if (!isSigned(request)) return refused(401, 'unsigned');
    const query = queryOf(request.target);
    const parsed = query && added.safeParse(query);
    if (!parsed?.success) return refused(400, 'query');
    const place = await connectionOf(parsed.data.portalId);
    if (!place) return refused(404, 'unknownAccount');
    const { userId: user } = parsed.data;
    const caller = { ...place, user, zone: null, hidden: new Set<string>(), vouched: null };
    return { ok: true, caller, isFirst: Promise.resolve(true) };
  };
}

/** Null when a parameter stands there twice: nobody can say which one is meant. */
function queryOf(target: string): Record<string, string> | null {
  const query: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(target.split('?')[1] ?? '')) {
    if (Object.hasOwn(query, name)) return null;
    query[name] = value;
  }
  return query;
}
