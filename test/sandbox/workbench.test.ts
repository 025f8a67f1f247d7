/** The workbench through its door: what a newcomer's browser is served, and what another website is refused. */
import { get } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Company, CompanyAccount } from '../../server/sandbox/company.ts';
import { text, area, lookup } from '../../server/sandbox/salesforce/fields.ts';
import { SObject } from '../../server/sandbox/salesforce/schema.ts';
import { createSandbox, type Sandbox } from '../../server/sandbox/sandbox.ts';
import { startWorkbench, type Workbench } from '../../server/sandbox/workbench.ts';

const HOSTILE = `<img src=x onerror="alert('1')"> & Sons`;
const account = (ref: string, name: string, kind: CompanyAccount['kind'] = 'customer'): CompanyAccount => ({
  ref,
  name,
  kind,
  website: `https://${ref}.example`,
  ownerRef: 'olga',
});

const company: Company = {
  owners: [{ ref: 'olga', firstName: 'Olga', lastName: 'Owner', email: 'olga@vendor.example', active: true }],
  accounts: [
    account('acme', 'Acme Tools'),
    account('hostile', HOSTILE),
    account('partner', 'Prime Partner', 'partner'),
    ...Array.from({ length: 40 }, (_, index) =>
      account(`c${index}`, `Company ${String(index).padStart(2, '0')}`),
    ),
  ],
  deals: [
    {
      ref: 'rollout',
      accountRef: 'acme',
      name: 'Acme Rollout',
      outcome: 'open',
      amount: 12_500,
      closeDate: '2026-12-01',
      ownerRef: 'olga',
    },
  ],
  lists: [],
};

const REASONS = [
  { key: 'found.by.colour', args: { ours: 'teal', theirs: 'teal', sure: true }, weight: 12.5 },
  { key: 'found.by.size', args: {}, weight: -3 },
];
const MACHINE_KEY = 'a1b2c3d4e5f6a7b8c9d0e1f2a3';

let sandbox: Sandbox;
let workbench: Workbench;
let sfIds: Map<string, string>;
let hsIds: Map<string, string>;

const page = async (path: string, init?: RequestInit) => {
  const response = await fetch(new URL(path, workbench.url), { redirect: 'manual', ...init });
  return { status: response.status, headers: response.headers, body: squeezed(await response.text()) };
};
/** Without the space that only lays the source out. */
const squeezed = (body: string): string => body.replace(/\s+/g, ' ').replace(/ ?([<>]) ?/g, '$1');
const salesforce = (ref: string) => `/salesforce/${sfIds.get(ref)}`;
const hubspot = (ref: string) => `/hubspot/companies/${hsIds.get(ref)}`;

/** As an app would deploy it: rows of its own below the account, with JSON in a long text. */
function deployChild(): void {
  const { org } = sandbox.salesforce;
  const child = new SObject('Sighting__c', org.nextKeyPrefix(), 'Sighting').add(
    text('Id', 18, { type: 'id' }),
    text('Name', 80, { label: 'Sighting Name' }),
    lookup('Account__c', 'Account', { master: true }, { label: 'Account' }),
    lookup('Seen_By__c', 'Account', {}, { label: 'Seen By' }),
    text('Code__c', 40, { label: 'Code' }),
    text('Never__c', 40, { label: 'Never Filled' }),
    area('Why__c', 4_000, { label: 'Why' }),
  );
  org.register(child);
}

beforeAll(async () => {
  sandbox = await createSandbox();
  sfIds = sandbox.salesforce.load(company);
  hsIds = sandbox.hubspot.load(company);
  workbench = await startWorkbench(sandbox, 0);
  deployChild();
  sandbox.salesforce.org.insert('Sighting__c', {
    Name: 'First sighting',
    Account__c: sfIds.get('acme'),
    Seen_By__c: sfIds.get('partner'),
    Code__c: MACHINE_KEY,
    Why__c: JSON.stringify(REASONS),
  });
  const { portal } = sandbox.hubspot;
  portal.define('companies', {
    name: 'sightings',
    label: 'Sightings',
    type: 'string',
    fieldType: 'textarea',
  });
  portal.update('companies', hsIds.get('acme') ?? '', {
    sightings: JSON.stringify({
      v: 1,
      rows: [
        {
          code: MACHINE_KEY,
          seenBy: hsIds.get('partner'),
          howOften: 'veryOften',
          places: ['frontDoor', 'garden'],
          never: [],
          teller: String(portal.people.list[0]?.userId),
          note: '<b>bold</b>',
          why: REASONS,
        },
      ],
    }),
  });
});

