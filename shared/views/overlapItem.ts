/** How an overlap looks wherever it is listed: its tier, the segments on both sides, and what the partner shares. */
import type { Action } from '../contract/action.ts';
import type { BlockOf } from '../contract/view.ts';
import { account, msg, number, text, word } from './make.ts';
import { shownReasons } from './reasons.ts';
import type { OverlapFacts } from './state.ts';

export type Item = BlockOf<'suggestions'>['items'][number];

export function overlapItem(overlap: OverlapFacts, actions: Action[]): Item {
  return {
    id: overlap.target,
    name: account(overlap.partner),
    badges: badgesOf(overlap),
    facts: factsOf(overlap),
    reasons: shownReasons(overlap.reasons),
    actions,
  };
}

function badgesOf({ decision, tier, partner }: OverlapFacts): Item['badges'] {
  const badges: Item['badges'] = [];
  if (decision !== null) {
    const tone = decision === 'confirmed' ? 'good' : 'neutral';
    badges.push({ label: msg('overlap.decision'), value: word(`decision.${decision}`), tone });
  } else if (tier !== null) {
    const tone = tier === 'sure' ? 'good' : 'warning';
    badges.push({ label: msg('overlap.tier'), value: word(`tier.${tier}`), tone });
  }
  if (partner.type !== null) {
    badges.push({ label: msg('partner.type'), value: word(`partnerType.${partner.type}`), tone: 'neutral' });
  }
  return badges;
}

function factsOf(overlap: OverlapFacts): Item['facts'] {
  const { ourSegment, partnerSegment, score } = overlap;
  const facts: Item['facts'] = [];
  if (partnerSegment !== null) {
    facts.push({ label: msg('overlap.theirSegment'), value: word(`segment.${partnerSegment}`) });
  }
  if (ourSegment !== null) {
    facts.push({ label: msg('overlap.ourSegment'), value: word(`segment.${ourSegment}`) });
  }
  if (score !== null) facts.push({ label: msg('overlap.score'), value: number(score) });
  for (const name of ['partnerAccountName', 'partnerOwner', 'partnerOwnerEmail', 'partnerContact'] as const) {
    const value = overlap[name];
    if (value) facts.push({ label: msg(`overlap.${name}`), value: text(value) });
  }
  return facts;
}
