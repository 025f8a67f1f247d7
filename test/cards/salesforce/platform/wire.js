/** A wire adapter that a test feeds: `emit` gives every component that is wired to it a value. */
export function wireAdapter() {
  const wired = new Set();
  return class {
    /** What the components ask for, newest last. */
    static get configs() {
      return [...wired].map(({ config }) => config);
    }

    static emit(value) {
      for (const adapter of wired) adapter.tell(value);
    }

    constructor(tell) {
      this.tell = tell;
    }

    connect() {
      wired.add(this);
    }

    update(config) {
      this.config = config;
    }

    disconnect() {
      wired.delete(this);
    }
  };
}
