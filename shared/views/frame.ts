/** What every card has around its blocks: whose it is, how fresh, and what it says when there is trouble. */
import type { Action } from '../contract/action.ts';
import type { Form } from '../contract/field.ts';
import type { Message, RecordRef } from '../contract/value.ts';
import type { Block, CardKind, CardView } from '../contract/view.ts';
import { action, duration, msg } from './make.ts';

/** How fresh the state is that a view is made of. */
export interface Freshness {
  /** Last-modified stamp of the record, UTC milliseconds; null on pages about no record. */
  readonly stamp: number | null;
  /** How long ago it was read, in milliseconds, where that is longer than it should be; else null. */
  readonly age: number | null;
}

interface Parts {
  card: CardKind;
  record: RecordRef | null;
  title: Message;
  fresh: Freshness;
  /** Nothing to show yet: the blocks say what to do. */
  empty: boolean;
  blocks: readonly (Block | null)[];
  forms?: Readonly<Record<string, Form>>;
  actions?: readonly Action[];
}

export const RELOAD = action('reload', msg('action.reload'));

export function frame({ card, record, title, fresh, empty, blocks, forms, actions }: Parts): CardView {
  const drawn = blocks.filter((block) => block !== null);
  const { age, stamp } = fresh;
  const old = age === null ? [] : [staleNotice(age)];
  return {
    v: 1,
    card,
    record,
    title,
    state: age === null ? (empty ? 'empty' : 'ready') : 'stale',
    stamp,
    age,
    blocks: [...old, ...drawn],
    forms: { ...forms },
    actions: [...(actions ?? [])],
  };
}

/** Said where a view is made from what was read too long ago. */
function staleNotice(age: number): Block {
  return {
    kind: 'notice',
    tone: 'warning',
    message: msg('card.stale', { age: duration(age) }),
    actions: [RELOAD],
  };
}
