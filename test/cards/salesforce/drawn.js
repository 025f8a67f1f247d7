/** Draws cards in a document, and finds what stands in them as a user would: through every shadow root. */
import axe from 'axe-core';
import { createElement } from 'lwc';
import Card from '../../../salesforce-package/force-app/main/default/lwc/alongsideCard/alongsideCard.js';
import { viewAnswer } from '../../../shared/views/answers.ts';
import { getRecord } from './platform/uiRecordApi.js';
import { org } from './platform/org.js';

/** What the gateway hands back for an answer of the server. */
export const answering = (answer) => ({ status: 200, body: JSON.stringify(answer) });
export const showing = (view, locale = 'en') => answering(viewAnswer(view, locale));

/** Lets everything that waits for no timer happen. */
export const settled = () => new Promise((resolve) => setImmediate(resolve));

/** @returns the card in the document, as the page of this record puts it there */
export async function cardOn({ card = 'deal', recordId = '006000000000001AAA', stamp } = {}) {
  const element = createElement('c-alongside-card', { is: Card });
  element.card = card;
  const isPage = ['program', 'review', 'registrations'].includes(card);
  if (!isPage)
    Object.assign(element, { recordId, objectApiName: card === 'deal' ? 'Opportunity' : 'Account' });
  document.body.append(element);
  if (!isPage) edited(stamp ?? '2026-11-01T10:00:00.000Z');
  await settled();
  return element;
}

/** The record was edited outside the card. @param stamp ISO 8601 */
export function edited(stamp) {
  getRecord.emit({ data: { fields: { SystemModstamp: { value: stamp } } } });
}

/** Every element below one, in order, shadow roots included. */
export function* within(root) {
  for (const element of [...(root.shadowRoot?.children ?? []), ...root.children]) {
    yield element;
    yield* within(element);
  }
}

export const all = (root, selector) => [...within(root)].filter((element) => element.matches(selector));
export const one = (root, selector) => all(root, selector)[0];

/** What a user can read below an element; each text once. */
export function readable(root) {
  const texts = [];
  const visit = (node) => {
    if (node.nodeType === node.TEXT_NODE) texts.push(node.data.trim());
    for (const child of [...(node.shadowRoot?.childNodes ?? []), ...node.childNodes]) visit(child);
  };
  visit(root);
  return texts.filter(Boolean).join('\n');
}

export const button = (root, label) => all(root, 'lightning-button').find((one) => one.label === label);

/** What axe finds wrong; colours and sizes are for a browser to judge. */
export async function faults(element) {
  const { violations } = await axe.run(element, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
    resultTypes: ['violations'],
  });
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`,
  );
}

export const lastCall = () => JSON.parse(org.calls.at(-1).body);
