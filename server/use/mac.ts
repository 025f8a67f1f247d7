/** Message authentication codes: what we vouch for when it comes back to us from outside. */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** JSON keeps `a|b` + `c` apart from `a` + `b|c`. */
export function mac(key: Uint8Array, ...parts: string[]): string {
  return createHmac('sha256', key).update(JSON.stringify(parts)).digest('base64url');
}

/** Takes as long for any two texts of one length. */
export function isEqual(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
