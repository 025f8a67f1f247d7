/** What follows from how a claim and the world around it stand now; done, and asked again, nothing more follows. */
import type { Fields } from '../../schema/objects.ts';
import { diffFields } from '../overlap.ts';
import type { DealFacts, RegistrationRules } from '../conflict/facts.ts';
import type { Part } from '../team.ts';
import type { HistoryEntry, Registration } from './claim.ts';
import { makeMove } from './makeMove.ts';
import type { MoveRequest } from './request.ts';
import { dealFields, type ShownFields } from './shown.ts';
import { tasksOf, type Task } from './tasks.ts';
import { partsFollowing } from './teamFollows.ts';

/** The world as it stands, read anew each time. */
export interface LifeFacts {
  /** The present id of the customer's account: another after a merge, null where it is gone; undefined: not read. */
  readonly account: string | null | undefined;
  /** Of partners whose accounts were merged: as the claim names them, and as they are now. */
  readonly partners?: ReadonlyMap<string, string>;
  /** The claim's deal, under another id after a merge; null where it is gone; undefined: none or not read. */
  readonly deal: DealFacts | null | undefined;
  /** The credit of the deal is settled, so its team can no longer change. */
  readonly locked: boolean;
  /** The other claims on the same deal. */
  readonly siblings: readonly Registration[];
  /** What the deal's fields say of its claims; undefined: they could not be read. */
  readonly shown: ShownFields | undefined;
  /** References of the tasks that were made so far, done or not. */
  readonly tasks: ReadonlySet<string>;
}

export interface Consequences {
  /** After the moves that were due. */
  readonly registration: Registration;
  /** Those moves, in order. */
  readonly entries: readonly HistoryEntry[];
  /** Deal partners to write, as they shall be. */
  readonly parts: readonly Part[];
  /** Fields of the deal to write; null: none. */
  readonly shown: Partial<Fields<'deal'>> | null;
  readonly tasks: readonly Task[];
}

export function consequencesOf(
  registration: Registration,
  facts: LifeFacts,
  rules: RegistrationRules,
  now: number,
): Consequences {
  const entries: HistoryEntry[] = [];
  let settled = registration;
  for (const due of [followed, reopened, converted, expired]) {
    const request = due(settled, facts);
    if (request === null) continue;
    const moved = makeMove(settled, request, { actor: { as: 'system' }, now, rules });
    // A move whose conditions do not hold yet is none that is due.
    if (!moved.ok || moved.entry === null) continue;
    settled = moved.registration;
    entries.push(moved.entry);
  }
  const deal = facts.deal && settled.deal === facts.deal.id ? facts.deal : null;
  const shown =
    deal && facts.shown ? diffFields(dealFields([settled, ...facts.siblings], rules), facts.shown) : null;
  return {
    registration: settled,
    entries,
    parts: deal && !facts.locked ? partsFollowing(settled, deal, rules, now) : [],
    shown,
    tasks: tasksOf(settled, rules, now).filter(({ reference }) => !facts.tasks.has(reference)),
  };
}

type Due = (claim: Registration, facts: LifeFacts) => MoveRequest | null;

const followed: Due = ({ customer, deal, participants }, facts) => {
  const account = customer.account !== null && facts.account !== undefined ? facts.account : customer.account;
  const present = deal !== null && facts.deal !== undefined ? (facts.deal?.id ?? null) : deal;
  const partners = [...(facts.partners ?? [])].filter(([from, into]) => {
    return from !== into && participants.some(({ partner }) => partner === from);
  });
  if (account === customer.account && present === deal && partners.length === 0) return null;
  return {
    move: 'follow',
    ...(account !== customer.account && { account }),
    ...(present !== deal && { deal: present }),
    ...(partners.length > 0 && { partners: Object.fromEntries(partners) }),
  };
};

const reopened: Due = ({ state }, { deal }) =>
  state === 'converted' && deal && !deal.won ? { move: 'reopen', deal } : null;

const converted: Due = ({ state }, { deal }) =>
  (state === 'approved' || state === 'expired') && deal?.won ? { move: 'convert', deal } : null;

const expired: Due = ({ state }) =>
  state === 'approved' || state === 'moreInfo' ? { move: 'expire' } : null;
