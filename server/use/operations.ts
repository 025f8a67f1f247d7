/** Acts that span store and CRM: accepted once and durably, written by our keys, and answered within two seconds. */
import { setTimeout as pause } from 'node:timers/promises';
import { CrmError, type Change, type CrmFault, type Transaction } from '../ports.ts';
import { dealTeams, operations, type Ended, type Intent, type Operation } from './cards/collections.ts';
import { makeTask } from './cards/askedHelp.ts';
import { withChanges } from './cards/teamOnDeal.ts';
import { type Context, Refusal } from './context.ts';
import { decideMatch } from './decideMatch.ts';
import { createDeal } from './registrations/newDeal.ts';
import { writeClaim } from './registrations/writeClaim.ts';
import { changeProgram } from './rules.ts';
import { inTurn } from './turns.ts';

/** How long an answer waits for the writing; milliseconds. */
const PATIENCE = 2_000;
/** A process that has not finished by then is taken to have died, and a job finishes its work; milliseconds. */
const TAKEN_UP_AFTER = 60_000;
const LOOK_EVERY = 100;

/** Who does what, under which key of the client's. */
export type Act = Pick<Operation, 'user' | 'record' | 'hash'> & { action: string; key: string };

export type Verdict<R> = { ok: true; intent: Intent | null } | { ok: false; refusal: R };

export type Begun<R> =
  | { kind: 'begun' | 'known'; id: string }
  /** Everything stands as wished already. */
  | { kind: 'unchanged' }
  | { kind: 'refused'; refusal: R }
  /** The key has been used for something else. */
  | { kind: 'conflict' };

export function operationId({ connection }: Pick<Context, 'connection'>, { user, action, key }: Act): string {
  return `${connection}/${user}/${action}/${key}`;
}

/**
 * In one transaction: looks the key up, decides, and keeps what was decided. What failed before may be tried again. A
 * connection's acts are decided one at a time: those on claims must be, across processes, and the store sees to it; that
 * they wait for each other here spares it the clashes.
 */
export async function beginOperation<R>(
  { store, connection, clock }: Context,
  act: Act,
  decide: (tx: Transaction) => Promise<Verdict<R>>,
): Promise<Begun<R>> {
  const id = operationId({ connection }, act);
  const { user, record, hash } = act;
  const begin = async (tx: Transaction): Promise<Begun<R>> => {
    const known = await tx.get(operations, id);
    if (known && known.hash !== hash) return { kind: 'conflict' };
    if (known && known.ended?.ok !== false) return { kind: 'known', id };
    const verdict = await decide(tx);
    if (!verdict.ok) return { kind: 'refused', refusal: verdict.refusal };
    if (verdict.intent === null) return { kind: 'unchanged' };
    const at = clock.now();
    const document = { connection, user, record, hash, at, intent: verdict.intent, ended: null };
    await tx.put(operations, [{ id, document }]);
    await tx.enqueue(finishJob(connection, id, at + TAKEN_UP_AFTER));
    return { kind: 'begun', id };
  };
  return inTurn(`${store.tenant}/${connection}`, () => store.transaction(begin));
}

export const FINISH_JOB = 'operation';

function finishJob(connection: string, id: string, runAt: number) {
  return { name: FINISH_JOB, key: `${FINISH_JOB}/${id}`, payload: { connection, id }, runAt };
}

/** Carries accepted acts out, each by one at a time in this process. */
export class Operations {
  readonly #running = new Map<string, Promise<Ended>>();
  /** Those whose users wait no longer. */
  readonly #late = new Set<string>();

  /** How it ended; null when it is still being written after two seconds. */
  async carryOut(context: Context, id: string): Promise<Ended | null> {
    const patience = new AbortController();
    try {
      const work = this.#running.get(id) ?? this.#start(context, id);
      const ended = await Promise.race([
        work,
        pause(PATIENCE, null, { signal: patience.signal, ref: false }),
      ]);
      if (ended === null) this.#late.add(id);
      return ended;
    } finally {
      patience.abort();
    }
  }

  /** How an act ended that may be under way in another process; null when it has not within two seconds. */
  async endOf(context: Context, id: string): Promise<Ended | null> {
    const here = this.#running.get(id);
    if (here) return this.carryOut(context, id);
    for (let waited = 0; waited <= PATIENCE; waited += LOOK_EVERY) {
      const known = await context.store.get(operations, id);
      if (!known || known.ended) return known?.ended ?? null;
      await pause(LOOK_EVERY);
    }
    return null;
  }

