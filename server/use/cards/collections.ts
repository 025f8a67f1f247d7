/** What the store holds for the cards alone; see `server/use/collections.ts` for everything else. */
import type { ProgramRules } from '../../../shared/domain/program.ts';
import type { MatchSettings } from '../../../shared/domain/matching.ts';
import type { ThresholdPreview } from '../../../shared/views/programPage.ts';
import type { AskKind } from '../../../shared/domain/team.ts';
import type { Fields, Segment } from '../../../shared/schema/objects.ts';
import type { Change, Collection } from '../../ports.ts';
import type { MirrorAccount } from '../collections.ts';
import type { MatchDecision } from '../decideMatch.ts';

/** A deal with what partners have to do with it, as it stands in the CRM; id `connection/deal`. */
export interface DealTeam {
  stamp: number;
  /** When it was read, UTC milliseconds. */
  readAt: number;
  /** Its rows come with every reading of the deal; where they do not, polls ask for them by themselves. */
  rowsInside: boolean;
  /** The newest stamp that a viewer's CRM showed, UTC milliseconds; it was read again for that one, and need not be twice. */
  toldOf?: number;
  fields: Fields<'deal'>;
  parts: readonly Fields<'dealPartner'>[];
  touchpoints: readonly Fields<'partnerTouchpoint'>[];
}

/**
 * An account read out of turn, because a card knew of a newer state than the mirror; id `connection/account`. The
 * mirror itself stays as it was, since polls tell from it what has changed.
 */
export type AccountReading = Pick<MirrorAccount, 'stamp' | 'fields' | 'native' | 'overlaps'> & {
  readAt: number;
  /** As of a deal. */
  toldOf?: number;
};

/** How many accounts of a partner's list we know, by its segment and then by ours; id `connection/partner`. */
export interface PartnerTotals {
  matrix: Readonly<Record<Segment, Readonly<Record<Segment, number>>>>;
}

/** A partner's help that was asked for; id `connection/account/key`. The task itself stands in the CRM. */
export interface AskedHelp {
  connection: string;
  account: string;
  partner: string;
  kind: AskKind;
  /** Of the pair and the kind of help, and how often it was asked for; the task's text ends in it. */
  key: string;
  /** The CRM's id of the task. */
  task: string;
  /** YYYY-MM-DD. */
  due: string;
  /** The CRM's id of the user whose task it is, and that person's name where the CRM told it. */
  owner: string;
  ownerName: string | null;
  /** The CRM's id of the user who asked. */
  user: string;
  /** As the task was last read. `gone`: it was deleted. */
  state: 'open' | 'done' | 'gone';
}

/** What an accepted act has to bring about; doing it twice changes nothing more. */
export type Intent =
  | { kind: 'write'; changes: readonly Change[] }
  | { kind: 'decide'; decisions: readonly MatchDecision[] }
  | { kind: 'program'; rules: ProgramRules; user: string }
  /** A registration to be brought to the CRM, by its key; `zone`: the connection's. */
  | { kind: 'claim'; key: string; zone: string }
  | { kind: 'claims'; keys: readonly string[]; zone: string }
  /** A deal to be made for a registration that stands approved without one. */
  | { kind: 'newDeal'; key: string; zone: string }
  | { kind: 'ask'; help: Omit<AskedHelp, 'task' | 'state' | 'ownerName'>; subject: string; text: string };

export type Ended =
  | { ok: true; done: 'saved' | 'unchanged' | 'asked' }
  /** What the CRM said of it, and whether the same can succeed later. */
  | { ok: false; code: string; reason: string; retry: boolean };

/** An act that was accepted; id `connection/user/action/key of the operation`. */
export interface Operation {
  connection: string;
  user: string;
  /** The deal or account it is about; null for the program. */
  record: string | null;
  /** Of the request's body. */
  hash: string;
  at: number;
  intent: Intent;
  /** Null: not carried out yet. */
  ended: Ended | null;
  /** It ended after its user had been told that it was accepted, who therefore has yet to hear of a failure. */
  late?: boolean;
}

/** What other thresholds would change, as it was last looked at; id `connection/user`. */
export interface KeptPreview {
  settings: MatchSettings;
  startedAt: number;
  /** Null: not known yet, or never if it `failed`. */
  figures: ThresholdPreview | null;
  failed: boolean;
}

export const previews: Collection<KeptPreview> = { name: 'previews', class: 'derived' };
export const dealTeams: Collection<DealTeam> = { name: 'dealTeams', class: 'derived' };
export const accountReadings: Collection<AccountReading> = { name: 'accountReadings', class: 'derived' };
/** Accounts that were partners when they were last mapped; id `connection/account`. */
export const partnerAccounts: Collection<{ name: string }> = { name: 'partnerAccounts', class: 'derived' };
export const partnerTotals: Collection<PartnerTotals> = { name: 'partnerTotals', class: 'derived' };
/** The deals that a partner takes part in, as they were last asked for; id `connection/partner`. */
export const partnerDeals: Collection<{ readAt: number; deals: string[] }> = {
  name: 'partnerDeals',
  class: 'derived',
};
/** When a connection's changes were last read to the end; id is the connection. */
export const readings: Collection<{ at: number }> = { name: 'readings', class: 'derived' };
/** Tokens that have been used; id `connection/end of their life/their id`, so that the dead ones come first. */
export const spentTokens: Collection<Record<string, never>> = { name: 'spentTokens', class: 'derived' };
export const operations: Collection<Operation> = {
  name: 'operations',
  class: 'ours',
  keys: ({ connection, record, user, ended, late }) => {
    if (ended === null) return [`pending/${connection}/${record ?? ''}`];
    return late && !ended.ok ? [`unsaved/${connection}/${record ?? ''}/${user}`] : [];
  },
};

export const askedHelp: Collection<AskedHelp> = {
  name: 'askedHelp',
  class: 'ours',
  keys: ({ connection, state }) => (state === 'open' ? [`open/${connection}`] : []),
};

export const CARD_COLLECTIONS: readonly Collection<never>[] = [
  previews,
  dealTeams,
  accountReadings,
  partnerAccounts,
  partnerTotals,
  partnerDeals,
  readings,
  spentTokens,
  operations,
  askedHelp,
];
