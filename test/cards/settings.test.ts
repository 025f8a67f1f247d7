/** Who the channel managers are: said by a super admin in the app's settings on one CRM, by the org itself on the other. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CRMS, customerOn } from '../use/story.ts';
import { blocks, CardBench, type Answered, type Who } from './desk.ts';

const PAGE = { card: 'settings', record: null } as const;
const QUEUE = { ask: 'view', card: 'review', record: null } as const;

const names = (answer: Answered) =>
  blocks(answer, 'table')
    .flatMap(({ rows }) => rows)
    .map(({ cells }) => (cells['name']?.kind === 'text' ? cells['name'].text : ''));

describe('the settings page on hubspot', () => {
  let bench: CardBench;
  beforeAll(async () => {
    bench = await CardBench.begin('hubspot');
    const { people } = bench.story.sandbox.hubspot.portal;
    people.teams.push({ id: '501', name: 'Alliances' });
    for (const who of ['rep', 'reader'] as const) bench.user(who);
    const admin = people.list.find(({ superAdmin }) => superAdmin);
    const stranger = people.user(Number(bench.user('stranger')));
    if (!admin || !stranger) throw new Error('the portal lacks its people');
    stranger.superAdmin = true;
    const reader = people.user(Number(bench.user('reader')));
    reader?.teamIds.push('501');
  });
  afterAll(() => bench?.close());

  const view = (who: Who) => bench.ask(who, { ask: 'view', ...PAGE });
  const add = (who: Who, values: object) =>
    bench.ask(who, { ...PAGE, ...bench.act({ name: 'addManager', targets: [] }, values) });
  const setting = async () => {
    const { tenant, connection } = customerOn('hubspot');
    const { tenants } = await bench.story.app.settings.read();
    return tenants[tenant]?.connections[connection];
  };

  test('is closed to reps, read by channel managers and changed by super admins', async () => {
    expect((await view('rep')).status).toBe(404);
    const seen = await view('manager');
    expect(names(seen)).toEqual(['manager Example']);
    const [row] = blocks(seen, 'table').flatMap(({ rows }) => rows);
    expect(row?.actions[0]?.disabledReason).toEqual({ key: 'refused.superAdmin' });
    const before = await setting();
    const refused = await add('manager', { user: { kind: 'select', option: bench.user('rep') } });
    expect(refused.body).toMatchObject({ ok: false, code: 'refused.superAdmin' });
    expect((await add('rep', { user: { kind: 'select', option: bench.user('rep') } })).body).toMatchObject({
      ok: false,
      code: 'refused.superAdmin',
    });
    expect(await setting()).toEqual(before);
  });

  test('a user and a team become channel managers at once, and cease to be', async () => {
    for (const who of ['rep', 'reader'] as const) expect((await bench.ask(who, QUEUE)).status).toBe(404);
    const added = await add('stranger', {
      user: { kind: 'select', option: bench.user('rep') },
      team: { kind: 'select', option: '501' },
    });
    expect(added.body).toMatchObject({ ok: true, done: { key: 'done.saved' } });
    expect(names(added).sort()).toEqual(['Alliances', 'manager Example', 'rep Example']);
    expect(await setting()).toMatchObject({ managingTeams: ['501'] });
    for (const who of ['rep', 'reader'] as const) expect((await bench.ask(who, QUEUE)).status).toBe(200);
    for (const targets of [
      ['user', bench.user('rep')],
      ['team', '501'],
    ]) {
      const removed = await bench.ask('stranger', {
        ...PAGE,
        ...bench.act({ name: 'removeManager', targets }),
      });
      expect(removed.body).toMatchObject({ ok: true });
    }
    for (const who of ['rep', 'reader'] as const) expect((await bench.ask(who, QUEUE)).status).toBe(404);
  });

  test('nobody unknown is named', async () => {
    for (const values of [
      {},
      { user: { kind: 'select', option: '99' } },
      { team: { kind: 'select', option: '9' } },
    ]) {
      expect((await add('stranger', values)).body).toMatchObject({ ok: false, code: 'managers.missing' });
    }
  });

  test('two CRM users who name someone at once both count', async () => {
    const [a, b] = await Promise.all([
      add('stranger', { user: { kind: 'select', option: bench.user('rep') } }),
      add('stranger', { user: { kind: 'select', option: bench.user('reader') } }),
    ]);
    expect([a.body.ok, b.body.ok]).toEqual([true, true]);
    expect((await setting())?.channelManagers).toEqual(
      expect.arrayContaining([bench.user('rep'), bench.user('reader'), bench.user('manager')]),
    );
  });
});

describe.each(CRMS)('the program page on %s', (crm) => {
  test('says where channel managers are made', async () => {
    const bench = await CardBench.begin(crm);
    try {
      const seen = await bench.ask('manager', { ask: 'view', card: 'program', record: null });
      const said = blocks(seen, 'notice').map(({ message }) => message.key);
      expect(said).toContain(crm === 'hubspot' ? 'program.managers.bySettings' : 'program.managers.byCrm');
      if (crm === 'salesforce') {
        expect((await bench.ask('manager', { ask: 'view', ...PAGE })).status).toBe(404);
      }
    } finally {
      await bench.close();
    }
  });
});
