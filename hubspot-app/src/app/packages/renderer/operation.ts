/** The key that makes one operation of however many requests: HubSpot sends again by itself, and people click twice. */

export interface Operation {
  /** The key to send this body with: the same while the body is, since the server refuses a key with two bodies. */
  keyFor(body: string): string;
  /** The server has said no, or the operation may be wanted once more: what comes next is another one. */
  renew(): void;
}

/** To be made when a form opens. */
export function newOperation(): Operation {
  let key = newKey();
  let sent: string | null = null;
  return {
    keyFor(body) {
      if (sent !== null && sent !== body) key = newKey();
      sent = body;
      return key;
    },
    renew() {
      key = newKey();
      sent = null;
    },
  };
}

function newKey(): string {
  return crypto.randomUUID();
}
