/** Which acts each card has, who may do them, and how each is prepared. */
import type { ActRequest } from '../../../shared/contract/request.ts';
import type { CardKind } from '../../../shared/contract/view.ts';
import type { Shown } from '../showCard.ts';
import { ASK_ACTS, prepareAsk } from './askActs.ts';
import { isChannelManager, type Access } from './caller.ts';
import { CLAIM_ACTS, prepareClaimAct } from './claimActs.ts';
import { DEAL_ACTS, prepareDealAct, type Prepared } from './dealActs.ts';
import type { Desk } from './desk.ts';
import { INBOX_ACTS, prepareInboxAct } from './inboxActs.ts';
import { LINK_ACTS, prepareLinkAct } from './linkActs.ts';
import { OVERLAP_ACTS, prepareDecision } from './overlapActs.ts';
import { prepareProgramChange, PROGRAM_CHANGES, PROGRAM_TRIALS, type Trial } from './programActs.ts';
import type { Refused } from './refusal.ts';
import { changeManagers, SETTINGS_ACTS } from './settingsState.ts';

/** `shown`: nothing is left to be written, the card itself is the answer; `done` where the act has had its effect. */
export type PreparedAct = Prepared | { shown: Shown; done?: 'saved' } | { refusal: Refused };

export interface CardAct {
  refuse(access: Access): Refused | null;
  /** Null: what it is about is not there. */
  prepare(desk: Desk, request: ActRequest, operation: string): Promise<PreparedAct | null>;
}

const mayEdit = ({ edit }: Access): Refused | null => (edit ? null : { code: 'refused.mayNotEdit' });
export const mayManage = (access: Access): Refused | null =>
  isChannelManager(access) ? null : { code: 'refused.channelManager' };

function all(names: Iterable<string>, act: CardAct): Record<string, CardAct> {
  return Object.fromEntries([...names].map((name) => [name, act]));
}

/** Refused by the act itself, which asks the CRM who may administer it. */
const SETTING: CardAct = {
  refuse: () => null,
  prepare: async (desk, request) => {
    const refusal = await changeManagers(desk, request);
    return refusal ? { refusal } : { shown: {}, done: 'saved' };
  },
};

/** Who may do what to a claim depends on the claim. */
const CLAIM: CardAct = { refuse: () => null, prepare: prepareClaimAct };
const LINK: CardAct = { refuse: () => null, prepare: prepareLinkAct };
const ON_CLAIMS = { ...all(CLAIM_ACTS, CLAIM), ...all(LINK_ACTS, LINK) };

const ACTS: Readonly<Partial<Record<CardKind, Readonly<Record<string, CardAct>>>>> = {
  deal: {
    ...all(DEAL_ACTS, { refuse: mayEdit, prepare: prepareDealAct }),
    ...ON_CLAIMS,
  },
  account: {
    ...all(OVERLAP_ACTS, { refuse: mayEdit, prepare: prepareDecision }),
    ...all(ASK_ACTS, { refuse: mayEdit, prepare: prepareAsk }),
    ...ON_CLAIMS,
  },
  review: all(OVERLAP_ACTS, { refuse: mayManage, prepare: prepareDecision }),
  registrations: {
    ...ON_CLAIMS,
    ...all(INBOX_ACTS, { refuse: mayManage, prepare: prepareInboxAct }),
  },
  partner: all(LINK_ACTS, LINK),
  settings: all(SETTINGS_ACTS, SETTING),
  program: {
    ...all(Object.keys(PROGRAM_CHANGES), { refuse: mayManage, prepare: prepareProgramChange }),
    ...Object.fromEntries(Object.entries(PROGRAM_TRIALS).map(([name, attempt]) => [name, tried(attempt)])),
  },
};

function tried(attempt: Trial): CardAct {
  return {
    refuse: mayManage,
    prepare: async (desk, request) => {
      const answer = await attempt(desk, request);
      return 'refusal' in answer ? answer : { shown: { tried: answer.tried } };
    },
  };
}

const ABOUT: Readonly<Record<CardKind, 'deal' | 'account' | null>> = {
  deal: 'deal',
  account: 'account',
  partner: 'account',
  program: null,
  review: null,
  registrations: null,
  settings: null,
};

/** Undefined: this card has no such act. */
export function actOf({ card, record, action }: ActRequest): CardAct | undefined {
  if ((record?.object ?? null) !== ABOUT[card]) return undefined;
  const acts = ACTS[card] ?? {};
  return Object.hasOwn(acts, action) ? acts[action] : undefined;
}
