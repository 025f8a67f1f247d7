/** Candidates are the same from memory as from the store, crowding counts list by list, and what is derived comes back as it was. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Companies, defaultMatchSettings, type Subject } from '../../shared/domain/matching.ts';
import { backup } from '../../server/store/backup.ts';
import { restore } from '../../server/store/restore.ts';
import {
  COLLECTIONS,
  learntCounts,
  links,
  rowKeys,
  rowOutlines,
  seals,
} from '../../server/use/collections.ts';
import { partnerId } from '../../server/use/importList.ts';
import {
  candidatesInMemory,
  candidatesInStore,
  type Candidate,
  type DecidedRow,
} from '../../server/use/findCandidates.ts';
import { linkedPartners } from '../../server/use/partnerRows.ts';
import { openDesk, type Desk } from './desk.ts';

const PARTNERS = ['Contoso', 'Fabrikam'];

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
  await desk.store.put(
    links,
    PARTNERS.map((name) => ({ id: `crm/${partnerId(name)}`, document: { account: `account of ${name}` } })),
  );
});
afterEach(() => desk.close());

const linked = () => linkedPartners(desk.store, 'crm');
const inMemory = async () => candidatesInMemory(desk.store, await linked(), () => undefined);
const inStore = async () => candidatesInStore(desk.store, await linked());

/** What is found for each account, by either way, which must agree in rows, scores and reasons. */
async function candidates(
  accounts: readonly Subject[],
  decided: readonly (readonly DecidedRow[])[] = [],
): Promise<Candidate[][]> {
  const table = Companies.of(accounts);
  const [memory, store] = await Promise.all([inMemory(), inStore()]);
  const answers = [
    await memory(table, decided, defaultMatchSettings),
    await store(table, decided, defaultMatchSettings),
  ] as const;
  expect(answers[1]).toEqual(answers[0]);
  return answers[0];
}

/** Partner and name of the rows found. */
async function found(
  accounts: readonly Subject[],
  decided?: readonly (readonly DecidedRow[])[],
): Promise<string[][]> {
  const rows = await candidates(accounts, decided);
  return rows.map((mine) => mine.map(({ partner, row }) => `${partner.name}: ${row.name}`));
}

/** A decision on no row at all: then every row that shares a key comes with its score. */
const anyOf = (partners: readonly string[]): DecidedRow[] =>
  partners.map((name) => ({ partner: `account of ${name}`, row: 'none', rowContent: 'none' }));

const account = (name: string, website: string | null = null): Subject => ({ id: 'ours', name, website });

