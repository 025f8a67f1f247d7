/** The contract's second part: transactions, leases, and that nothing written late gets past a new holder. */
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { WholeStore } from '../../server/store/whole.ts';
import { copies, note, notes, numbered } from './backend.ts';

export function transactions(store: () => WholeStore): void {
  test('commits all or, if the work throws, nothing', async () => {
    const acme = store().for('all');
    await acme.put(notes, numbered(['old']));
    const before = (await store().pending()).jobs;
    await expect(
      acme.transaction(async (tx) => {
        await tx.put(notes, numbered(['new']));
        await tx.remove(notes, ['old']);
        await tx.enqueue({ name: 'none', key: 'k', payload: {}, runAt: Date.now() + 1e9 });
        expect(await tx.page(notes, { limit: 9 })).toEqual(numbered(['new']));
        throw new Error('changed its mind');
      }),
    ).rejects.toThrow('changed its mind');
    expect(await acme.page(notes, { limit: 9 })).toEqual(numbered(['old']));
    expect((await store().pending()).jobs).toBe(before);
    const answer = await acme.transaction(async (tx) => {
      await tx.put(notes, numbered(['new']));
      return (await tx.removePrefix(notes, 'o')) + (await tx.count(notes));
    });
    expect(answer).toBe(2);
    expect(await acme.page(notes, { limit: 9 })).toEqual(numbered(['new']));
  });

  test('shows nothing of a transaction outside before it is committed', async () => {
    const acme = store().for('outside');
    await acme.transaction(async (tx) => {
      await tx.put(notes, numbered(['1']));
      expect(await acme.get(notes, '1')).toBeUndefined();
      expect(await acme.byKeys(notes, ['1'], 9)).toEqual(new Map());
      expect(await tx.get(notes, '1')).toEqual(note('1', '1'));
    });
    expect(await acme.get(notes, '1')).toEqual(note('1', '1'));
  });

  test('commits nothing after a call has failed, even if the work goes on', async () => {
    const acme = store().for('failed');
    const work = acme.transaction(async (tx) => {
      await tx.put(notes, numbered(['1']));
      const bad = tx.byKeys(notes, ['1'], 'no number' as unknown as number);
      await expect(bad).rejects.toThrow();
    });
    await expect(work).rejects.toThrow();
    expect(await acme.count(notes)).toBe(0);
  });

  test('refuses a transaction within a transaction instead of waiting for ever', async () => {
    const acme = store().for('within');
    await expect(acme.transaction(() => acme.put(notes, numbered(['1'])))).rejects.toThrow(
      'inside a transaction',
    );
  });

  test('lets no two transactions decide from the same state', async () => {
    const acme = store().for('count');
    await acme.put(copies, [{ id: 'n', document: note('0') }]);
    const increment = () =>
      acme.transaction(async (tx) => {
        const { text } = (await tx.get(copies, 'n'))!;
        await tx.put(copies, [{ id: 'n', document: note(String(Number(text) + 1)) }]);
      });
    await Promise.all(Array.from({ length: 60 }, increment));
    expect(await acme.get(copies, 'n')).toEqual(note('60'));
  });

  test('gives an exclusive part to one of many who ask at once', async () => {
    const acme = store().for('exclusive');
    const claim = (who: string) =>
      acme.transaction(async (tx) => {
        if ((await tx.page(notes, { prefix: 'part/', limit: 1 })).length) return false;
        await tx.put(notes, [{ id: `part/${who}`, document: note(who) }]);
        return true;
      });
    const won = await Promise.all(Array.from({ length: 40 }, (_, index) => claim(String(index))));
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(await acme.count(notes, 'part/')).toBe(1);
  });

  test('gives a lease to one holder at a time, with a growing fence', async () => {
    const acme = store().for('lease');
    const first = (await acme.lease('mapping', 60_000))!;
    expect(await acme.lease('mapping', 60_000)).toBeUndefined();
    expect(await acme.lease('other', 60_000)).toMatchObject({ name: 'other' });
    expect(await store().for('lease2').lease('mapping', 60_000)).toMatchObject({ name: 'mapping' });
    expect(await first.renew(60_000)).toBe(true);
    await first.release();
    expect(await first.renew(60_000)).toBe(false);
    const second = (await acme.lease('mapping', 60_000))!;
    expect(second.fence).toBeGreaterThan(first.fence);
    await first.release();
    expect(await acme.lease('mapping', 60_000)).toBeUndefined();
  });

  test('fences off a holder whose lease ran out and was taken', async () => {
    const acme = store().for('fence');
    const late = (await acme.lease('run', 1))!;
    await pause(20);
    const write = () => acme.transaction((tx) => tx.put(notes, numbered(['late'])), late);
    await write();
    await acme.remove(notes, ['late']);
    const next = (await acme.lease('run', 60_000))!;
    await expect(write()).rejects.toMatchObject({ name: 'StoreError', fault: 'fenced' });
    expect(await late.renew(60_000)).toBe(false);
    expect(await acme.count(notes)).toBe(0);
    await acme.transaction((tx) => tx.put(notes, numbered(['next'])), next);
    expect(await acme.count(notes)).toBe(1);
  });

  test('takes a durable write when asked whether it can', async () => {
    await store().check();
  });
}
