/** The doors for cards in both CRMs: who asks is proved on the raw bytes before a word of the request is believed. */
import express, { type Response, Router } from 'express';
import type { CardAnswer } from '../../shared/contract/answer.ts';
import { cardRequest, type CardRequest } from '../../shared/contract/request.ts';
import { refusalAnswer, troubleAnswer, viewAnswer } from '../../shared/views/answers.ts';
import { troubleView, type Trouble } from '../../shared/views/trouble.ts';
import { CrmError } from '../ports.ts';
import { actOnCard } from '../use/actOnCard.ts';
import type { Caller } from '../use/cards/caller.ts';
import type { Desk } from '../use/cards/desk.ts';
import type { Permissions } from '../use/cards/permissions.ts';
import { type Log, Refusal } from '../use/context.ts';
import { faultCode } from '../use/faultCode.ts';
import type { Operations } from '../use/operations.ts';
import { searchForCard } from '../use/searchForCard.ts';
import { showCard } from '../use/showCard.ts';
import { notFound } from './errors.ts';
import type { Authenticate } from './callers/verified.ts';

const LARGEST_BODY = '256kb';
const ASKS = ['view', 'act', 'search'] as const;

export interface CardParts {
  /** By the name in the route. */
  authenticators: Readonly<Record<string, Authenticate>>;
  permissions: Permissions;
  operations: Operations;
  /** The caller's connection, opened. @throws Refusal when it has no credential */
  open(caller: Pick<Caller, 'tenant' | 'connection'>): Promise<Omit<Desk, 'caller' | 'access'>>;
  log: Log;
}

export function cardRoutes(parts: CardParts): Router {
  const router = Router();
  const raw = express.raw({ type: () => true, limit: LARGEST_BODY });
  for (const [crm, authenticate] of Object.entries(parts.authenticators)) {
    for (const ask of ASKS) {
      router.post(`/cards/${crm}/${ask}`, raw, async (request, response, next) => {
        const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        const { method, originalUrl: target, rawHeaders } = request;
        const verified = await authenticate({ method, target, rawHeaders, body });
        if (!verified.ok) {
          const { status, reason } = verified;
          parts.log('card.refused', { status, reason, path: `/cards/${crm}/${ask}` });
          if (status === 404) notFound(request, response, next);
          else response.status(status).json({ code: status === 401 ? 'unsigned' : 'badRequest' });
          return;
        }
        const { caller, isFirst } = verified;
        // What is only looked up is looked up meanwhile; an act waits until its token has been spent.
        const [isFresh, made] =
          ask === 'act' && !(await isFirst)
            ? [false, null]
            : await Promise.all([isFirst, answerTo(parts, caller, ask, body)]);
        if (!isFresh || made === null) {
          parts.log('card.refused', { status: 401, reason: 'replayed', path: `/cards/${crm}/${ask}` });
          response.status(401).json({ code: 'unsigned' });
          return;
        }
        made.tell();
        send(response, made);
      });
    }
  }
  return router;
}

/** By hand, since what the framework finds out about a body that is known takes as long as making it. */
function send(response: Response, { status, answer }: Made): void {
  const body = Buffer.from(JSON.stringify(answer));
  response.statusCode = status;
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.setHeader('Content-Length', body.length);
  response.end(body);
}

interface Made {
  status: number;
  answer: CardAnswer;
  /** Logs what became of the request, once it counts. */
  tell(): void;
}

async function answerTo(
  parts: CardParts,
  caller: Caller,
  ask: CardRequest['ask'],
  body: Buffer,
): Promise<Made> {
  const { tenant, connection } = caller;
  const parsed = cardRequest.safeParse(jsonOf(body));
  const asked = parsed.success && parsed.data.ask === ask ? parsed.data : null;
  if (asked === null) {
    const tell = () => parts.log('card.refused', { status: 400, reason: 'request', tenant, connection });
    return { status: 400, answer: refusalAnswer({ code: 'request.invalid' }, 'en'), tell };
  }
  const made = await make(parts, caller, asked);
  const status = made === null ? 404 : 200;
  const tell = () => {
    if (made === null) parts.log('card.refused', { status, reason: 'forbidden', tenant, connection });
    else if (!made.ok) parts.log('card.declined', { code: made.code, tenant, connection });
  };
  return { status, answer: made ?? troubleAnswer('forbidden', asked.locale), tell };
}

/** Null: there is nothing that this caller may see, whether it exists or not. */
async function make(parts: CardParts, caller: Caller, asked: CardRequest): Promise<CardAnswer | null> {
  try {
    const opened = await parts.open(caller);
    const isWrite = asked.ask === 'act';
    const access = await parts.permissions.of(opened.context, caller, asked.record, isWrite);
    const desk: Desk = { ...opened, caller, access };
    if (asked.ask === 'act') return await actOnCard(desk, parts.permissions, parts.operations, asked);
    if (asked.ask === 'search') return await searchForCard(desk, asked);
    const view = await showCard(desk, parts.permissions, asked);
    return view && viewAnswer(view, asked.locale);
  } catch (error) {
    const trouble = troubleOf(error);
    if (trouble === null) throw error;
    parts.log('card.failed', {
      code: faultCode(error),
      tenant: caller.tenant,
      connection: caller.connection,
    });
    return asked.ask === 'view'
      ? viewAnswer(troubleView(asked.card, asked.record, trouble), asked.locale)
      : troubleAnswer(trouble, asked.locale);
  }
}

/** Null: a fault of ours or of the store, which the error handler answers. */
function troubleOf(error: unknown): Trouble | null {
  if (error instanceof CrmError) return error.fault.kind === 'expired' ? 'notConnected' : 'crmDown';
  return error instanceof Refusal ? 'notConnected' : null;
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