describe('from memory and from the store', () => {
  const word = fc.constantFrom(
    'acme',
    'hot',
    'north',
    'gate',
    'lumen',
    'quarry',
    'vector',
    'meadow',
    'kamstoom',
  );
  const name = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
  const dirty = fc
    .tuple(
      name,
      fc.constantFrom('', ' GmbH', ', Inc.', ' 2', ' Süd', ' (formerly Acme)', ' é́', '  ', ' 北'),
      fc.nat(20),
    )
    .map(([text, more, at]) => `${text.slice(0, at)}${text.slice(at + 1)}${more}`.trim() || 'x');
  const website = fc.option(
    word.map((one) => `${one}.com`),
    { nil: null },
  );
  const row = fc.record({ id: fc.option(fc.nat(400), { nil: null }), name, website });
  const list = fc.array(row, { minLength: 1, maxLength: 200 });
  const csv = (rows: readonly { id: number | null; name: string; website: string | null }[]) =>
    `Id,Name,Website\n${rows.map((one) => `${one.id ?? ''},${one.name},${one.website ?? ''}\n`).join('')}`;

  test('every account finds the same rows, decided ones among them, whatever the lists', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(list, { minLength: 2, maxLength: 2 }),
        fc.array(fc.record({ name, website }), { minLength: 1, maxLength: 10 }),
        fc.infiniteStream(fc.nat(199)),
        async (lists, accounts, pick) => {
          const [contosos = [], fabrikams = []] = lists;
          await desk.take(csv(contosos), { partner: 'Contoso' });
          await desk.take(csv(fabrikams), { partner: 'Fabrikam' });
          const rows = await desk.seen();
          const decided = accounts.map(() => {
            const { identity, fallbackIdentity } = rows[pick.next().value % rows.length]!;
            const meant = { partner: 'account of Contoso', row: identity, rowContent: fallbackIdentity };
            return [meant, ...anyOf(['Fabrikam'])];
          });
          const answer = await found(
            accounts.map((one) => account(one.name, one.website)),
            decided,
          );
          answer.forEach((names, at) => {
            const meant = rows.find(({ identity }) => identity === decided[at]?.[0]?.row);
            expect(names).toContain(`Contoso: ${meant?.name}`);
          });
        },
      ),
      { numRuns: 40 },
    );
  });

  test('scores and reasons are equal for names as dirty as they come', async () => {
    const places = {
      city: fc.constantFrom('', 'Köln', 'Cologne', 'Lyon'),
      country: fc.constantFrom('', 'DE', 'fr'),
    };
    const company = fc.record({ name: dirty, website, ...places });
    await fc.assert(
      fc.asyncProperty(
        fc.array(company, { minLength: 1, maxLength: 150 }),
        fc.array(company, { minLength: 1, maxLength: 10 }),
        fc.boolean(),
        async (rows, accounts, all) => {
          const lines = rows.map((of) => `"${of.name}",${of.website ?? ''},${of.city},${of.country}\n`);
          await desk.take(`Name,Website,City,Country\n${lines.join('')}`);
          const asked = accounts.map((of) => ({ id: 'ours', ...of }));
          await candidates(asked, all ? asked.map(() => anyOf(['Contoso'])) : []);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('what is found of one list is the same whatever other lists there are', async () => {
    await desk.take('Name,Website\nAcme Works,acme.com\nGlobex,globex.com\n', { partner: 'Contoso' });
    const asked = [account('Acme Works', 'acme.com')];
    const [alone] = await candidates(asked);
    expect(alone?.[0]?.match.tier).toBe('sure');
    const others = Array.from({ length: 500 }, (_, n) => `Acme Works,site${n}.com\n`).join('');
    await desk.take(`Name,Website\n${others}`, { partner: 'Fabrikam' });
    const [now] = await candidates(asked);
    expect(now?.filter(({ partner }) => partner.name === 'Contoso')).toEqual(alone);
  });

  test('a row in any block and behind any bucket is found, and no other', async () => {
    const rows = Array.from({ length: 3_000 }, (_, n) =>
      `${n},,unique${n}.com\n`.replace(',,', `,Q${n} x${n * 7},`),
    );
    await desk.take(`Id,Name,Website\n${rows.join('')}`);
    const asked = Array.from({ length: 3_000 }, (_, n) => account('Zz', `unique${n}.com`));
    expect(await found(asked)).toEqual(rows.map((_, n) => [`Contoso: Q${n} x${n * 7}`]));
  });
});

describe('crowding', () => {
  const hot = (rows: number) =>
    `Id,Name,Website\n${Array.from({ length: rows }, (_, n) => `${n},Q${n},hot.com\n`).join('')}`;

  test('a domain that two partners list often finds both, since each list is counted by itself', async () => {
    for (const partner of PARTNERS) await desk.take(hot(100), { partner });
    expect((await found([account('Zz', 'hot.com')], [anyOf(PARTNERS)]))[0]).toHaveLength(200);
  });

  test('a domain that one list holds too often finds none of it, and still all of the other', async () => {
    await desk.take(hot(151), { partner: 'Contoso' });
    await desk.take(hot(150), { partner: 'Fabrikam' });
    const [names] = await found([account('Zz', 'hot.com')], [anyOf(PARTNERS)]);
    expect(names).toHaveLength(150);
    expect(names?.every((name) => name.startsWith('Fabrikam'))).toBe(true);
  });

  test('a decided row is found among any number that say the same', async () => {
    const rows = Array.from({ length: 1_500 }, (_, n) => `${n},Acme\n`).join('');
    await desk.take(`Id,Name\n${rows}`);
    const row = (await desk.seen())[1_234]!;
    const decided = [{ partner: 'account of Contoso', row: row.identity, rowContent: row.fallbackIdentity }];
    expect(await found([account('Zz')], [decided])).toEqual([['Contoso: Acme']]);
  });
});

describe('derived documents', () => {
  const derived = async () =>
    JSON.stringify(
      await Promise.all(
        [rowKeys, rowOutlines, learntCounts, seals].map((one) =>
          desk.store.page<unknown>(one, { limit: 10_000 }),
        ),
      ),
    );
  const lines = Array.from({ length: 2_000 }, (_, n) => `Q${n} Works,site${n}.com\n`).join('');
  // What a process has learnt of equal lists it does not ask for again.
  const linesOf = (place: string) => lines.replaceAll('\n', `,${place}\n`);

  test.each([
    ['all of them', async () => void (await forget(''))],
    ['a bucket', async () => void (await desk.store.remove(rowKeys, [(await oneOf(rowKeys))!]))],
    [
      'a block of outlines',
      async () => void (await desk.store.remove(rowOutlines, [(await oneOf(rowOutlines))!])),
    ],
    ['what was learnt', async () => void (await desk.store.removePrefix(learntCounts, ''))],
    ['the seal', async () => void (await desk.store.removePrefix(seals, ''))],
  ])('come back as they were, having lost %s', async (what, lose) => {
    await desk.take(`Name,Website,City\n${linesOf(what)}`);
    const before = await derived();
    await lose();
    expect(await derived()).not.toBe(before);
    const asked = Array.from({ length: 2_000 }, (_, n) => account('Zz', `site${n}.com`));
    expect(await found(asked)).toEqual(asked.map((_, n) => [`Contoso: Q${n} Works`]));
    expect(await derived()).toBe(before);
  });

  test('come back after a backup was put back, which holds none of them', async () => {
    await desk.take(`Name,Website\n${lines}`);
    const before = await derived();
    const kept = await Array.fromAsync(backup(desk.whole, COLLECTIONS));
    expect(kept.join('\n')).not.toContain('"rowKeys"');
    async function* again(): AsyncGenerator<string> {
      yield* kept;
    }
    await restore(desk.whole, again(), COLLECTIONS, { replace: true });
    expect(await desk.store.count(rowKeys)).toBe(0);
    expect(await found([account('Zz', 'site1234.com')])).toEqual([['Contoso: Q1234 Works']]);
    expect(await derived()).toBe(before);
  });

  test('of a list that was replaced or broken off do not stay', async () => {
    await desk.take(`Name,Website\n${lines}`);
    await desk.take('Name\nAcme\n');
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(`Name,Website\n${lines}`);
      throw new Error('EIO: the disk went away');
    }
    await expect(desk.from(broken())).rejects.toThrow('the disk went away');
    const kept = await desk.store.page(rowKeys, { limit: 10_000 });
    expect(kept.map(({ id }) => id.slice(id.indexOf('@')))).toEqual(['@2/match/0', '@2/name/0']);
    expect(await desk.store.count(seals)).toBe(1);
  });

  async function forget(prefix: string): Promise<void> {
    for (const collection of COLLECTIONS)
      if (collection.class === 'derived') await desk.store.removePrefix(collection, prefix);
  }

  async function oneOf(collection: typeof rowKeys | typeof rowOutlines): Promise<string | undefined> {
    const [, second] = await desk.store.page<unknown>(collection, { limit: 2 });
    return second?.id;
  }
});

test('a run that reads a list while it is being replaced is told so, and never sees half of it', async () => {
  await desk.take('Name\nAcme\nBeta\n');
  const before = await linked();
  await desk.take('Name\nGamma\n');
  const acme = Companies.of([account('Acme')]);
  const stale = { code: 'list.replaced', next: expect.stringContaining('again') as string };
  await expect(candidatesInMemory(desk.store, before, () => undefined)).rejects.toMatchObject(stale);
  await expect(candidatesInStore(desk.store, before)(acme, [], defaultMatchSettings)).rejects.toMatchObject(
    stale,
  );
});
