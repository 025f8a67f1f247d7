/** One race: drafts of one customer in twenty variants, then all of them submitted at once, with what is to go wrong meanwhile. */
import { randomUUID } from 'node:crypto';
import type { CrmName } from '../../server/demo/customer.ts';
import { act, type Asked, inLanes } from './asking.ts';
import { type Draft, draftsOf } from './drafts.ts';
import type { Stand } from './stand.ts';
import { killedAfter, killedBeforeWriting, refusing, type Trouble, UNDISTURBED } from './trouble.ts';

/**
 * `exclusive`: all want the same exclusive role. `shared`: all want one that is not. `refused`: the CRM refuses the
 * winner. `killed`: the server dies between decisions and their writing. Of two servers one dies in `exclusive` and
 * `shared`, too.
 */
export type RaceKind = 'exclusive' | 'shared' | 'refused' | 'killed';

export interface Submitted extends Asked {
  draft: Draft;
}

export interface Race {
  kind: RaceKind;
  crm: CrmName;
  submitted: readonly Submitted[];
}

/** @param number of the race: of another number is another customer */
export async function race(stand: Stand, crm: CrmName, kind: RaceKind, number: number): Promise<Race> {
  const drafts = await draftsOf(stand, crm, number, kind === 'shared' ? 'implementation' : 'resell');
  const trouble = troubleOf(stand, crm, kind, number, drafts);
  let answers = 0;
  const submitted = await inLanes(drafts, drafts.length, async (draft, at): Promise<Submitted> => {
    const submit = { action: 'submitClaim', targets: [draft.key], values: {}, operationKey: randomUUID() };
    const asked = await act(stand, crm, draft.claimant, submit, at);
    trouble.answered(++answers);
    return { ...asked, draft };
  });
  await trouble.end();
  return { kind, crm, submitted };
}

function troubleOf(
  stand: Stand,
  crm: CrmName,
  kind: RaceKind,
  number: number,
  drafts: readonly Draft[],
): Trouble {
  switch (kind) {
    case 'refused':
      return refusing(stand);
    case 'killed':
      return killedBeforeWriting(
        stand,
        crm,
        drafts.map(({ key }) => key),
      );
    case 'exclusive':
    case 'shared':
      // Another moment in each race.
      return stand.servers.length > 1
        ? killedAfter(stand, 1 + ((number * 37) % (drafts.length - 1)))
        : UNDISTURBED;
  }
}
