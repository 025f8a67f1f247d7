/** What someone changes in the CRM itself stands on the card with the next poll, or at once where the viewer's CRM shows a newer stamp. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LINES } from '../use/company.ts';
import { CRMS } from '../use/story.ts';
import { blocks, CardBench } from './desk.ts';

describe.each(CRMS)('cards stay fresh on %s', (crm) => {
  let bench: CardBench;
  beforeAll(async () => {
    bench = await CardBench.begin(crm);
    await bench.story.import('acme', [LINES.marine]);
    await bench.story.map();
    const values = {
      partner: { kind: 'record', object: 'account', id: bench.story.id('acme') },
      roles: { kind: 'multiSelect', options: ['coSell'] },
    };
    const added = await bench.deal('rep', 'marineOpen', bench.act({ name: 'addPart', targets: [] }, values));
    expect(added.body.ok).toBe(true);
    await bench.story.poll();
  });
  afterAll(() => bench?.close());

  const calls = () => bench.story.sandbox.world.calls.count(crm);
  const contacts = async () => {
    const before = calls();
    const seen = await bench.deal('rep', 'marineOpen');
    expect(calls()).toBe(before);
    return blocks(seen, 'table')[0]?.rows.map(({ cells }) => JSON.stringify(cells['contact']));
  };

  test('our own act comes back in a poll without the deal being read again', async () => {
    const before = calls();
    await bench.story.poll();
    const quiet = calls() - before;
    const rows = await contacts();
    expect(rows).toHaveLength(1);
    // Seven objects, five to a call, or the two that HubSpot has.
    expect(quiet).toBe(2);
  });

  test('a row that an admin changed by hand is on the card after the next poll, at no call of the card', async () => {
    changeRow(bench, 'Grace Hopper');
    await bench.story.poll();
    expect(await contacts()).toEqual([expect.stringContaining('Grace Hopper')]);
  });

  test('a row that an admin deleted by hand is gone after the next poll', async () => {
    deleteRow(bench);
    await bench.story.poll();
    expect(await contacts()).toEqual([]);
  });

  test.each(['deal', 'account'] as const)(
    'a newer stamp of the %s makes the server read the CRM once, and not once more',
    async (card) => {
      const look = (stamp: number | null) =>
        card === 'deal'
          ? bench.deal('rep', 'marineOpen', { stamp })
          : bench.account('rep', 'marine', { stamp });
      const first = await look(null);
      const shown = first.body.ok && 'view' in first.body ? (first.body.view.stamp ?? 0) : 0;
      const before = calls();
      await look(shown + 60_000);
      const after = calls();
      expect(after).toBeGreaterThan(before);
      await look(shown + 60_000);
      await look(shown + 30_000);
      expect(calls()).toBe(after);
    },
  );
});

/** In the CRM's own pages, past our server. */
function changeRow({ story: { sandbox, crm, ids } }: CardBench, contact: string): void {
  sandbox.world.advance(2_000);
  if (crm === 'salesforce') {
    const { org } = sandbox.salesforce;
    const [row] = org.rows('Deal_Partner__c');
    org.update('Deal_Partner__c', String(row?.['Id']), { Contact__c: contact });
    return;
  }
  edit(sandbox.hubspot.portal, ids.get('marineOpen') ?? '', (rows) =>
    rows.map((row) => ({ ...row, contact })),
  );
}

function deleteRow({ story: { sandbox, crm, ids } }: CardBench): void {
  sandbox.world.advance(2_000);
  if (crm === 'salesforce') {
    const { org } = sandbox.salesforce;
    for (const row of org.rows('Deal_Partner__c')) org.remove('Deal_Partner__c', String(row['Id']));
    return;
  }
  edit(sandbox.hubspot.portal, ids.get('marineOpen') ?? '', () => []);
}

type Portal = CardBench['story']['sandbox']['hubspot']['portal'];

function edit(portal: Portal, deal: string, change: (rows: object[]) => object[]): void {
  const name = 'alongside_deal_partners';
  const text = portal.object('deals', deal)?.properties[name] ?? '{}';
  const envelope = JSON.parse(text) as { rows: object[] };
  portal.update('deals', deal, { [name]: JSON.stringify({ ...envelope, rows: change(envelope.rows) }) });
}
