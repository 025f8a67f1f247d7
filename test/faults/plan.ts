/** The bad moments that whole runs must survive, by the numbers of the reliability facts, on each CRM. */
import type { CrmName } from '../../server/demo/customer.ts';
import type { CrmFault } from '../../server/ports.ts';
import type { Answer, Effect, Fault } from '../../server/sandbox/faults.ts';
import type { Story } from '../use/story.ts';

export interface BadMoment {
  name: string;
  /** Sets it up, just before the run. */
  strike(story: Story): void;
  /** `done`: the run gets over it. `failures`: it ends, with refused changes. A kind of fault: that stops it. */
  ends: 'done' | 'failures' | CrmFault['kind'];
  /** Requests it may cost beyond an undisturbed run; for a run that is stopped, requests in all. */
  waste: number;
}

/** What carries our changes to the CRM. */
const WRITE: Readonly<Record<CrmName, Pick<Fault, 'method' | 'path' | 'body'>>> = {
  salesforce: { method: 'POST', path: /\/composite$/, body: /"method":"(PATCH|DELETE)"/ },
  hubspot: { method: 'POST', path: /\/companies\/batch\/update$/ },
};

/** So many of the next writes, or requests of any sort, go wrong. */
function fails(what: 'write' | 'any', times: number, effect: Effect | ((now: number) => Effect)) {
  return ({ crm, sandbox: { world } }: Story): void =>
    world.fail({
      crm,
      ...(what === 'write' && WRITE[crm]),
      times,
      effect: typeof effect === 'function' ? effect(world.now()) : effect,
    });
}

const PAGE = '<!DOCTYPE html><title>Just a moment</title>';

/** What a proxy or a load balancer does is the same in front of both. */
const BOTH: readonly BadMoment[] = [
  {
    name: 'F3 replies lost after the commit',
    strike: fails('write', 1, { drop: 'after' }),
    ends: 'done',
    waste: 2,
  },
  {
    name: 'F3 connections lost before the commit',
    strike: fails('any', 2, { drop: 'before' }),
    ends: 'done',
    waste: 3,
  },
  {
    name: 'F4 502 for a write that was not done',
    strike: fails('write', 1, { answer: { status: 502, body: PAGE } }),
    ends: 'done',
    waste: 2,
  },
  {
    name: 'F4 504 for a write that was done',
    strike: fails('write', 1, { answerAfter: { status: 504, body: PAGE } }),
    ends: 'done',
    waste: 2,
  },
  {
    name: 'F4 502 for everything, on and on',
    strike: fails('any', Infinity, { answer: { status: 502, body: PAGE } }),
    ends: 'down',
    waste: 8,
  },
  {
    name: 'F17 a page instead of the answer to a write that was done',
    strike: fails('write', 1, { answerAfter: { status: 200, body: PAGE } }),
    ends: 'done',
    waste: 3,
  },
  { name: 'a slow answer', strike: fails('write', 1, { delay: 300 }), ends: 'done', waste: 0 },
  {
    name: "F36 a rule of the customer's refuses one account",
    strike: (story) => story.hand.refuse(story.id('marine')),
    ends: 'failures',
    waste: 8,
  },
  {
    name: 'F25 401 for ever',
    strike: fails('any', Infinity, { answer: { status: 401, body: [] } }),
    ends: 'expired',
    waste: 3,
  },
];

const busy = (retryAfter: string): Answer => ({
  status: 503,
  headers: { 'Retry-After': retryAfter },
  body: [{ errorCode: 'SERVER_UNAVAILABLE', message: 'Please retry your request later.' }],
});
const SPENT: Answer = {
  status: 403,
  body: [{ errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'TotalRequests Limit exceeded.' }],
};

const SALESFORCE: readonly BadMoment[] = [
  { name: 'F13 wait seconds', strike: fails('any', 2, { answer: busy('1') }), ends: 'done', waste: 2 },
  {
    name: 'F13 wait until a date',
    strike: fails('write', 1, (now) => ({ answer: busy(new Date(now + 3_500).toUTCString()) })),
    ends: 'done',
    waste: 1,
  },
  {
    name: 'F13 wait absurdly long',
    strike: fails('any', Infinity, { answer: busy('99999999') }),
    ends: 'throttled',
    waste: 6,
  },
  {
    name: 'F21 the day is spent in the middle',
    strike: fails('write', Infinity, { answer: SPENT }),
    ends: 'exhausted',
    waste: 12,
  },
  {
    name: 'F19 rows locked for a while',
    strike: (story) => story.hand.lock(story.id('foundry'), 3),
    ends: 'done',
    waste: 8,
  },
  {
    name: 'F19 triggers that run out of time on more than two rows',
    strike: ({ sandbox }) => sandbox.salesforce.org.cpuLimitAbove(2),
    ends: 'done',
    waste: 10,
  },
];

const limited = (retryAfter: string | null, policyName = 'TEN_SECONDLY_ROLLING'): Answer => ({
  status: 429,
  ...(retryAfter !== null && { headers: { 'Retry-After': retryAfter } }),
  body: {
    status: 'error',
    category: 'RATE_LIMITS',
    errorType: 'RATE_LIMIT',
    policyName,
    message: 'too many',
  },
});

const HUBSPOT: readonly BadMoment[] = [
  { name: 'F13 wait seconds', strike: fails('any', 2, { answer: limited('1') }), ends: 'done', waste: 2 },
  {
    name: 'F13 wait until a date',
    strike: fails('write', 1, (now) => ({ answer: limited(new Date(now + 3_500).toUTCString()) })),
    ends: 'done',
    waste: 1,
  },
  {
    name: 'F14 the day is spent in the middle',
    strike: fails('write', Infinity, { answer: limited(null, 'DAILY') }),
    ends: 'exhausted',
    waste: 16,
  },
  {
    name: 'F15 a lock',
    strike: fails('write', 1, { answer: { status: 423, body: { category: 'LOCKED', message: 'locked' } } }),
    ends: 'done',
    waste: 2,
  },
  {
    name: 'F15 a migration that takes a day',
    strike: fails('any', Infinity, {
      answer: {
        status: 477,
        headers: { 'Retry-After': '86400' },
        body: { category: 'MIGRATION_IN_PROGRESS', message: 'being moved' },
      },
    }),
    ends: 'throttled',
    waste: 6,
  },
  {
    name: 'F25 the scope to write is gone',
    strike: fails('write', Infinity, {
      answer: {
        status: 403,
        body: {
          status: 'error',
          category: 'MISSING_SCOPES',
          message: 'The scope crm.objects.companies.write is needed',
        },
      },
    }),
    ends: 'failures',
    waste: 2,
  },
];

export const BAD_MOMENTS: Readonly<Record<CrmName, readonly BadMoment[]>> = {
  salesforce: [...BOTH, ...SALESFORCE],
  hubspot: [...BOTH, ...HUBSPOT],
};
