/** SOAP. */
import type { Reply } from './call.ts';
import type { Service } from './service.ts';
export function soap(_service: Service, _path: string, _text: string): Reply {
  return { status: 500, body: {} };
}
