/** What goes wrong in the middle of a race: a server is killed, a write is refused, writes take so long that decisions outlive who made them. */
import { setTimeout as pause } from 'node:timers/promises';
import type { CrmName } from '../../server/demo/customer.ts';
import { claimId } from '../../server/use/registrations/claims.ts';
import { registrations } from '../../server/use/registrations/collections.ts';
import type { Stand } from './stand.ts';

export interface Trouble {
  /** Told of each answer that came. */
  answered(count: number): void;
  /** Everything is as it was before, with all servers up. */
  end(): Promise<void>;
}

const LOOK_EVERY = 20;
/** Longer than a race; milliseconds. */
const STUCK = 3_000;
const ROWS = 'Deal_Registration__c';
/** In what the loser is told. */
export const FORBIDDEN = 'This customer is handled by the board.';

/** One of the servers is killed once so many have their answer; the others go on alone. */
export function killedAfter({ servers }: Stand, answers: number): Trouble {
  const [first] = servers;
  let killing: Promise<void> | undefined;
  return {
    answered: (count) => {
      if (count >= answers) killing ??= first?.kill();
    },
    end: async () => {
      await killing;
      if (killing) await first?.start();
    },
  };
}

/** Killed when half of the claims are decided, while the CRM has not answered the first write yet, and started again at once. */
export function killedBeforeWriting(stand: Stand, crm: CrmName, keys: readonly string[]): Trouble {
  const { sandbox, servers, contexts } = stand;
  const { store, connection } = contexts[crm];
  const ids = keys.map((key) => claimId(connection, key));
  sandbox.world.fail({
    crm,
    method: 'POST',
    path: /composite/,
    body: new RegExp(ROWS),
    times: Infinity,
    effect: { delay: STUCK },
  });
  const striking = (async () => {
    for (;;) {
      const claims = [...(await store.many(registrations, ids)).values()];
      if (claims.filter(({ registration }) => registration.submission !== null).length * 2 >= keys.length)
        break;
      await pause(LOOK_EVERY);
    }
    await servers[0]?.kill();
    sandbox.world.faults.clear();
    await servers[0]?.start();
  })();
  return { answered: () => undefined, end: () => striking };
}

/** A rule of the org takes the first claim that is approved for a customer that is nobody's, and no other. */
export function refusing({ sandbox }: Stand): Trouble {
  let isOver = false;
  let refused: unknown = null;
  sandbox.salesforce.org.validationRule(ROWS, 'Board', FORBIDDEN, 'Customer_Name__c', (row) => {
    if (isOver || row['Status__c'] !== 'approved') return false;
    refused ??= row['Alongside_Key__c'];
    return row['Alongside_Key__c'] === refused;
  });
  return {
    answered: () => undefined,
    end: async () => {
      // Where the answers did not wait for it, the write is still to come.
      while (refused === null) await pause(LOOK_EVERY);
      isOver = true;
    },
  };
}

export const UNDISTURBED: Trouble = { answered: () => undefined, end: async () => undefined };