  /** What a crash left undone. */
  async finish(context: Context, id: string): Promise<void> {
    const known = await context.store.get(operations, id);
    if (known?.ended === null) await (this.#running.get(id) ?? this.#start(context, id));
  }

  /** Waits for what is being written. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#running.values());
  }

  #start(context: Context, id: string): Promise<Ended> {
    const work = carryOut(context, id, () => this.#late.has(id)).finally(() => {
      this.#running.delete(id);
      this.#late.delete(id);
    });
    this.#running.set(id, work);
    return work;
  }
}

async function carryOut(context: Context, id: string, isLate: () => boolean): Promise<Ended> {
  const { store, clock, log } = context;
  const operation = await store.get(operations, id);
  if (!operation) return { ok: true, done: 'unchanged' };
  const began = clock.now();
  const ended = operation.ended ?? (await attempt(context, operation.intent));
  await store.transaction(async (tx) => {
    await tx.put(operations, [{ id, document: { ...operation, ended, late: isLate() } }]);
    await keepEffect(tx, operation, ended);
  });
  const state = ended.ok ? 'done' : 'failed';
  log('operation.ended', { state, duration: clock.now() - began, ...(!ended.ok && { code: ended.code }) });
  return ended;
}

/** The mirror holds what was written; what the CRM refused is read from it again. */
async function keepEffect(tx: Transaction, operation: Operation, ended: Ended): Promise<void> {
  const { connection, record, intent } = operation;
  if (intent.kind !== 'write' || record === null) return;
  const place = `${connection}/${record}`;
  const team = await tx.get(dealTeams, place);
  if (!team) return;
  if (ended.ok) await tx.put(dealTeams, [{ id: place, document: withChanges(team, intent.changes) }]);
  else await tx.remove(dealTeams, [place]);
}

async function attempt(context: Context, intent: Intent): Promise<Ended> {
  try {
    switch (intent.kind) {
      case 'write':
        return await write(context, intent.changes);
      case 'decide':
        for (const decision of intent.decisions) await decideMatch(context, decision);
        return { ok: true, done: 'saved' };
      case 'ask':
        await makeTask(context, intent);
        return { ok: true, done: 'asked' };
      case 'program':
        await changeProgram(context, intent.rules, intent.user);
        return { ok: true, done: 'saved' };
      case 'claim':
        return await writeClaim(context, intent.zone, intent.key);
      case 'claims':
        return await writeClaims(context, intent.keys, intent.zone);
      case 'newDeal':
        return await createDeal(context, intent.zone, intent.key);
    }
  } catch (error) {
    if (error instanceof CrmError) return refusedBy(error);
    if (error instanceof Refusal) return { ok: false, code: error.code, reason: error.message, retry: false };
    throw error;
  }
}

/** One that is refused stops none of its siblings; the first refusal is what is told. */
async function writeClaims(context: Context, keys: readonly string[], zone: string): Promise<Ended> {
  const ends: Ended[] = [];
  for (const key of keys) ends.push(await writeClaim(context, zone, key));
  return ends.find(({ ok }) => !ok) ?? { ok: true, done: 'saved' };
}

/** Summaries on the deal itself are worth less than the rows: that they were refused is logged and mended by the next act. */
async function write({ crm, log }: Context, changes: readonly Change[]): Promise<Ended> {
  const outcomes = await crm.write(changes);
  let written = false;
  for (const [at, outcome] of outcomes.entries()) {
    if (outcome.status === 'written') written = true;
    if (outcome.status !== 'failed') continue;
    if (changes[at]?.op === 'upsert') return refusedBy(outcome.error);
    log('write.failed', { object: changes[at]?.object ?? '', code: codeOf(outcome.error.fault) });
  }
  return { ok: true, done: written ? 'saved' : 'unchanged' };
}

function refusedBy({ fault, message }: CrmError): Ended {
  const passing = ['throttled', 'exhausted', 'busy', 'down'].includes(fault.kind);
  return { ok: false, code: codeOf(fault), reason: message, retry: passing };
}

function codeOf(fault: CrmFault): string {
  return fault.kind === 'rejected' ? fault.code : fault.kind;
}