afterAll(async () => {
  await workbench.close();
  await sandbox.close();
});

describe('lists', () => {
  test('open with the records that an app wrote rows for', async () => {
    for (const slug of ['salesforce', 'hubspot']) {
      const { body, status } = await page(`/${slug}`);
      expect(status).toBe(200);
      expect(body).toContain(`aria-current="page">With Sightings</a>`);
      expect(body).toContain('Acme Tools');
      expect(body).not.toContain('Prime Partner');
    }
  });

  test('go on over pages and are narrowed by words', async () => {
    const first = await page('/hubspot?filter=all');
    const second = await page('/hubspot?filter=all&page=2');
    expect(first.body).toContain('43 found');
    expect(first.body).toContain('Company 10');
    expect(first.body).not.toContain('Company 35');
    expect(second.body).toContain('Company 35');
    expect(second.body).toContain('Page 2 of 2');
    const found = await page('/salesforce?filter=all&q=C35.example');
    expect(found.body).toContain('1 found');
    expect(found.body).toContain('Company 35');
    expect((await page('/salesforce?filter=all&page=99')).body).toContain('Page 2 of 2');
  });

  test('tell partners by the type that the customer gave them', async () => {
    for (const slug of ['salesforce', 'hubspot']) {
      const { body } = await page(`/${slug}?filter=partners`);
      expect(body).toContain('1 found');
      expect(body).toContain('Prime Partner');
    }
  });

  test('of deals have what tells one from another', async () => {
    for (const [slug, records] of [
      ['salesforce', 'Opportunities'],
      ['hubspot', 'Deals'],
    ]) {
      const { body } = await page(`/${slug}?filter=deals&q=rollout`);
      expect(body).toContain(`<h1>${records}</h1>`);
      expect(body).toContain('1 found');
      expect(body).toContain('>Acme Rollout</a>');
      expect(body).toContain('12,500');
    }
  });

  test('say that this is an imitation, and how much it holds', async () => {
    const { body } = await page('/salesforce');
    expect(body).toContain('<strong>Imitation.</strong>Not Salesforce');
    expect(body).toContain('<b>43</b>accounts');
    expect(body).toContain('<b>43</b>companies');
    expect(body).toContain('<b>1</b>with Sightings');
  });
});

describe('record pages', () => {
  test("an account has related lists with labels from the org's own describe", async () => {
    const { body } = await page(salesforce('acme'));
    expect(body).toContain('Sightings<span class="count">1</span>');
    expect(body).toContain('<th role="columnheader" scope="col">Sighting Name</th>');
    expect(body).toContain('>First sighting</a></th>');
    expect(body).toContain(`<a href="${salesforce('partner')}">Prime Partner</a>`);
    expect(body).toContain(
      '<span>By colour</span><b class="up">+12.5</b><small>ours and theirs teal, sure Yes</small>',
    );
    expect(body).toContain('<b class="down">−3</b>');
    expect(body).not.toContain('Never Filled');
    expect(body).not.toContain(`>${MACHINE_KEY}<`);
    expect((await page(`${salesforce('acme')}?all=1`)).body).toContain(`>${MACHINE_KEY}<`);
  });

  test('a company has text that holds rows drawn as a table, escaped and with linked names', async () => {
    const { body } = await page(hubspot('acme'));
    expect(body).toContain('Sightings<span class="count">1</span>');
    expect(body).toContain('>Seen by</th>');
    expect(body).toContain(`<a href="${hubspot('partner')}">Prime Partner</a>`);
    expect(body).toContain('>Very often</td>');
    expect(body).toContain('>Front door, Garden</td>');
    expect(body).not.toContain('>Never</th>');
    expect(body).toContain('>Ada Admin</td>');
    expect(body).toContain('<span>By colour</span>');
    expect(body).toContain('&lt;b&gt;bold&lt;/b&gt;');
    expect(body).not.toContain('<b>bold');
    expect(body).not.toContain(`>${MACHINE_KEY}<`);
  });

  test('link to the same company in the other CRM', async () => {
    expect((await page(salesforce('acme'))).body).toContain(`href="${hubspot('acme')}"`);
    expect((await page(hubspot('acme'))).body).toContain(`href="${salesforce('acme')}"`);
  });

  test('escape a hostile name everywhere', async () => {
    for (const path of [
      salesforce('hostile'),
      hubspot('hostile'),
      `${hubspot('hostile')}?edit=1`,
      '/salesforce?filter=all',
      `/hubspot?filter=all&q=${encodeURIComponent('"><img src=x')}`,
    ]) {
      const { body, headers } = await page(path);
      expect(body).not.toContain('<img');
      expect(body).toContain('&lt;img src=x');
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'.*script-src 'self'/);
    }
  });

  test('of unknown and set-up records do not exist', async () => {
    const { org } = sandbox.salesforce;
    for (const path of [
      '/salesforce/001gK000000zzzzQAA',
      '/salesforce/nonsense',
      `/salesforce/${org.adminId}`,
      '/hubspot/companies/1',
      '/hubspot/nonsense/1',
      '/nonsense',
      '/style.css/../server.ts',
    ])
      expect((await page(path)).status, path).toBe(404);
  });
});

