/** Holds a connection's tokens: one refresh at a time, a new refresh token durable before use, a hard stop when refused twice. */
import { type Clock, CrmError } from '../ports.ts';

export interface Tokens {
  accessToken: string;
  refreshToken?: string;
  /** UTC milliseconds; absent where the vendor does not say. */
  expiresAt?: number;
}

export interface TokenSource {
  /**
   * Asks the vendor for new tokens.
   * @throws CrmError `expired` when the grant is gone for good, `down` when it may work later.
   */
  fetch(previous: Tokens | null): Promise<Tokens>;
  /** The tokens kept last, by this process or another. */
  load(): Promise<Tokens | null>;
  /** Durable when it resolves. */
  save(tokens: Tokens): Promise<void>;
  /** Runs a refresh while no other process does; absent where one process is all there is. */
  exclusive?<T>(work: () => Promise<T>): Promise<T>;
}

/** A token is renewed this many milliseconds before it expires, so that requests never meet the expiry. */
const MARGIN = 60_000;

export class TokenKeeper {
  readonly #source: TokenSource;
  readonly #clock: Clock;
  #held: Tokens | null = null;
  /** Issued but not yet durable: its refresh token has replaced the one before, so it must not be lost. */
  #unsaved: Tokens | null = null;
  /** The held token has been accepted by the vendor at least once. */
  #proven = false;
  #renewal: Promise<Tokens> | null = null;
  #ended: CrmError | null = null;

  constructor(source: TokenSource, clock: Clock) {
    this.#source = source;
    this.#clock = clock;
  }

  /** @throws CrmError `expired` when someone must reconnect, `down` when the vendor's token service is out of reach. */
  async access(): Promise<string> {
    if (this.#ended) throw this.#ended;
    if (this.#held && this.#fresh(this.#held)) return this.#held.accessToken;
    return (await this.#renew(this.#held?.accessToken)).accessToken;
  }

  /**
   * The vendor answered 401 to this token: the token to try again with.
   * @throws CrmError `expired` when the token was new, so that trying again would go on for ever.
   */
  async refused(token: string): Promise<string> {
    if (this.#ended) throw this.#ended;
    if (this.#held?.accessToken !== token) return this.access();
    if (!this.#renewal && !this.#proven) throw this.#end('refused a token that was just issued');
    return (await this.#renew(token)).accessToken;
  }

  /** The vendor took this token. */
  accepted(token: string): void {
    if (this.#held?.accessToken === token) this.#proven = true;
  }

  #fresh(tokens: Tokens): boolean {
    return tokens.expiresAt === undefined || tokens.expiresAt - MARGIN > this.#clock.now();
  }

  #renew(spent: string | undefined): Promise<Tokens> {
    this.#renewal ??= this.#exclusively(() => this.#fetch(spent)).finally(() => {
      this.#renewal = null;
    });
    return this.#renewal;
  }

  #exclusively(work: () => Promise<Tokens>): Promise<Tokens> {
    return this.#source.exclusive ? this.#source.exclusive(work) : work();
  }

  async #fetch(spent: string | undefined): Promise<Tokens> {
    const kept = await this.#source.load();
    const usable = kept !== null && kept.accessToken !== spent && this.#fresh(kept);
    // Kept tokens may be hours old, so that a 401 for them is the first sign of expiry and not a refusal for good.
    if (usable) return this.#hold(kept, true);
    try {
      this.#unsaved ??= await this.#source.fetch(kept ?? this.#held);
      const next = this.#unsaved;
      await this.#source.save(next);
      this.#unsaved = null;
      return this.#hold(next, false);
    } catch (error) {
      if (error instanceof CrmError && error.fault.kind === 'expired') this.#ended = error;
      throw error;
    }
  }

  #hold(tokens: Tokens, proven: boolean): Tokens {
    this.#held = tokens;
    this.#proven = proven;
    return tokens;
  }

  #end(reason: string): CrmError {
    this.#ended = new CrmError({ kind: 'expired' }, `The CRM ${reason}; reconnect this connection`);
    return this.#ended;
  }
}
