/** An admin's way through the CRM's consent page and back, in one browser. */
import { randomBytes } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { CrmError } from '../ports.ts';
import { Refusal, type Log } from '../use/context.ts';
import { finishInstall, startInstall, type Installing } from '../use/finishInstall.ts';

const COOKIE = 'alongside_install';
const PATH = '/oauth/hubspot';
/** An admin who takes longer starts again; milliseconds. */
const PATIENCE = 15 * 60_000;

export interface OAuthParts {
  /** @throws ConfigError when the server is not set up for installs */
  installing(): Installing;
  /** Cookies travel over https only, but on a machine where the server itself is reached without. */
  secure: boolean;
  log: Log;
}

export function oauthRoutes({ installing, secure, log }: OAuthParts): Router {
  const router = Router();
  const options = { httpOnly: true, sameSite: 'lax', secure, path: PATH } as const;

  router.get(`${PATH}/start`, async (request, response) => {
    const browser = randomBytes(32).toString('base64url');
    await shown(response, async () => {
      const address = await startInstall(installing(), text(request, 'install'), browser);
      response.cookie(COOKIE, browser, { ...options, maxAge: PATIENCE });
      response.redirect(302, address);
    });
  });

  router.get(`${PATH}/callback`, async (request, response) => {
    response.clearCookie(COOKIE, options);
    await shown(response, async () => {
      if (request.query['error'] !== undefined) throw declined();
      const issuer = request.query['iss'] === undefined ? undefined : text(request, 'iss');
      const { link, account } = await finishInstall(installing(), {
        state: text(request, 'state'),
        code: text(request, 'code'),
        browser: cookie(request, COOKIE),
        ...(issuer !== undefined && { issuer }),
      });
      log('install.done', { tenant: link.tenant, connection: link.connection });
      page(response, 200, 'Connected', `${account} is connected. You can close this page.`);
    });
  });
  return router;
}

/** The value of a parameter that is there exactly once. */
function text(request: Request, name: string): string {
  const value = request.query[name];
  return typeof value === 'string' ? value : '';
}

function cookie(request: Request, name: string): string {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  const values = pairs.filter(([key]) => key === name).map(([, value]) => value ?? '');
  return values.length === 1 ? (values[0] ?? '') : '';
}

function declined(): Refusal {
  return new Refusal(
    'install.declined',
    'The install was not agreed to, so nothing was connected.',
    'Open the link again to start over.',
  );
}

/** People see pages here, not JSON; what they are told is what a Refusal says, and nothing else. */
async function shown(response: Response, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    // A spent or foreign code is the CRM's refusal; its being out of reach is a fault.
    const isRefusal =
      error instanceof Refusal || (error instanceof CrmError && error.fault.kind === 'expired');
    if (!isRefusal) throw error;
    page(response, 400, 'Not connected', error.message);
  }
}

function page(response: Response, status: number, title: string, words: string): void {
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escaped(title)}</title><h1>${escaped(title)}</h1><p>${escaped(words)}</p></html>`;
  response.status(status).type('html').send(html);
}

function escaped(words: string): string {
  return words.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
