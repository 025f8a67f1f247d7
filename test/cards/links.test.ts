/** Links for partners' contacts, from the card to the page: who may make one for whom, what is offered to copy, and how it ends. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { partnerLinks } from '../../server/use/partnerLinks/collections.ts';
import { changeProgram, readRules } from '../../server/use/rules.ts';
import { registrationPolicy } from '../../shared/domain/registration.ts';
import { CRMS } from '../use/story.ts';
import { actionsOn, ClaimWorker, offered, text } from './claims.ts';
import { blocks, CardBench, type Answered, type Who } from './desk.ts';

const PAGE = /https:\/\/partners\.customer\.example\/partner\/[\w-]+\.[\w-]{43}/;
const option = (chosen: string) => ({ kind: 'select' as const, option: chosen });

describe.each(CRMS)('links for contacts on %s', (crm) => {
  let bench: CardBench;
  let me: ClaimWorker;
  beforeAll(async () => {
    bench = await CardBench.begin(crm);
    await bench.story.map();
    await bench.story.poll();
    const { context } = bench.story;
    const { program } = await readRules(context);
    const registration = registrationPolicy.parse({ velocity: 1_000 });
    await changeProgram(context, { ...program, registration }, null);
    me = new ClaimWorker(bench, 'rep', 'deal', 'marineOpen');
    await me.draft({}, ['acme', 'resell', 6_000], ['beacon', 'implementation', 4_000]);
  });
  afterAll(() => bench?.close());

  const partner = (who: Who, more: object = {}) =>
    bench.ask(who, {
      ask: 'view',
      card: 'partner',
      record: { object: 'account', id: bench.story.id('acme') },
      ...more,
    } as never);
  /** The addresses that a card offers. */
  const addresses = (answer: Answered) =>
    blocks(answer, 'copy')
      .flatMap(({ items }) => items)
      .map(({ text: { args } }) => (typeof args?.['link'] === 'string' ? args['link'] : ''));
  const kept = async () => {
    const { store, connection } = bench.story.context;
    return (await store.page(partnerLinks, { prefix: `${connection}/`, limit: 50 })).map(
      ({ document }) => document,
    );
  };

  test('a rep asks a contact for consent, copies the message, and withdraws the link', async () => {
    const asking = offered(await me.look(), 'makeLink', bench.story.id('beacon'));
    const key = 'one-and-the-same-form';
    const values = { contact: text('Lee Contact'), days: option('7') };
    const made = await me.send(asking, values, key);
    expect(made.body).toMatchObject({ ok: true, done: { key: 'done.saved' } });
    const [address = ''] = addresses(made);
    expect(address).toMatch(PAGE);
    // The same form once more is the same link.
    expect(addresses(await me.send(asking, values, key))).toEqual([address]);
    expect(await kept()).toMatchObject([
      {
        partner: bench.story.id('beacon'),
        contact: 'Lee Contact',
        purpose: 'consent',
        createdBy: bench.user('rep'),
        revoked: null,
      },
    ]);
    const [link] = await kept();
    expect((link?.expiresAt ?? 0) - (link?.createdAt ?? 0)).toBe(7 * 86_400_000);
    expect(JSON.stringify(await kept())).not.toContain(address.split('.').at(-1));
    // The card offers an address that leads to the contact's page, as long as the link holds.
    const page = address.replace(/^https:\/\/[^/]+/, bench.url);
    expect(await (await fetch(page)).text()).toContain('For Lee Contact of Beacon Resell');
    const withdrawn = await me.act('revokeLink');
    expect((await fetch(page)).status).toBe(404);
    expect(addresses(withdrawn)).toEqual([]);
    expect((await kept())[0]?.revoked).toMatchObject({ by: bench.user('rep') });
  });

  test.each([
    ['no contact', { days: option('7') }, 'link.contact.missing'],
    ['a blank contact', { contact: text('  ') }, 'link.contact.missing'],
    ['days that are not offered', { contact: text('Lee'), days: option('9999') }, 'link.contact.missing'],
    ['another purpose', { contact: text('Lee'), purpose: option('referral') }, 'link.contact.missing'],
    ['an invisible name', { contact: text('Lee\u202e') }, 'registration.text.invisible'],
  ])('%s makes no link', async (_name, values, code) => {
    const before = await kept();
    const asking = offered(await me.look(), 'makeLink', bench.story.id('beacon'));
    expect((await me.send(asking, values)).body).toMatchObject({ ok: false, code });
    expect(await kept()).toEqual(before);
  });

  test('a claim that is not seen, and a partner that is not on it, have no links', async () => {
    const asking = offered(await me.look(), 'makeLink', bench.story.id('beacon'));
    const values = { contact: text('Lee Contact') };
    const [key = ''] = asking.targets;
    const stray = await me.send({ name: 'makeLink', targets: [key, bench.story.id('cobalt')] }, values);
    expect(stray.status).toBe(404);
    const rival = new ClaimWorker(bench, 'reader', 'deal', 'marineOpen');
    if (crm === 'hubspot') {
      expect((await rival.send(asking, values)).status).toBe(404);
      expect(actionsOn(await rival.look()).map(({ name }) => name)).not.toContain('makeLink');
    }
  });

  test('a contact is invited from the card of the partner; only who invited and channel managers see the link', async () => {
    const inviting = offered(await partner('rep'), 'makeLink');
    const values = { contact: text('Kim Contact'), days: option('30'), purpose: option('registration') };
    const made = await partner('rep', bench.act(inviting, values));
    expect(made.body).toMatchObject({ ok: true, done: { key: 'done.saved' } });
    const [address = ''] = addresses(made);
    expect(address).toMatch(PAGE);
    if (crm === 'hubspot') expect(addresses(await partner('reader'))).toEqual([]);
    expect(addresses(await partner('manager'))).toEqual([address]);
    const revoking = offered(made, 'revokeLink');
    if (crm === 'hubspot') expect((await partner('reader', bench.act(revoking))).status).toBe(404);
    expect(addresses(await partner('manager', bench.act(revoking)))).toEqual([]);
  });
});
