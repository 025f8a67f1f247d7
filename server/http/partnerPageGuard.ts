/** Lets nothing in that another site or an old copy of the page sends: where it comes from, in which browser, from which form. */
import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import { formToken, isOurForm } from '../use/partnerLinks/linkText.ts';
import type { Sealed } from './partnerPageHtml.ts';

const COOKIE = 'alongside_page';
export const PATH = '/partner';

/** Where a browser says that another site sent this. One that says nothing is held by its cookie and the form's token. */
export function isForeign(request: Request, origin: string): boolean {
  const said = request.headers.origin;
  if (said !== undefined) return said !== origin;
  const site = request.headers['sec-fetch-site'];
  return site !== undefined && site !== 'same-origin' && site !== 'none';
}

export class FormGuard {
  readonly #key: Uint8Array;
  readonly #secure: boolean;

  /** @param secure cookies travel over https only */
  constructor(key: Uint8Array, secure: boolean) {
    this.#key = key;
    this.#secure = secure;
  }

  /** What the next form of this link sends back; the browser keeps the other half. */
  seal(request: Request, response: Response, link: string): Sealed {
    const known = browserOf(request);
    const browser = known === '' ? randomBytes(24).toString('base64url') : known;
    if (known === '') {
      response.cookie(COOKIE, browser, { httpOnly: true, sameSite: 'lax', secure: this.#secure, path: PATH });
    }
    const operationKey = randomBytes(16).toString('base64url');
    return { operationKey, token: formToken(this.#key, link, browser, operationKey) };
  }

  isOurs(request: Request, link: string, { operationKey, token }: Sealed): boolean {
    return isOurForm(this.#key, { link, browser: browserOf(request), operationKey, token });
  }
}

/** '' where the browser has none of ours, or more than one. */
function browserOf(request: Request): string {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  const values = pairs.flatMap(([name, value]) => (name === COOKIE && value ? [value] : []));
  const [browser = ''] = values;
  return values.length === 1 && /^[\w-]{32}$/.test(browser) ? browser : '';
}
