/** The token keeper: one refresh for all, kept before it is used, and an end when the vendor says no. */
import { describe, expect, it } from 'vitest';
import { TokenKeeper, type Tokens, type TokenSource } from '../../server/crm/tokens.ts';
import { CrmError } from '../../server/ports.ts';

class Vendor implements TokenSource {
  kept: Tokens | null = null;
  asked: (string | undefined)[] = [];
  failNext: Error | null = null;
  failSave: Error | null = null;
  lifetime: number | undefined;

  async fetch(previous: Tokens | null): Promise<Tokens> {
    this.asked.push(previous?.refreshToken);
    await new Promise((resolve) => setImmediate(resolve));
    if (this.failNext) throw this.failNext;
    const n = this.asked.length;
    return {
      accessToken: `access${n}`,
      refreshToken: `refresh${n}`,
      ...(this.lifetime !== undefined && { expiresAt: this.lifetime }),
    };
  }
  async load(): Promise<Tokens | null> {
    return this.kept;
  }
  async save(tokens: Tokens): Promise<void> {
    const failure = this.failSave;
    this.failSave = null;
    if (failure) throw failure;
    this.kept = tokens;
  }
}

const clock = { now: () => 1_000_000 };

describe('the token keeper', () => {
  it('asks once however many want a token', async () => {
    const vendor = new Vendor();
    const keeper = new TokenKeeper(vendor, clock);
    expect(new Set(await Promise.all(Array.from({ length: 50 }, () => keeper.access())))).toEqual(
      new Set(['access1']),
    );
    expect(vendor.asked).toHaveLength(1);
  });

  it('renews once when fifty calls are refused together, with the newest refresh token', async () => {
    const vendor = new Vendor();
    const keeper = new TokenKeeper(vendor, clock);
    const token = await keeper.access();
    keeper.accepted(token);
    const next = await Promise.all(Array.from({ length: 50 }, () => keeper.refused(token)));
    expect(new Set(next)).toEqual(new Set(['access2']));
    keeper.accepted('access2');
    await keeper.refused('access2');
    expect(vendor.asked).toEqual([undefined, 'refresh1', 'refresh2']);
  });

  it('ends when a token that was just issued is refused', async () => {
    const vendor = new Vendor();
    const keeper = new TokenKeeper(vendor, clock);
    const token = await keeper.access();
    await expect(keeper.refused(token)).rejects.toMatchObject({ fault: { kind: 'expired' } });
    await expect(keeper.access()).rejects.toMatchObject({ fault: { kind: 'expired' } });
    expect(vendor.asked).toHaveLength(1);
  });

  it('does not use a token that could not be kept, and spends no refresh token twice', async () => {
    const vendor = new Vendor();
    const keeper = new TokenKeeper(vendor, clock);
    vendor.failSave = new Error('disk full');
    await expect(keeper.access()).rejects.toThrow('disk full');
    expect(await keeper.access()).toBe('access1');
    expect(vendor.kept?.refreshToken).toBe('refresh1');
    expect(vendor.asked).toHaveLength(1);
  });

  it('takes the token that another process has fetched meanwhile', async () => {
    const vendor = new Vendor();
    const keeper = new TokenKeeper(vendor, clock);
    const token = await keeper.access();
    keeper.accepted(token);
    vendor.kept = { accessToken: 'theirs', refreshToken: 'theirRefresh' };
    expect(await keeper.refused(token)).toBe('theirs');
    expect(vendor.asked).toHaveLength(1);
  });

  it('renews before a token expires', async () => {
    const vendor = new Vendor();
    vendor.lifetime = clock.now() + 30_000;
    const keeper = new TokenKeeper(vendor, clock);
    await keeper.access();
    vendor.lifetime = clock.now() + 3_600_000;
    expect(await keeper.access()).toBe('access2');
    expect(await keeper.access()).toBe('access2');
  });

  it('tries again after the token service was down, and never after the grant is gone', async () => {
    const vendor = new Vendor();
    const keeper = new TokenKeeper(vendor, clock);
    vendor.failNext = new CrmError({ kind: 'down' }, 'no answer');
    await expect(keeper.access()).rejects.toMatchObject({ fault: { kind: 'down' } });
    vendor.failNext = new CrmError({ kind: 'expired' }, 'revoked');
    await expect(keeper.access()).rejects.toMatchObject({ fault: { kind: 'expired' } });
    vendor.failNext = null;
    await expect(keeper.access()).rejects.toMatchObject({ fault: { kind: 'expired' } });
    expect(vendor.asked).toHaveLength(2);
  });
});
