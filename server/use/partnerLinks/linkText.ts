/** A link as a text that can stand in an address: where it belongs, until when it holds, and our code over both. */
import { z } from 'zod';
import { isEqual, mac } from '../mac.ts';

/** Nothing in it is secret; the code behind it is what counts. */
export interface LinkAddress {
  tenant: string;
  connection: string;
  id: string;
  /** UTC milliseconds. */
  expiresAt: number;
}

const shape = z.tuple([z.string(), z.string(), z.string(), z.number()]);

/** @param key derived from the server's master key for links alone: another master key ends all of them */
export function textOfLink({ tenant, connection, id, expiresAt }: LinkAddress, key: Uint8Array): string {
  const body = Buffer.from(JSON.stringify([tenant, connection, id, expiresAt])).toString('base64url');
  return `${body}.${mac(key, 'link', body)}`;
}

/** Null: we did not make it, or its time is over. */
export function linkIn(text: string, key: Uint8Array, now: number): LinkAddress | null {
  const [body = '', code = '', ...rest] = text.split('.');
  if (rest.length > 0 || !isEqual(code, mac(key, 'link', body))) return null;
  const said: unknown = JSON.parse(Buffer.from(body, 'base64url').toString('utf8'));
  const [tenant, connection, id, expiresAt] = shape.parse(said);
  return expiresAt <= now ? null : { tenant, connection, id, expiresAt };
}

/** Ties a form to its link, to the browser that it was drawn for, and to the one act that it stands for. */
export function formToken(key: Uint8Array, link: string, browser: string, operationKey: string): string {
  return mac(key, 'form', link, browser, operationKey);
}

/** A form that we drew for this link in this browser. */
export function isOurForm(
  key: Uint8Array,
  form: { link: string; browser: string; operationKey: string; token: string },
): boolean {
  const { link, browser, operationKey, token } = form;
  return browser !== '' && isEqual(token, formToken(key, link, browser, operationKey));
}
