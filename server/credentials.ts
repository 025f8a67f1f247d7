/** The sealed half of a connection: what it signs in with, and the tokens it holds now. */
import { z } from 'zod';
import type { TenantStore, Vault } from './ports.ts';
import { secrets } from './use/collections.ts';

const credential = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('clientCredentials'), clientId: z.string(), clientSecret: z.string() }),
  z.object({
    kind: z.literal('jwtBearer'),
    clientId: z.string(),
    username: z.string(),
    privateKey: z.string(),
    audience: z.string().optional(),
  }),
  /** The app's own id and secret come from the server's settings. */
  z.object({ kind: z.literal('oauth') }),
  z.object({ kind: z.literal('privateApp'), token: z.string() }),
]);
export type Credential = z.infer<typeof credential>;

const tokens = z.object({
  accessToken: z.string(),
  refreshToken: z.string().optional(),
  expiresAt: z.number().optional(),
});
export type KeptTokens = { accessToken: string; refreshToken?: string; expiresAt?: number };

export class Credentials {
  readonly #store: TenantStore;
  readonly #vault: Vault;

  constructor(store: TenantStore, vault: Vault) {
    this.#store = store;
    this.#vault = vault;
  }

  async credential(connection: string): Promise<Credential | null> {
    const text = await this.#open(`${connection}/credential`);
    return text === null ? null : credential.parse(JSON.parse(text));
  }

  keepCredential(connection: string, value: Credential): Promise<void> {
    return this.#seal(`${connection}/credential`, JSON.stringify(value));
  }

  async tokens(connection: string): Promise<KeptTokens | null> {
    const text = await this.#open(`${connection}/tokens`);
    return text === null ? null : (tokens.parse(JSON.parse(text)) as KeptTokens);
  }

  keepTokens(connection: string, value: KeptTokens): Promise<void> {
    return this.#seal(`${connection}/tokens`, JSON.stringify(value));
  }

  /** Tokens of an earlier credential are of no use to the next. */
  async forgetTokens(connection: string): Promise<void> {
    await this.#store.remove(secrets, [`${connection}/tokens`]);
  }

  async #open(id: string): Promise<string | null> {
    const found = await this.#store.get(secrets, id);
    return found ? this.#vault.open(this.#store.tenant, id, found.sealed) : null;
  }

  async #seal(id: string, text: string): Promise<void> {
    const sealed = await this.#vault.seal(this.#store.tenant, id, text);
    await this.#store.put(secrets, [{ id, document: { sealed } }]);
  }
}
