/** Turns a block of the contract into the plain texts and flags that a template needs, since templates cannot compute. */
import { toneWord } from './tones';
import { drawPairs } from './pairs';
import { drawTable } from './table';

export { ICONS, THEMES, toneWord } from './tones';
export { entered, shown, start } from './inputs';

const DRAW = {
  badges: ({ badges }, texts) => ({ badges: badges.map(badgeIn(texts)) }),
  facts: ({ facts }, texts) => ({ facts: facts.map(labelled(texts)) }),
  coverage: drawCoverage,
  suggestions: ({ items }, texts) => ({ items: items.map((item) => drawItem(item, texts)) }),
  timeline: drawTimeline,
  chart: drawChart,
  notice: ({ tone, actions, message }, texts) => ({ tone, actions, message: texts.say(message) }),
  actions: ({ actions }) => ({ actions }),
  form: ({ action }) => ({ action }),
  copy: drawCopy,
  table: (block, texts) => drawTable(block, texts),
  pairs: (block, texts) => drawPairs(block, texts, drawItem),
};

/** @returns {object} what the template of this kind of block draws */
export function draw(block, texts) {
  const rows = block.items ?? block.rows ?? block.points;
  return {
    title: block.title && texts.say(block.title),
    empty: rows?.length === 0 ? texts.say(block.empty) : undefined,
    more: block.more && texts.say(block.more),
    ...DRAW[block.kind](block, texts),
  };
}

/** What suggestions and pairs have in common. */
function drawItem({ id, name, badges, facts = [], reasons, actions }, texts) {
  return {
    id,
    name,
    badges: badges.map(badgeIn(texts)),
    facts: facts.map(labelled(texts)),
    reasons: reasons.map(({ message, weight }, key) => ({
      key,
      text: texts.say(message),
      weight: weight === null ? undefined : signed(weight, texts),
    })),
    actions,
  };
}

function drawCoverage({ steps, summary }, texts) {
  return {
    summary: texts.say(summary),
    steps: steps.map(({ label, by, action }, key) => ({
      key,
      label: texts.say(label),
      by: by.map((name, index) => ({ key: index, name })),
      class: by.length > 0 ? 'step covered' : 'step gap',
      actions: action ? [action] : [],
    })),
  };
}

function drawCopy({ copy, copied, byHand, items }, texts) {
  return {
    copy: texts.say(copy),
    copied: texts.say(copied),
    byHand: texts.say(byHand),
    items: items.map(({ id, name, text, note, actions }) => ({
      id,
      name: texts.say(name),
      text: texts.say(text),
      note: note && texts.say(note),
      actions,
    })),
  };
}

function drawTimeline({ items }, texts) {
  return {
    items: items.map(({ id, at, message, detail, tone = 'neutral' }) => ({
      id,
      at,
      text: texts.say(message),
      detail,
      class: `entry ${tone}`,
      tone: toneWord(tone),
    })),
  };
}

const WIDTH = 100;

function drawChart({ shape, points }, texts) {
  const sizes = points.map(({ value }) => value.value ?? value.minor ?? value.basisPoints ?? 0);
  const most = Math.max(1, ...sizes.map(Math.abs));
  const step = WIDTH / Math.max(1, points.length - 1);
  return {
    isLine: shape === 'line',
    line: sizes.map((size, index) => `${index * step},${WIDTH - (size / most) * WIDTH}`).join(' '),
    points: points.map(({ label, value }, key) => ({
      key,
      label: texts.value(label),
      value: texts.value(value),
      style: `inline-size: ${(Math.abs(sizes[key]) / most) * WIDTH}%`,
    })),
  };
}

function signed(weight, texts) {
  const number = texts.value({ kind: 'number', value: weight });
  return weight > 0 ? `+${number}` : number;
}

function labelled(texts) {
  return ({ label, value }, key) => ({ key, label: texts.say(label), value });
}

function badgeIn(texts) {
  return ({ label, value, tone }, key) => ({
    key,
    label: texts.say(label),
    // A word speaks for itself; a number does not.
    naming: value.kind === 'number' ? 'naming' : 'slds-assistive-text',
    text: texts.value(value),
    class: `badge ${tone}`,
    tone: toneWord(tone),
  });
}
