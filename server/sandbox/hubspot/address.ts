/** HubSpot names one resource by several addresses (legacy v3/v4 and dated versions); handlers see one. */
import { missing } from './refusal.ts';

export type ApiVersion = 'v1' | 'v2' | 'v3' | 'v4' | '2025-09' | '2026-03' | '2026-09';

export interface Address {
  /** Path without its version, e.g. `crm/objects/companies`. */
  path: string;
  version: ApiVersion | undefined;
}

const LEGACY = /^v[1-4]$/;
const DATED = /^20\d\d-\d\d$/;
const KNOWN_DATES = new Set(['2025-09', '2026-03', '2026-09']);

/**
 * Takes the version out of a path: `/crm/v3/objects/x` and `/crm/objects/2026-03/x` become `crm/objects/x`.
 * Legacy versions follow the first segment; dated ones follow the API's name. Elsewhere a version is a wrong path.
 */
export function parseAddress(pathname: string): Address {
  const segments = pathname.split('/').filter(Boolean).map(decode);
  const dateAt = segments[0] === 'crm' || segments[0] === 'settings' ? 2 : 1;
  if (LEGACY.test(segments[1] ?? '')) return without(segments, 1);
  if (DATED.test(segments[dateAt] ?? '')) {
    if (!KNOWN_DATES.has(segments[dateAt] as string)) throw missing();
    return without(segments, dateAt);
  }
  return { path: segments.join('/'), version: undefined };
}

function without(segments: string[], index: number): Address {
  return {
    path: [...segments.slice(0, index), ...segments.slice(index + 1)].join('/'),
    version: segments[index] as ApiVersion,
  };
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch (cause) {
    if (cause instanceof URIError) throw missing();
    throw cause;
  }
}