describe('changes', () => {
  const save = (path: string, fields: Record<string, string>, origin = workbench.url.slice(0, -1)) =>
    page(path, { method: 'POST', body: new URLSearchParams(fields), headers: { Origin: origin } });

  test('a page that did not change is answered with no content, a changed one in full', async () => {
    const tag = (await page(salesforce('c1'))).headers.get('etag') ?? '';
    const again = () => page(salesforce('c1'), { headers: { 'If-None-Match': tag } });
    expect((await again()).status).toBe(304);
    sandbox.salesforce.org.update('Account', sfIds.get('c1') ?? '', { Phone: '+44 20 7946 0001' });
    const changed = await again();
    expect(changed.status).toBe(200);
    expect(changed.body).toContain('+44 20 7946 0001');
  });

  test('a person can change a plain field in both CRMs', async () => {
    const saved = await save(salesforce('c2'), { Website: 'https://new.example', OwnerId: 'ignored' });
    expect(saved.status).toBe(303);
    expect(saved.headers.get('location')).toBe(salesforce('c2'));
    expect(sandbox.salesforce.org.row('Account', sfIds.get('c2') ?? '')).toMatchObject({
      Website: 'https://new.example',
      Name: 'Company 02',
    });
    await save(hubspot('c2'), { website: 'https://new.example' });
    const { properties } = sandbox.hubspot.portal.object('companies', hsIds.get('c2') ?? '') ?? {};
    expect(properties).toMatchObject({ website: 'https://new.example', name: 'Company 02' });
  });

  test('what the CRM refuses is said in its own words, and what was typed stays', async () => {
    const refused = await save(salesforce('c3'), { Name: '', Phone: '123' });
    expect(refused.status).toBe(422);
    expect(refused.body).toContain('Not saved. Required fields are missing');
    expect(refused.body).toContain('value="123"');
    expect(sandbox.salesforce.org.row('Account', sfIds.get('c3') ?? '')?.['Name']).toBe('Company 03');
  });

  test('a browser says where a form comes from, which a stricter policy would keep it from', async () => {
    expect((await page('/salesforce')).headers.get('referrer-policy')).toBe('same-origin');
  });

  test('without an app there are no cards, no pages of cards and nobody to be', async () => {
    const { body, headers } = await page(salesforce('acme'));
    expect(body).not.toContain('data-component');
    expect(body).not.toContain('You are');
    expect(headers.get('content-security-policy')).not.toContain('unsafe-inline');
    for (const path of [
      '/cards/salesforce/pages/program',
      '/cards/salesforce/files/cards.js',
      '/cards/nobody/x',
    ])
      expect((await page(path)).status, path).toBe(404);
    for (const path of ['/user/salesforce', '/cards/salesforce/post/ui-api'])
      expect((await save(path, { user: 'x' })).status, path).toBe(404);
  });

  test('another website can neither read nor write', async () => {
    expect((await save(salesforce('c4'), { Website: 'x' }, 'https://evil.example')).status).toBe(403);
    const bare = { method: 'POST', body: new URLSearchParams({ Website: 'x' }) };
    expect((await page(salesforce('c4'), bare)).status).toBe(403);
    expect((await page(salesforce('c4'), { method: 'DELETE' })).status).toBe(405);
    expect(sandbox.salesforce.org.row('Account', sfIds.get('c4') ?? '')?.['Website']).toBe(
      'https://c4.example',
    );
    const { port } = new URL(workbench.url);
    const status = await new Promise((resolve, reject) => {
      const headers = { Host: `rebound.example:${port}` };
      get({ host: '127.0.0.1', port, path: '/salesforce', headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).once('error', reject);
    });
    expect(status).toBe(421);
  });
});
