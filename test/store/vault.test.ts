/** Secrets in the store: sealed for one owner and one place, useless without the master key. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../../server/store/index.ts';
import {
  checkMasterKey,
  dataKeys,
  openVault,
  readMasterKey,
  rewrap,
  VaultError,
} from '../../server/store/vault.ts';
import type { WholeStore } from '../../server/store/whole.ts';

const folder = mkdtempSync(join(tmpdir(), 'alongside-vault-'));
const masterKey = randomBytes(32);
let store: WholeStore;
beforeAll(async () => {
  store = await openStore({ folder });
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a sealed secret', () => {
  test('opens for its owner and label, in another process too', async () => {
    const sealed = await openVault(store, masterKey).seal('acme', 'hubspot/refresh', 'pat-eu1-sécret');
    expect(sealed).toMatch(/^a1\.1\.[\w-]+$/);
    expect(sealed).not.toContain('pat-eu1');
    expect(await openVault(store, masterKey).open('acme', 'hubspot/refresh', sealed)).toBe('pat-eu1-sécret');
  });

  test('opens nowhere else', async () => {
    const vault = openVault(store, masterKey);
    const sealed = await vault.seal('acme', 'a', 'secret');
    await vault.seal('globex', 'a', 'other');
    await expect(vault.open('globex', 'a', sealed)).rejects.toThrow(VaultError);
    await expect(vault.open('acme', 'b', sealed)).rejects.toThrow(
      /b of acme was altered or belongs elsewhere/,
    );
    await expect(vault.open('nobody', 'a', sealed)).rejects.toThrow(/is missing/);
  });

  test('never opens after any byte of it was altered', async () => {
    const vault = openVault(store, masterKey);
    const sealed = await vault.seal('acme', 'a', 'secret');
    const [format, version, text = ''] = sealed.split('.');
    const bytes = Buffer.from(text, 'base64url');
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const altered = Buffer.from(bytes);
        altered[at]! ^= flip;
        const again = [format, version, altered.toString('base64url')].join('.');
        await expect(vault.open('acme', 'a', again)).rejects.toThrow(VaultError);
      }),
    );
    for (const bad of ['', 'a1', 'a1.1', 'a1.1.', 'a2.1.xx', sealed.slice(0, 12)]) {
      await expect(vault.open('acme', 'a', bad)).rejects.toThrow(VaultError);
    }
  });

  test('is never the same twice', async () => {
    const vault = openVault(store, masterKey);
    const many = await Promise.all(Array.from({ length: 50 }, () => vault.seal('fresh', 'a', 'secret')));
    expect(new Set(many).size).toBe(50);
    for (const sealed of many) expect(await vault.open('fresh', 'a', sealed)).toBe('secret');
  });
});

describe('the master key', () => {
  test('has 32 bytes, or the setting it comes from is named', () => {
    expect(readMasterKey(`${masterKey.toString('base64')}\n`, 'MASTER_KEY')).toEqual(masterKey);
    expect(() => readMasterKey('c2hvcnQ=', 'MASTER_KEY')).toThrow(
      /MASTER_KEY must hold 32 bytes .* openssl rand/,
    );
    expect(() => openVault(store, Buffer.alloc(16))).toThrow(VaultError);
  });

  test('that is wrong is refused before anything is written, for new tenants too', async () => {
    const sealed = await openVault(store, masterKey).seal('acme', 'a', 'secret');
    const wrong = randomBytes(32);
    await expect(checkMasterKey(store, wrong)).rejects.toThrow(/Start the server with the master key/);
    const vault = openVault(store, wrong);
    await expect(vault.seal('acme', 'a', 'x')).rejects.toThrow(VaultError);
    await expect(vault.seal('brand-new', 'a', 'x')).rejects.toThrow(VaultError);
    await expect(vault.open('acme', 'a', sealed)).rejects.toThrow(VaultError);
    expect(await store.for('brand-new').count(dataKeys)).toBe(0);
    await checkMasterKey(store, masterKey);
  });

  test('can be changed, and the change goes on after an interruption, without sealing anything again', async () => {
    const sealed = await openVault(store, masterKey).seal('acme', 'a', 'secret');
    await openVault(store, masterKey).seal('globex', 'a', 'secret');
    const next = randomBytes(32);
    const all = await store.tenants();
    expect(await rewrap(store, masterKey, next)).toBe(all.length);
    expect(await rewrap(store, masterKey, next)).toBe(0);
    expect(await openVault(store, next).open('acme', 'a', sealed)).toBe('secret');
    await expect(openVault(store, masterKey).open('acme', 'a', sealed)).rejects.toThrow(VaultError);
    await expect(rewrap(store, masterKey, randomBytes(32))).rejects.toThrow(VaultError);
    expect(await rewrap(store, next, masterKey)).toBe(all.length);
  });
});
