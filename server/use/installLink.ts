/** One-time links that let an admin install for one tenant, and the state that ties the way back to the browser that left. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { Refusal } from './context.ts';
import { isEqual, mac } from './mac.ts';

/** For which connection of which tenant an install is. Nothing in it is secret; the signature is what counts. */
export interface InstallLink {
  /** Random; a link works once by it. */
  id: string;
  tenant: string;
  connection: string;
  /** UTC milliseconds. */
  expiresAt: number;
}

const shape = z.strictObject({
  id: z.string(),
  tenant: z.string(),
  connection: z.string(),
  expiresAt: z.number(),
});

const LIFETIME = 24 * 3_600_000;

export function newLink(tenant: string, connection: string, now: number): InstallLink {
  return { id: randomBytes(16).toString('base64url'), tenant, connection, expiresAt: now + LIFETIME };
}

/** The link as a text that can stand in an address. */
export function sign(link: InstallLink, key: Uint8Array): string {
  const body = Buffer.from(JSON.stringify(link)).toString('base64url');
  return `${body}.${mac(key, 'link', body)}`;
}

/** @throws Refusal when we did not sign it or its time is over */
export function readLink(text: string, key: Uint8Array, now: number): InstallLink {
  const [body = '', signature = '', ...rest] = text.split('.');
  if (rest.length > 0 || !isEqual(signature, mac(key, 'link', body))) throw refused();
  const link = shape.parse(JSON.parse(Buffer.from(body, 'base64url').toString('utf8')));
  if (link.expiresAt <= now) throw refused();
  return link;
}

/** The OAuth state: the link itself, bound to a secret that only this browser holds as a cookie. */
export function stateOf(linkText: string, browser: string, key: Uint8Array): string {
  return `${linkText}.${mac(key, 'state', linkText, browser)}`;
}

/** The link text inside a state. @throws Refusal when the state was made for another browser, or not by us */
export function linkInState(state: string, browser: string, key: Uint8Array): string {
  const end = state.lastIndexOf('.');
  const linkText = state.slice(0, Math.max(end, 0));
  if (browser === '' || !isEqual(state.slice(end + 1), mac(key, 'state', linkText, browser))) throw refused();
  return linkText;
}

export function refused(): Refusal {
  return new Refusal(
    'install.link',
    'This install link is not valid, has been used, or was opened in another browser.',
    'Make a new one with: sf partner connect.',
  );
}
