/** The page for a partner's contact, who has a link and no account. Looking changes nothing, since mail scanners open links; what is sent counts once. */
import express, { type ErrorRequestHandler, type Request, type Response, Router } from 'express';
import { deadPage, partnerPage } from '../../shared/views/partnerPage/page.ts';
import type { PageState, Typed } from '../../shared/views/partnerPage/state.ts';
import { type Language, languageOf } from '../../shared/views/words/catalogue.ts';
import { CrmError, StoreError } from '../ports.ts';
import { type Log, Refusal } from '../use/context.ts';
import { faultCode } from '../use/faultCode.ts';
import { type LinkDesk, openLink, type OpenedLink } from '../use/partnerLinks/openLink.ts';
import { pageState } from '../use/partnerLinks/pageState.ts';
import { sendPage } from '../use/partnerLinks/sendPage.ts';
import { AddressLimit } from './addressLimit.ts';
import { FormGuard, isForeign, PATH } from './partnerPageGuard.ts';
import { pageHtml, type Sealed } from './partnerPageHtml.ts';
import { POLICY } from './partnerPageStyle.ts';

/** Everything a form of ours can hold, typed in a script of four bytes a letter and percent-encoded. */
const LARGEST_BODY = '128kb';
const MOST_FIELDS = 200;
const MINUTE = 60_000;
const MOST_LOOKS = 120;
const MOST_SENT = 30;

export interface PartnerPageParts {
  desk: LinkDesk;
  /** Of the server's public address. */
  origin: string;
  log: Log;
}

type Dead = Parameters<typeof deadPage>[0];
const STATUS: Readonly<Record<Dead, number>> = {
  dead: 404,
  foreign: 403,
  large: 413,
  crowded: 429,
  failed: 503,
};

export function partnerPageRoutes({ desk, origin, log }: PartnerPageParts): Router {
  const router = Router();
  const guard = new FormGuard(desk.key, origin.startsWith('https:'));
  const looks = new AddressLimit(desk.clock, MOST_LOOKS, MINUTE);
  const sends = new AddressLimit(desk.clock, MOST_SENT, MINUTE);
  const page = express.Router({ mergeParams: true });

  function draw(request: Request, response: Response, status: number, link: string, state: PageState): void {
    const view = partnerPage(state);
    const sealed = view.form && guard.seal(request, response, link);
    send(response, status, pageHtml(view, { ...tongueOf(request), zone: state.zone }, sealed));
  }

  function refuse(request: Request, response: Response, reason: Dead, wait = 0, opened?: OpenedLink): void {
    const status = STATUS[reason];
    const place = opened && { tenant: opened.tenant, connection: opened.link.connection };
    // The path is the link itself.
    log('page.refused', { status, reason, path: PATH, method: request.method, ...place });
    if (wait > 0) response.set('Retry-After', String(Math.ceil(wait / 1_000)));
    send(response, status, pageHtml(deadPage(reason), { ...tongueOf(request), zone: 'UTC' }, null));
  }

  page.get('/', async (request, response) => {
    const wait = looks.take(request.ip ?? '');
    if (wait !== null) return refuse(request, response, 'crowded', wait);
    const opened = await openLink(desk, linkTextOf(request));
    const state = opened && (await pageState(opened));
    if (!opened || !state) return refuse(request, response, 'dead');
    draw(request, response, 200, opened.link.id, state);
  });

  page.post('/', express.raw({ type: () => true, limit: LARGEST_BODY }), async (request, response) => {
    const wait = sends.take(request.ip ?? '');
    if (wait !== null) return refuse(request, response, 'crowded', wait);
    const opened = await openLink(desk, linkTextOf(request));
    if (!opened) return refuse(request, response, 'dead');
    if (isForeign(request, origin)) return refuse(request, response, 'foreign', 0, opened);
    const { sealed, typed } = sentIn(request);
    const { id } = opened.link;
    if (!guard.isOurs(request, id, sealed)) {
      const again = { code: 'page.sendAgain', field: null, args: {} } as const;
      const state = await pageState(opened, { typed, refusals: [again] });
      if (!state) return refuse(request, response, 'dead');
      log('page.refused', { status: 403, reason: 'form', path: PATH, tenant: opened.tenant });
      return draw(request, response, 403, id, state);
    }
    const { operationKey } = sealed;
    const outcome = await sendPage(desk, opened, {
      operationKey,
      typed,
      language: tongueOf(request).language,
    });
    const { tenant, link } = opened;
    log('page.sent', { tenant, connection: link.connection, object: link.purpose, state: outcome.kind });
    switch (outcome.kind) {
      case 'done':
        // Looked at again by GET, so that going back and reloading sends nothing.
        return response.redirect(303, `./${linkTextOf(request)}`);
      case 'dead':
        return refuse(request, response, 'dead');
      case 'crowded':
        return refuse(request, response, 'crowded', outcome.wait, opened);
      case 'refused':
        return draw(request, response, 422, id, outcome.state);
      case 'notSaved':
        return draw(request, response, 503, id, outcome.state);
    }
  });

  router.use(`${PATH}/:link`, headers, page);
  router.use(PATH, headers, (request, response) => refuse(request, response, 'dead'));
  const failed: ErrorRequestHandler = (error: unknown, request, response, next) => {
    const reason = reasonOf(error);
    if (response.headersSent || reason === null) return next(error);
    if (reason === 'failed') log('page.failed', { code: faultCode(error), path: PATH });
    refuse(request, response, reason, reason === 'failed' ? MINUTE : 0);
  };
  router.use(PATH, failed);
  return router;
}

function headers(_request: Request, response: Response, next: () => void): void {
  response.set('Content-Security-Policy', POLICY);
  // Without any referrer a browser does not say either that a form comes from here.
  response.set('Referrer-Policy', 'same-origin');
  response.set('X-Robots-Tag', 'noindex, nofollow');
  response.set('Vary', 'Accept-Language');
  next();
}

/** Null: a fault of ours. What the framework itself found wrong is the sender's. */
function reasonOf(error: unknown): Dead | null {
  if (error instanceof Refusal || error instanceof CrmError || error instanceof StoreError) return 'failed';
  const status = (error as { status?: unknown } | null)?.status;
  if (typeof status !== 'number' || status >= 500) return null;
  return status === 413 ? 'large' : 'dead';
}

function send(response: Response, status: number, html: string): void {
  response.status(status).type('html').send(html);
}

function linkTextOf({ params }: Request): string {
  const { link } = params as { link?: string };
  return link ?? '';
}

/** The best language that we have, and how its reader's region writes it. */
function tongueOf(request: Request): { language: Language; locale: string } {
  const language = languageOf(request.acceptsLanguages('en', 'de') || 'en');
  const regional = new RegExp(`^${language}-[a-z]{2}$`, 'i');
  return { language, locale: request.acceptsLanguages().find((one) => regional.test(one)) ?? language };
}

function sentIn(request: Request): { sealed: Sealed; typed: Typed } {
  const body = Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '';
  const fields = [...new URLSearchParams(body)].slice(0, MOST_FIELDS);
  const { operationKey, token, ...typed } = Object.fromEntries(
    Map.groupBy(fields, ([name]) => name)
      .entries()
      .map(([name, values]) => [name, values.map(([, value]) => value)]),
  );
  return { sealed: { operationKey: operationKey?.[0] ?? '', token: token?.[0] ?? '' }, typed };
}
