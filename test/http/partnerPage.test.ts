/** The page for a partner's contact: what it shows to whom, what counts and how often, and what is refused without a word too many. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keyOf } from '../../shared/domain/key.ts';
import { claimOf } from '../../server/use/registrations/claims.ts';
import { prepareMove } from '../../server/use/registrations/moveClaim.ts';
import { revokeLink } from '../../server/use/partnerLinks/makeLink.ts';
import { CRMS } from '../use/story.ts';
import { PartnerDesk, wordsOf } from './partnerDesk.ts';

const AGREE = { answer: 'accepted', name: 'Kim Contact' };

describe.each(CRMS)('the page for partners on %s', (crm) => {
  let desk: PartnerDesk;
  let claims = 0;
  beforeAll(async () => {
    desk = await PartnerDesk.begin(crm);
    await desk.claims.policy({
      engagement: 'Who comes first is protected.\n<b>No poaching.</b>',
      velocity: 1_000,
    });
  });
  afterAll(() => desk?.close());

  /** A claim of Acme and Beacon on the marine account; answers its key. */
  async function claim(): Promise<string> {
    claims += 1;
    const form = desk.claims.form(
      'marine',
      [desk.claims.part('acme', ['influence'], 4_200), desk.claims.part('beacon', ['coSell'], 5_800)],
      {
        customer: { name: `Tamarind ${claims}`, website: null, country: null, account: null, match: 'none' },
        amount: { minor: 1_234_500, currency: 'EUR' },
        note: 'Our secret plan',
      },
    );
    expect(await desk.claims.submit(`claim ${claims}`, form)).toBe('saved');
    return keyOf('reg', `claim ${claims}`);
  }

  async function kept(key: string) {
    const { store, connection } = desk.story.context;
    return (await claimOf(store, connection, key))?.registration;
  }

  test('shows a contact their own part, the customer and the rules, and nothing of the others', async () => {
    const { address } = await desk.link({ claim: await claim() });
    const page = await desk.visitor().open(address);
    expect(page.status).toBe(200);
    const words = wordsOf(page);
    expect(words).toContain('For Kim Contact of Acme Integrators, from Customer Inc');
    expect(words).toContain(`Customer Tamarind ${claims}`);
    expect(words).toContain('Status Submitted');
    expect(words).toContain('Your roles Influence');
    expect(words).toContain('42%');
    expect(words).toContain('No poaching.');
    expect(page.html).not.toContain('<b>No poaching');
    expect(page.html).not.toMatch(/beacon|58|secret plan|12,345|EUR|Found them|Rhea/i);
  });

  test('is not kept, framed, scripted, listed, nor told of to others', async () => {
    const { address } = await desk.link({ claim: await claim() });
    const { headers, html } = await desk.visitor().open(address);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-\S+'; form-action 'self'/,
    );
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('x-robots-tag')).toContain('noindex');
    expect(headers.get('set-cookie')).toMatch(/HttpOnly; Secure; SameSite=Lax/);
    expect(html).not.toMatch(/<script|https?:\/\/|javascript:/);
  });

  test('looking changes nothing, however often and by whatever opens links', async () => {
    const { address, link } = await desk.link({ claim: await claim() });
    const before = JSON.stringify(await kept(link.claim));
    for (let times = 0; times < 3; times++) await desk.visitor().open(`${address}?answer=accepted&name=Kim`);
    await fetch(address, { method: 'HEAD' });
    expect(JSON.stringify(await kept(link.claim))).toBe(before);
  });

  test('an answer counts once, by the typed name, and then the page tells how it stands', async () => {
    const { address, link } = await desk.link({ claim: await claim() });
    const kim = desk.visitor();
    await kim.open(address);
    const sent = await kim.send(address, AGREE);
    expect(sent.status).toBe(303);
    const once = await kept(link.claim);
    expect(once?.participants[0]).toMatchObject({ consent: 'accepted', consentedBy: 'Kim Contact' });
    expect(once?.history.at(-1)).toMatchObject({
      move: 'consent',
      by: { as: 'partner', partner: desk.story.id('acme'), name: 'Kim Contact' },
    });
    // The same form once more is the same answer.
    expect((await kim.send(address, AGREE)).status).toBe(303);
    // Another one, from a page that was drawn before, is told that it was answered.
    const shown = await desk.visitor().open(new URL(sent.headers.get('location') ?? '', address).href);
    expect(wordsOf(shown)).toMatch(/Your answer Agreed, Kim Contact,? and /);
    expect(shown.html).not.toContain('<form');
    expect(await kept(link.claim)).toEqual(once);
  });

  test('of two forms that stand open only the first counts', async () => {
    const { address, link } = await desk.link({ claim: await claim() });
    const [kim, lee] = [desk.visitor(), desk.visitor()];
    await Promise.all([kim.open(address), lee.open(address)]);
    const statuses = await Promise.all([
      kim.send(address, AGREE),
      lee.send(address, { answer: 'declined', name: 'Lee Other' }),
    ]);
    expect(statuses.map(({ status }) => status).sort()).toEqual([303, 422]);
    const history = (await kept(link.claim))?.history ?? [];
    expect(history.filter(({ move }) => move === 'consent')).toHaveLength(1);
  });

  test('nobody agrees to a share that was changed while the page stood open', async () => {
    const { address, link } = await desk.link({ claim: await claim() });
    const kim = desk.visitor();
    await kim.open(address);
    const shares = { [desk.story.id('acme')]: 100, [desk.story.id('beacon')]: 9_900 };
    expect(await desk.claims.move(`claim ${claims}`, { move: 'reshare', shares, why: null })).toBe('saved');
    const refused = await kim.send(address, AGREE);
    expect(refused.status).toBe(422);
    expect(wordsOf(refused)).toContain('Your part was changed');
    expect(wordsOf(refused)).toContain('1%');
    expect((await kept(link.claim))?.participants[0]?.consent).toBe('pending');
    expect((await kim.send(address, AGREE)).status).toBe(303);
  });

  test.each([
    ['no answer', { name: 'Kim' }, 'Say whether you agree'],
    ['no name', { answer: 'accepted', name: '   ' }, 'Type your name'],
    ['a name without end', { answer: 'accepted', name: 'K'.repeat(500) }, 'at most 120 characters'],
    ['an invisible name', { answer: 'accepted', name: 'Kim\u202e' }, 'cannot be seen'],
    ['another answer', { answer: 'perhaps', name: '"><script>alert(1)</script>' }, 'Say whether you agree'],
  ])('%s is refused by field, and what was typed is kept', async (_name, filled, words) => {
    const { address, link } = await desk.link({ claim: await claim() });
    const kim = desk.visitor();
    await kim.open(address);
    const refused = await kim.send(address, filled);
    expect(refused.status).toBe(422);
    expect(wordsOf(refused)).toContain(words);
    expect(refused.html).toContain('role="alert"');
    expect(refused.html).not.toContain('<script');
    if (filled.name.trim()) expect(wordsOfAttributes(refused.html)).toContain(filled.name);
    expect((await kept(link.claim))?.participants[0]?.consent).toBe('pending');
  });

  test('what is forged, expired, withdrawn, cut short or of another server is answered all alike', async () => {
    const key = await claim();
    const good = await desk.link({ claim: key });
    const gone = await desk.link({ claim: key });
    const { store, clock } = desk.story.context;
    await store.transaction((tx) => revokeLink(tx, gone.link, 'U', clock.now()));
    const [body = '', code = ''] = good.text.split('.');
    const other = Buffer.from(JSON.stringify(['nobody', 'x', 'y', clock.now() + 1e9])).toString('base64url');
    const stale = await desk.link({ claim: key, days: 0 });
    const pages = await Promise.all(
      [
        gone.text,
        stale.text,
        body,
        `${body}.`,
        `${body}.${code}x`,
        `${other}.${code}`,
        'x',
        '%00',
        'a/b',
        '%E0%A4%A',
      ].map((text) => desk.visitor().open(`${desk.url}/partner/${text}`)),
    );
    expect(new Set(pages.map(({ status }) => status))).toEqual(new Set([404]));
    expect(new Set(pages.map(({ html }) => html)).size).toBe(1);
    expect(pages[0]?.html).not.toMatch(/acme|northwind|contoso|Kim/i);
  });

  test('a link that is withdrawn while its page stands open counts for nothing', async () => {
    const { address, link } = await desk.link({ claim: await claim() });
    const kim = desk.visitor();
    await kim.open(address);
    const { store, clock } = desk.story.context;
    await store.transaction((tx) => revokeLink(tx, link, 'U', clock.now()));
    expect((await kim.send(address, AGREE)).status).toBe(404);
    expect((await kept(link.claim))?.participants[0]?.consent).toBe('pending');
  });

  test('a partner whose account was merged into another keeps its link', async () => {
    const { address, link } = await desk.link({ claim: await claim() });
    const { context } = desk.story;
    const partners = { [desk.story.id('acme')]: desk.story.id('cobalt') };
    const system = { as: 'system' } as const;
    const decide = await prepareMove(context, 'UTC', link.claim, { move: 'follow', partners }, system);
    expect(await context.store.transaction(async (tx) => decide?.(tx))).toMatchObject({ ok: true });
    const kim = desk.visitor();
    expect(wordsOf(await kim.open(address))).toContain('42%');
    expect((await kim.send(address, AGREE)).status).toBe(303);
    expect((await kept(link.claim))?.participants[0]).toMatchObject({
      partner: desk.story.id('cobalt'),
      consent: 'accepted',
    });
  });

  test('a link of one partner shows nothing of a claim without it', async () => {
    const { address } = await desk.link({ claim: await claim(), partner: desk.story.id('cobalt') });
    expect((await desk.visitor().open(address)).status).toBe(404);
  });

  test.each([
    ['from another site', { origin: 'https://evil.example.com' }],
    ['from nowhere', { origin: 'null' }],
    ['across sites, where the browser says only that', { origin: '', 'sec-fetch-site': 'cross-site' }],
  ])('an answer %s is refused', async (_name, headers) => {
    const { address, link } = await desk.link({ claim: await claim() });
    const kim = desk.visitor();
    await kim.open(address);
    expect((await kim.send(address, AGREE, headers)).status).toBe(403);
    expect((await kept(link.claim))?.participants[0]?.consent).toBe('pending');
  });

  test('without its cookie, or with the form of another link, what was typed comes back and counts when sent again', async () => {
    const { address, link } = await desk.link({ claim: await claim() });
    const other = await desk.link({ claim: await claim() });
    const kim = desk.visitor();
    await kim.open(address);
    kim.forgetCookies();
    const again = await kim.send(address, AGREE);
    expect(again.status).toBe(403);
    expect(wordsOf(again)).toContain('Allow cookies');
    expect(again.html).toContain('value="Kim Contact"');
    expect((await kim.send(other.address, AGREE)).status).toBe(403);
    await kim.open(address);
    expect((await kim.send(address, AGREE)).status).toBe(303);
    expect((await kept(link.claim))?.participants[0]?.consent).toBe('accepted');
  });

  test('more than a form can hold is refused', async () => {
    const { address } = await desk.link({ claim: await claim() });
    const kim = desk.visitor();
    await kim.open(address);
    expect((await kim.send(address, { ...AGREE, note: 'x'.repeat(200_000) })).status).toBe(413);
  });

  test('speaks German to who reads German', async () => {
    const { address } = await desk.link({ claim: await claim() });
    const page = await desk.visitor({ 'accept-language': 'de-AT,de;q=0.9,en;q=0.5' }).open(address);
    expect(page.html).toContain('<html lang="de">');
    expect(wordsOf(page)).toMatch(/Für Sie vorgeschlagener Anteil 42\s%/);
    const swiss = await desk.visitor({ 'accept-language': 'xx-!!,de-CH' }).open(address);
    expect(wordsOf(swiss)).toContain('Für Sie vorgeschlagener Anteil 42%');
    const other = await desk.visitor({ 'accept-language': 'ja' }).open(address);
    expect(other.html).toContain('<html lang="en">');
  });
});

function wordsOfAttributes(html: string): string {
  return html.replace(/&#(\d+);/g, (_whole, code: string) => String.fromCharCode(Number(code)));
}
