/** The review queue: likely matches side by side, to be decided one by one or several at once. */
import type { Message } from '../contract/value.ts';
import type { BlockOf, CardView } from '../contract/view.ts';
import type { Reason } from '../domain/matching.ts';
import { frame, type Freshness } from './frame.ts';
import { rejectForm } from './account/overlaps.ts';
import { account, action, limited, msg, number, text, word } from './make.ts';
import { shownReasons } from './reasons.ts';
import type { Named } from './state.ts';

const COMPARED = ['name', 'website', 'country', 'city', 'registrationNumber', 'owner'] as const;
type Compared = Partial<Record<(typeof COMPARED)[number], string | null>>;

export interface ReviewItem {
  /** Names the pair to the server. */
  readonly target: string;
  readonly account: Named;
  readonly partner: Named;
  readonly ours: Compared;
  /** Only what the partner's policy shows; absent is not shared. */
  readonly theirs: Compared;
  readonly score: number;
  readonly reasons: readonly Reason[];
}

export interface ReviewQueueState extends Freshness {
  readonly items: readonly ReviewItem[];
  /** Items that wait beyond these. */
  readonly more: number;
  readonly mayDecide: boolean;
}

type Pair = BlockOf<'pairs'>['items'][number];
/** So that a page with its words stays below 50 kB, whatever the names. */
const MOST = 20;

export function reviewQueue(state: ReviewQueueState): CardView {
  const disabled = state.mayDecide ? null : msg('refused.channelManager');
  const { shown, more } = limited(state.items, MOST, state.more);
  return frame({
    card: 'review',
    record: null,
    title: msg('card.review'),
    fresh: state,
    empty: state.items.length === 0,
    blocks: [
      {
        kind: 'pairs',
        title: msg('review.title', { count: state.items.length + state.more }),
        sides: { ours: msg('review.ours'), theirs: msg('review.theirs') },
        items: shown.map((item) => pairOf(item, disabled)),
        bulk: [confirm([], disabled), reject([], disabled)],
        empty: msg('review.empty'),
        ...more,
      },
    ],
    forms: { reject: rejectForm() },
  });
}

function pairOf(item: ReviewItem, disabled: Message | null): Pair {
  const targets = [item.target];
  return {
    id: item.target,
    name: account(item.account),
    badges: [
      { label: msg('part.partner'), value: account(item.partner), tone: 'info' },
      { label: msg('overlap.score'), value: number(item.score), tone: 'neutral' },
    ],
    rows: COMPARED.flatMap((name) => rowOf(name, item)),
    reasons: shownReasons(item.reasons),
    actions: [confirm(targets, disabled), reject(targets, disabled)],
  };
}

/** A field that neither side fills is left out; what the partner does not share says so. */
function rowOf(name: (typeof COMPARED)[number], { ours, theirs }: ReviewItem): Pair['rows'] {
  const [a, b] = [ours[name] ?? null, theirs[name]];
  if (a === null && (b === null || b === undefined)) return [];
  return [
    {
      label: msg(`company.${name}`),
      ours: a === null ? null : text(a),
      theirs: b === undefined ? word('value.notShared') : b === null ? null : text(b),
      same: a === null || b === null || b === undefined ? null : comparable(a) === comparable(b),
    },
  ];
}

const comparable = (value: string) => value.normalize('NFKC').trim().toLowerCase();

function confirm(targets: string[], disabled: Message | null) {
  return action('confirmOverlap', msg('action.confirm'), { targets, disabled, look: 'primary' });
}

function reject(targets: string[], disabled: Message | null) {
  return action('rejectOverlap', msg('action.reject'), {
    targets,
    disabled,
    look: 'danger',
    form: { name: 'reject' },
  });
}
