/** Makes a wire adapter of a request: asks when its parameters are there, tells only what differs from the last answer. */

/**
 * @param ask what to ask for a configuration, a promise
 * @param isComplete whether a configuration has all that it needs
 */
export function wireAdapter(ask, isComplete) {
  return class {
    static connected = new Set();
    #tell;
    #config;
    #turn = 0;
    #last;

    constructor(tell) {
      this.#tell = tell;
    }

    get config() {
      return this.#config;
    }

    connect() {
      this.constructor.connected.add(this);
      if (this.#config === undefined) this.#tell({ data: undefined, error: undefined });
    }

    disconnect() {
      this.constructor.connected.delete(this);
      this.#turn += 1;
    }

    update(config) {
      this.#config = config;
      return this.refresh();
    }

    async refresh() {
      if (!this.#config || !isComplete(this.#config)) return;
      const turn = (this.#turn += 1);
      const answer = await ask(this.#config).then(
        (data) => ({ data, error: undefined }),
        (error) => ({ data: undefined, error }),
      );
      const text = JSON.stringify(answer);
      if (turn !== this.#turn || text === this.#last) return;
      this.#last = text;
      this.#tell(answer);
    }
  };
}
