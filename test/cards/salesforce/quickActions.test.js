/** A quick action of the deal page opens the card at its form, does the act once, and closes its own window. */
import { createElement } from 'lwc';
import { afterEach, expect, test } from 'vitest';
import AddPartner from '../../../salesforce-package/force-app/main/default/lwc/alongsideAddPartner/alongsideAddPartner.js';
import LogTouchpoint from '../../../salesforce-package/force-app/main/default/lwc/alongsideLogTouchpoint/alongsideLogTouchpoint.js';
import { viewAnswer } from '../../../shared/views/answers.ts';
import { VIEWS } from '../../views/fixtures/all.ts';
import { all, answering, button, edited, faults, one, settled, showing } from './drawn.js';
import { org } from './platform/org.js';

const RECORD = '006000000000001AAA';
const actions = { addPart: AddPartner, logTouchpoint: LogTouchpoint };
const deal = VIEWS['deal, twelve partners'];
const closings = [];

afterEach(() => (closings.length = 0));

/** The action's window, as the platform opens it: the record's id comes once it stands there. */
async function opened(action, view = deal) {
  org.gateway = async ({ verb }) => (verb === 'view' ? showing(view) : answering({ ok: false }));
  const element = createElement('c-quick-action', { is: actions[action] });
  element.addEventListener('closeactionscreen', () => closings.push(action));
  document.body.append(element);
  await settled();
  expect(org.calls).toEqual([]);
  Object.assign(element, { recordId: RECORD, objectApiName: 'Opportunity' });
  await settled();
  edited('2026-11-01T10:00:00.000Z');
  await settled();
  return element;
}

test.each(Object.keys(actions))('%s opens its own form, and closing that closes the window', async (name) => {
  const element = await opened(name);
  const [form] = all(element, 'c-alongside-form');
  expect(form.action.name).toBe(name);
  expect(await faults(element)).toEqual([]);
  button(form, 'Cancel').click();
  expect(closings).toEqual([name]);
});

test('an act that was done closes the window, and the record is read again', async () => {
  const element = await opened('addPart');
  org.gateway = async () => answering({ ...viewAnswer(deal, 'en'), changedRecord: true });
  const form = one(element, 'c-alongside-form');
  const detail = { action: form.action, operationKey: crypto.randomUUID(), values: {} };
  form.dispatchEvent(new CustomEvent('alongsidesubmit', { detail }));
  await settled();
  expect(org.notified).toEqual([RECORD]);
  expect(org.calls.at(-1)).toMatchObject({ verb: 'act', recordId: RECORD });
  expect(closings).toEqual(['addPart']);
});

test('where the act is not offered, the card stands there and says why', async () => {
  const element = await opened('addPart', VIEWS['deal, read only']);
  expect(all(element, 'c-alongside-form')).toEqual([]);
  expect(button(element, 'Add a partner').disabled).toBe(true);
});
