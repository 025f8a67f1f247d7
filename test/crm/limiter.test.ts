/** The limiter: burst, concurrency, pauses and the day's share hold whatever runs at once. */
import { describe, expect, it, vi } from 'vitest';
import { Limiter } from '../../server/crm/limiter.ts';

const HOUR = 3_600_000;
/** Lets what was begun get as far as it can. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('the limiter', () => {
  it('never has more calls in flight than it may, and does them all', async () => {
    const limiter = new Limiter({ now: () => 0 }, { share: 1, concurrency: 3 });
    let running = 0;
    let most = 0;
    const work = async () => {
      most = Math.max(most, (running += 1));
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
    };
    await Promise.all(Array.from({ length: 20 }, () => limiter.run(work)));
    expect(most).toBe(3);
    expect(limiter.calls()).toBe(20);
  });

  it('keeps to nine tenths of a burst', async () => {
    const limiter = new Limiter(
      { now: () => 0 },
      { share: 1, concurrency: 100, burst: { calls: 10, milliseconds: 200 } },
    );
    const starts: number[] = [];
    await Promise.all(
      Array.from({ length: 25 }, () => limiter.run(async () => starts.push(performance.now()))),
    );
    for (const [place, start] of starts.entries()) {
      const tenth = starts[place + 9];
      if (tenth !== undefined) expect(tenth - start).toBeGreaterThan(150);
    }
    expect(starts).toHaveLength(25);
  });

  it('stops at our share of the day and starts again when the day has passed', async () => {
    let now = 0;
    const limiter = new Limiter({ now: () => now }, { share: 0.2, concurrency: 1 });
    const call = () => limiter.run(async () => limiter.daily(50, 100));
    for (let n = 0; n < 20; n += 1) await call();
    await expect(call()).rejects.toMatchObject({ fault: { kind: 'exhausted', until: 25 * HOUR } });
    now = 25 * HOUR;
    await call();
    expect(limiter.calls()).toBe(21);
  });

  it('counts what an earlier process spent', async () => {
    const limiter = new Limiter(
      { now: () => 0 },
      { share: 0.5, concurrency: 1, spent: [{ at: 0, calls: 49 }] },
    );
    await limiter.run(async () => limiter.daily(60, 100));
    await expect(limiter.run(async () => undefined)).rejects.toMatchObject({ fault: { kind: 'exhausted' } });
  });

  it('stops when the whole account is spent, and asks again after a while', async () => {
    let now = 0;
    const limiter = new Limiter({ now: () => now }, { share: 1, concurrency: 1 });
    await limiter.run(async () => limiter.daily(100, 100));
    await expect(limiter.run(async () => undefined)).rejects.toMatchObject({ fault: { kind: 'exhausted' } });
    now = HOUR;
    await limiter.run(async () => undefined);
  });

  it('throws a pause that is too long to wait for', async () => {
    const limiter = new Limiter({ now: () => 0 }, { share: 1, concurrency: 1, patience: 1_000 });
    limiter.pauseUntil(24 * HOUR);
    await expect(limiter.run(async () => undefined)).rejects.toMatchObject({
      fault: { kind: 'throttled', until: 24 * HOUR },
    });
    expect(limiter.calls()).toBe(0);
  });

  it('gives a seat back when the work fails', async () => {
    const limiter = new Limiter({ now: () => 0 }, { share: 1, concurrency: 1 });
    await expect(limiter.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await limiter.run(async () => undefined);
  });

  it('lets nobody wait once a stop is asked for, neither for a seat nor for the end of a pause', async () => {
    const stopping = new AbortController();
    const options = { share: 1, concurrency: 1, signal: stopping.signal };
    const [seats, pauses] = [0, 1].map(() => new Limiter({ now: () => 0 }, options)) as [Limiter, Limiter];
    let finish = () => {};
    const underWay = seats.run(() => new Promise<string>((resolve) => (finish = () => resolve('answer'))));
    pauses.pauseUntil(60_000);
    const waiting = [
      ...Array.from({ length: 3 }, () => seats.run(async () => undefined)),
      pauses.run(async () => undefined),
      pauses.pause(60_000),
    ].map((one) => expect(one).rejects.toMatchObject({ name: 'AbortError' }));
    await turn();
    stopping.abort();
    await Promise.all(waiting);
    finish();
    await expect(underWay).resolves.toBe('answer');
    await expect(seats.run(async () => undefined)).rejects.toMatchObject({ name: 'AbortError' });
    expect([seats.calls(), pauses.calls()]).toEqual([1, 0]);
  });

  it('tells a request under way when its answer can no longer be waited for', async () => {
    const stopping = new AbortController();
    const limiter = new Limiter({ now: () => 0 }, { share: 1, concurrency: 1, signal: stopping.signal });
    const underWay = limiter.run(
      (late) =>
        new Promise((_resolve, reject) => late.addEventListener('abort', () => reject(late.reason as Error))),
    );
    await turn();
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    stopping.abort();
    vi.runAllTimers();
    vi.useRealTimers();
    await expect(underWay).rejects.toMatchObject({ name: 'AbortError' });
  });
});
