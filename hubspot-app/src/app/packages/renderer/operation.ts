/** The key that makes one operation of however many requests: HubSpot sends again by itself, and people click twice. */

export interface Operation {
  /** The key to send this body with: its own for each, since the server refuses a key with two bodies. */
  keyFor(body: string): string;
  /** The server has answered: what comes next is another operation. */
  renew(): void;
}

/** To be made with the form or button that sends it. */
export function newOperation(): Operation {
  /** Of what was sent and not answered; it may have been done, and then is not done again. */
  const unanswered = new Map<string, string>();
  return {
    keyFor(body) {
      const key = unanswered.get(body) ?? crypto.randomUUID();
      unanswered.set(body, key);
      return key;
    },
    renew() {
      unanswered.clear();
    },
  };
}
