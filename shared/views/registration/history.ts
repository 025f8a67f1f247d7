/** What became of a claim, move by move, newest first. */
import type { Tone, Value } from '../../contract/value.ts';
import type { Block, BlockOf } from '../../contract/view.ts';
import type { Actor, HistoryEntry, Move } from '../../domain/registration.ts';
import { account, instant, limited, list, msg, text, word } from '../make.ts';
import { partnerIn, type RegistrationSection, type ShownClaim } from './state.ts';

type Item = BlockOf<'timeline'>['items'][number];

const MOST = 10;
const TONE: Readonly<Partial<Record<Move, Tone>>> = {
  approve: 'good',
  convert: 'good',
  reject: 'bad',
  release: 'bad',
  expire: 'warning',
  askInfo: 'warning',
};

export function historyBlock(shown: ShownClaim, section: RegistrationSection): Block {
  const { history, key } = shown.claim;
  const items = history
    .map((entry, at) => ({ entry, id: `${key}.${at}` }))
    .filter(({ entry }, at) => !isGoneOver(entry, history[at + 1]))
    .map(({ entry, id }) => itemOf(entry, id, shown.viewer, section))
    .toReversed();
  const { shown: newest, more } = limited(items, MOST);
  return {
    kind: 'timeline',
    title: msg('claim.history'),
    items: newest,
    empty: msg('claim.history.empty'),
    ...more,
  };
}

/** Of one person's changes in a row the last is told; the history itself holds each of them. */
function isGoneOver({ move, by }: HistoryEntry, next: HistoryEntry | undefined): boolean {
  return move === 'edit' && next?.move === 'edit' && samePerson(by, next.by);
}

function samePerson(a: Actor, b: Actor): boolean {
  return 'user' in a && 'user' in b && a.user === b.user;
}

function itemOf(
  { at, by, move, why, after }: HistoryEntry,
  id: string,
  viewer: string,
  section: RegistrationSection,
): Item {
  const tone = TONE[move];
  const about = move === 'join' || move === 'consent' ? (after.participants ?? []) : [];
  const details = [
    ...about.map(({ partner }) => account(partnerIn(section, partner))),
    ...(move === 'consent' ? about.map(({ consent }) => word(`consent.${consent}`)) : []),
    ...(why === null ? [] : [text(why)]),
  ];
  const [detail] = details;
  return {
    id,
    at: instant(at),
    message: msg(`claimMove.${move}`, { who: actorOf(by, viewer) }),
    ...(detail && { detail: details.length === 1 ? detail : list(details) }),
    ...(tone && { tone }),
  };
}

function actorOf(by: HistoryEntry['by'], viewer: string): Value {
  if (by.as === 'partner') return text(by.name);
  if (by.as === 'system') return word('actor.system');
  return word(by.user === viewer ? 'actor.you' : `actor.${by.as}`);
}
