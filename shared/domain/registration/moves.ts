/** The life of a registration as a table: which move leads from where to where, and who may make it. */
import type { RegistrationState } from '../../schema/objects.ts';
import type { Actor } from './claim.ts';

interface Rule {
  readonly from: readonly RegistrationState[];
  /** Where it leads; `same` stays. Of several the move's own conditions choose. */
  readonly to: readonly RegistrationState[] | 'same';
  readonly by: readonly Actor['as'][];
}

/** Those whose decision is still to come. */
export const WAITING = ['submitted', 'inReview', 'moreInfo', 'appealed'] as const;
const BEFORE_END = [...WAITING, 'approved'] as const;
const ALL = ['draft', ...BEFORE_END, 'rejected', 'withdrawn', 'expired', 'converted'] as const;

export const MOVES = {
  /** By the system: what was typed straight into the CRM's own row, here and below. */
  edit: { from: ['draft', 'moreInfo'], to: 'same', by: ['rep', 'channelManager', 'partner', 'system'] },
  submit: {
    from: ['draft'],
    to: ['submitted', 'inReview'],
    by: ['rep', 'channelManager', 'partner', 'system'],
  },
  review: { from: ['submitted'], to: ['inReview'], by: ['channelManager', 'system'] },
  /** What held it is gone, and no person has taken it up: it is as if it were submitted now. */
  rejudge: { from: ['inReview'], to: ['submitted'], by: ['system'] },
  askInfo: { from: ['submitted', 'inReview'], to: ['moreInfo'], by: ['channelManager'] },
  answer: { from: ['moreInfo'], to: ['inReview'], by: ['rep', 'channelManager', 'partner'] },
  /** By the system only where the policy approves clear claims automatically. */
  approve: {
    from: ['submitted', 'inReview', 'moreInfo', 'appealed'],
    to: ['approved'],
    by: ['channelManager', 'system'],
  },
  reject: {
    from: ['submitted', 'inReview', 'moreInfo', 'appealed'],
    to: ['rejected'],
    by: ['channelManager'],
  },
  appeal: { from: ['rejected'], to: ['appealed'], by: ['rep'] },
  withdraw: { from: ['draft', ...BEFORE_END], to: ['withdrawn'], by: ['rep', 'channelManager'] },
  extend: { from: ['approved'], to: 'same', by: ['rep', 'channelManager'] },
  /** By any rep: whoever has a partner that complements the claim. */
  join: { from: BEFORE_END, to: 'same', by: ['rep', 'channelManager'] },
  consent: { from: ['draft', ...BEFORE_END], to: 'same', by: ['partner', 'channelManager'] },
  reshare: { from: BEFORE_END, to: 'same', by: ['channelManager'] },
  settleCustomer: { from: ['draft', ...WAITING], to: 'same', by: ['channelManager', 'system'] },
  linkDeal: { from: BEFORE_END, to: 'same', by: ['rep', 'channelManager', 'system'] },
  assign: { from: ['draft', ...BEFORE_END], to: 'same', by: ['channelManager', 'system'] },
  /** The end of its protection, or of waiting for an answer. */
  expire: { from: ['approved', 'moreInfo'], to: ['expired'], by: ['system'] },
  /** An expired claim too, where its deal was won in time and only seen later. */
  convert: { from: ['approved', 'expired'], to: ['converted'], by: ['system'] },
  /** Its won deal is open again. */
  reopen: { from: ['converted'], to: ['approved'], by: ['system'] },
  /** The CRM refused the claim itself: its place is given up and what was typed is kept. */
  release: { from: ['submitted', 'inReview', 'approved'], to: ['draft'], by: ['system'] },
  /** Merged and deleted accounts and deals. */
  follow: { from: ALL, to: 'same', by: ['system'] },
} as const satisfies Record<string, Rule>;

export type Move = keyof typeof MOVES;

export const MOVE_NAMES = Object.keys(MOVES) as Move[];

export function ruleOf(move: Move): Rule {
  return MOVES[move];
}

/** What an actor may do in a state, as far as the table says: each move has conditions of its own besides. */
export function movesFrom(state: RegistrationState, as: Actor['as']): Move[] {
  return MOVE_NAMES.filter((move) => ruleOf(move).from.includes(state) && ruleOf(move).by.includes(as));
}
