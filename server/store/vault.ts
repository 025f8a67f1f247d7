/** Secrets at rest: AES-256-GCM under a data key for each tenant, which is wrapped by a master key kept elsewhere. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Collection, Reader, Store, Transaction, Vault } from '../ports.ts';

/** A wrapped data key, by its version. */
interface DataKey {
  wrapped: string;
}

/** Belongs into every backup: without its data key nothing that was sealed opens again. */
export const dataKeys: Collection<DataKey> = { name: 'dataKey', class: 'ours' };

/** The master key is not the one these secrets were sealed under, or a sealed text was altered or moved. */
export class VaultError extends Error {
  override readonly name = 'VaultError';
}

const FORMAT = 'a1';
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** The present version of each tenant's data key; sealed texts name theirs. */
const VERSION = '1';

/** The 32 bytes behind base64 text from a file or the environment. `source` is named in the error. */
export function readMasterKey(text: string, source: string): Buffer {
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length !== KEY_BYTES) {
    throw new VaultError(
      `${source} must hold ${KEY_BYTES} bytes in base64 and holds ${key.length}. Make a key with: openssl rand -base64 32`,
    );
  }
  return key;
}

export function openVault(store: Store, masterKey: Buffer): Vault {
  requireLength(masterKey);
  const opened = new Map<string, Buffer>();

  async function dataKey(tenant: string, version: string): Promise<Buffer | undefined> {
    const known = opened.get(`${version}|${tenant}`);
    if (known) return known;
    const key = await storedKey(store.for(tenant), masterKey, tenant, version);
    if (key) opened.set(`${version}|${tenant}`, key);
    return key;
  }

  return {
    async seal(tenant, label, secret) {
      const key = (await dataKey(tenant, VERSION)) ?? (await makeKey(store, masterKey, tenant));
      return [FORMAT, VERSION, encrypt(key, Buffer.from(secret), about(tenant, label, VERSION))].join('.');
    },
    async open(tenant, label, sealed) {
      const [format, version = '', text = ''] = sealed.split('.');
      if (format !== FORMAT)
        throw new VaultError(`${label} of ${tenant} is sealed in a form this server does not know.`);
      const key = await dataKey(tenant, version);
      if (!key)
        throw new VaultError(
          `The key that sealed ${label} of ${tenant} is missing. Restore a backup, or reconnect.`,
        );
      return decrypt(key, text, about(tenant, label, version), () => {
        return `${label} of ${tenant} was altered or belongs elsewhere, so it was not opened. Reconnect to replace it.`;
      }).toString();
    },
  };
}

/** Throws a VaultError unless every tenant's data key opens; for the start of a server, before anything is written. */
export async function checkMasterKey(store: Store, masterKey: Buffer): Promise<void> {
  requireLength(masterKey);
  for (const tenant of await store.tenants()) await storedKey(store.for(tenant), masterKey, tenant, VERSION);
}

/**
 * Wraps all data keys under another master key; what is sealed stays as it is. Begun again after an interruption it
 * does the rest. Answers how many keys it wrapped.
 */
export async function rewrap(store: Store, oldKey: Buffer, newKey: Buffer): Promise<number> {
  requireLength(oldKey);
  requireLength(newKey);
  let done = 0;
  for (const tenant of await store.tenants()) {
    done += await store.for(tenant).transaction(async (tx) => {
      const found = await tx.get(dataKeys, VERSION);
      if (!found || opens(found, newKey, tenant)) return 0;
      await putKey(tx, newKey, tenant, unwrap(found, oldKey, tenant, VERSION));
      return 1;
    });
  }
  return done;
}

async function storedKey(reader: Reader, masterKey: Buffer, tenant: string, version: string) {
  const found = await reader.get(dataKeys, version);
  return found && unwrap(found, masterKey, tenant, version);
}

/** A wrong master key must not begin a second set of keys beside the first, so all others are tried before. */
async function makeKey(store: Store, masterKey: Buffer, tenant: string): Promise<Buffer> {
  await checkMasterKey(store, masterKey);
  return store.for(tenant).transaction(async (tx) => {
    const present = await storedKey(tx, masterKey, tenant, VERSION);
    if (present) return present;
    const key = randomBytes(KEY_BYTES);
    await putKey(tx, masterKey, tenant, key);
    return key;
  });
}

async function putKey(tx: Transaction, masterKey: Buffer, tenant: string, key: Buffer): Promise<void> {
  const wrapped = encrypt(masterKey, key, about(tenant, 'data key', VERSION));
  await tx.put(dataKeys, [{ id: VERSION, document: { wrapped } }]);
}

function unwrap({ wrapped }: DataKey, masterKey: Buffer, tenant: string, version: string): Buffer {
  return decrypt(masterKey, wrapped, about(tenant, 'data key', version), () => {
    return `The master key does not open the data key of ${tenant}. Start the server with the master key that this store was made with; nothing was written.`;
  });
}

function opens(key: DataKey, masterKey: Buffer, tenant: string): boolean {
  try {
    unwrap(key, masterKey, tenant, VERSION);
    return true;
  } catch (error) {
    if (error instanceof VaultError) return false;
    throw error;
  }
}

/** Binds a sealed text to its owner and its place; JSON keeps `a|b` + `c` apart from `a` + `b|c`. */
function about(tenant: string, label: string, version: string): Buffer {
  return Buffer.from(JSON.stringify([tenant, label, version]));
}

function encrypt(key: Buffer, plain: Buffer, associated: Buffer): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES }).setAAD(associated);
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString('base64url');
}

function decrypt(key: Buffer, text: string, associated: Buffer, refusal: () => string): Buffer {
  const bytes = Buffer.from(text, 'base64url');
  try {
    const iv = bytes.subarray(0, IV_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES }).setAAD(
      associated,
    );
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
  } catch (cause) {
    throw new VaultError(refusal(), { cause });
  }
}

function requireLength(masterKey: Buffer): void {
  if (masterKey.length !== KEY_BYTES)
    throw new VaultError(`A master key has ${KEY_BYTES} bytes, not ${masterKey.length}.`);
}
