/** Asks the servers of a stand as a card does; what one of them did not answer is asked of the other, by the same operation key. */
import { setTimeout as pause } from 'node:timers/promises';
import type { CrmName } from '../../server/demo/customer.ts';
import { cardAnswer, type CardAnswer } from '../../shared/contract/answer.ts';
import type { ActRequest, CardRequest } from '../../shared/contract/request.ts';
import { signed } from './signing.ts';
import type { Claimant, Stand } from './stand.ts';

export interface Act {
  action: string;
  targets: readonly string[];
  values: ActRequest['values'];
  operationKey: string;
}

export interface Asked {
  answer: CardAnswer;
  /** Milliseconds until the answer that counted, with all attempts. */
  took: number;
}

const PAGE = { v: 1, card: 'registrations', record: null, stamp: null, locale: 'en' } as const;
const BETWEEN = 50;
/** A server that was killed is back by then; milliseconds. */
const PATIENCE = 60_000;

/** @param first the server that is asked first, by its number */
export function act(
  stand: Stand,
  crm: CrmName,
  claimant: Claimant,
  { action, targets, values, operationKey }: Act,
  first: number,
): Promise<Asked> {
  const asked = { ...PAGE, ask: 'act' as const, action, targets: [...targets], values, operationKey };
  return ask(stand, crm, claimant, asked, first);
}

/** The page as it stands for the claimant now. */
export async function look(stand: Stand, crm: CrmName, claimant: Claimant): Promise<CardAnswer> {
  return (await ask(stand, crm, claimant, { ...PAGE, ask: 'view' }, 0)).answer;
}

async function ask(
  { servers, seal }: Stand,
  crm: CrmName,
  { user }: Claimant,
  request: CardRequest,
  first: number,
): Promise<Asked> {
  const from = performance.now();
  for (let attempt = first; ; attempt += 1) {
    const server = servers[attempt % servers.length];
    if (!server) throw new RangeError('a stand without servers');
    try {
      const { status, text } = await server.send(signed(seal, crm, user, 'rep', request));
      if (status !== 200)
        throw new Error(`${request.ask} was answered with ${status}: ${text.slice(0, 300)}`);
      return { answer: cardAnswer.parse(JSON.parse(text)), took: performance.now() - from };
    } catch (error) {
      if (!isLost(error) || performance.now() - from > PATIENCE) throw error;
      await pause(BETWEEN);
    }
  }
}

/** The connection was refused or went away: nobody knows whether the act was accepted. */
function isLost(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ECONNRESET' || code === 'ECONNREFUSED' || code === 'EPIPE';
}

/** In as many lanes at once. */
export async function inLanes<T, R>(
  items: readonly T[],
  lanes: number,
  work: (item: T, at: number) => Promise<R>,
): Promise<R[]> {
  const results = new Array<R>(items.length);
  let next = 0;
  const lane = async () => {
    for (let at = next++; at < items.length; at = next++) results[at] = await work(items[at] as T, at);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}
