/** Webhook deliveries: signed, batched, retried, in no promised order, sometimes twice. */
import { signV3 } from './signature.ts';

export type EventType =
  'object.creation' | 'object.deletion' | 'object.propertyChange' | 'object.merge' | 'object.restore';

export interface Subscription {
  eventType: EventType;
  /** `0-2` for companies and so on. */
  objectTypeId: string;
  /** For property changes: the property; each needs a subscription of its own. */
  propertyName?: string;
}

export interface Target {
  url: string;
  subscriptions: Subscription[];
}

/** What happened to a record, before it is matched with subscriptions. */
export interface Happening {
  eventType: EventType;
  objectTypeId: string;
  objectId: number;
  occurredAt: number;
  changeSource: string;
  sourceId: string;
  /** Further fields of the event, such as propertyName and propertyValue. */
  details?: Record<string, unknown>;
}

export interface WebhookOptions {
  /** Milliseconds before each further attempt; its length bounds them. HubSpot spreads 10 over 24 hours. */
  backOff: number[];
  timeout: number;
  /** Deliver events of a batch in another order than they happened. */
  shuffled: boolean;
  /** Deliver each batch twice. */
  doubled: boolean;
}

interface Delivery {
  url: string;
  events: Record<string, unknown>[];
  attempt: number;
}

const BATCH = 100;
const CONCURRENT = 10;

export class Webhooks {
  readonly options: WebhookOptions = {
    backOff: [20, 40, 80, 160, 320, 640, 1_000, 1_000, 1_000, 1_000],
    timeout: 5_000,
    shuffled: false,
    doubled: false,
  };
  /** Batches given up after the last attempt. */
  readonly lost: Delivery[] = [];
  readonly #app: { portalId: number; appId: number; clientSecret: string };
  readonly #targets: { url: string; subscriptions: (Subscription & { id: number })[] }[] = [];
  #pending: { url: string; event: Record<string, unknown> }[] = [];
  #queue: Delivery[] = [];
  readonly #underway = new Set<Promise<void>>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #collector: NodeJS.Timeout | undefined;
  #idle: (() => void)[] = [];
  #eventCount = 0;
  #subscriptionCount = 0;

  constructor(app: { portalId: number; appId: number; clientSecret: string }) {
    this.#app = app;
  }

  subscribe(target: Target): void {
    const subscriptions = target.subscriptions.map((subscription) => {
      this.#subscriptionCount += 1;
      return { ...subscription, id: 3_000_000 + this.#subscriptionCount };
    });
    this.#targets.push({ url: target.url, subscriptions });
  }

  emit(happening: Happening): void {
    for (const { url, subscriptions } of this.#targets) {
      const subscription = subscriptions.find((candidate) => isFor(candidate, happening));
      if (subscription) this.#pending.push({ url, event: this.#event(happening, subscription.id) });
    }
    if (this.#pending.length > 0) this.#collector ??= setTimeout(() => this.#collect(), 5);
  }

  /** Resolves when every event so far has been delivered or given up. */
  async flush(): Promise<void> {
    this.#collect();
    if (this.#isIdle()) return;
    await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  async close(): Promise<void> {
    clearTimeout(this.#collector);
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.#queue = [];
    await Promise.all(this.#underway);
    this.#settle();
  }

  #event(happening: Happening, subscriptionId: number): Record<string, unknown> {
    const { eventType, details, ...fields } = happening;
    this.#eventCount += 1;
    return {
      eventId: this.#eventCount,
      subscriptionId,
      portalId: this.#app.portalId,
      appId: this.#app.appId,
      eventType,
      subscriptionType: eventType,
      attemptNumber: 0,
      ...fields,
      ...details,
    };
  }

  #collect(): void {
    clearTimeout(this.#collector);
    this.#collector = undefined;
    const byUrl = Map.groupBy(this.#pending, ({ url }) => url);
    this.#pending = [];
    for (const [url, waiting] of byUrl) {
      const events = waiting.map(({ event }) => event);
      if (this.options.shuffled) events.reverse();
      for (let from = 0; from < events.length; from += BATCH) {
        const delivery = { url, events: events.slice(from, from + BATCH), attempt: 0 };
        this.#queue.push(delivery, ...(this.options.doubled ? [{ ...delivery }] : []));
      }
    }
    this.#pump();
  }

  #pump(): void {
    while (this.#underway.size < CONCURRENT) {
      const delivery = this.#queue.shift();
      if (!delivery) break;
      const work: Promise<void> = this.#deliver(delivery).finally(() => {
        this.#underway.delete(work);
        this.#pump();
      });
      this.#underway.add(work);
    }
    this.#settle();
  }

  async #deliver(delivery: Delivery): Promise<void> {
    if (await this.#post(delivery)) return;
    const wait = this.options.backOff[delivery.attempt];
    if (wait === undefined) {
      this.lost.push(delivery);
      return;
    }
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#queue.push({ ...delivery, attempt: delivery.attempt + 1 });
      this.#pump();
    }, wait);
    this.#timers.add(timer);
  }

  /** True when the receiver answered 2xx in time; anything else is tried again. */
  async #post({ url, events, attempt }: Delivery): Promise<boolean> {
    const body = JSON.stringify(events.map((event) => ({ ...event, attemptNumber: attempt })));
    const timestamp = String(Date.now());
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'HubSpot Connect 2.0 (http://dev.hubspot.com/) - WebHooks',
      'x-hubspot-request-timestamp': timestamp,
      'x-hubspot-signature-v3': signV3(this.#app.clientSecret, { method: 'POST', uri: url, body, timestamp }),
    };
    const signal = AbortSignal.timeout(this.options.timeout);
    return fetch(url, { method: 'POST', headers, body, signal }).then(
      async (response) => {
        await response.arrayBuffer();
        return response.ok;
      },
      () => false,
    );
  }

  #isIdle(): boolean {
    return this.#underway.size + this.#timers.size + this.#queue.length + this.#pending.length === 0;
  }

  #settle(): void {
    if (!this.#isIdle()) return;
    for (const resolve of this.#idle) resolve();
    this.#idle = [];
  }
}

function isFor(subscription: Subscription, happening: Happening): boolean {
  return (
    subscription.eventType === happening.eventType &&
    subscription.objectTypeId === happening.objectTypeId &&
    (subscription.propertyName === undefined ||
      subscription.propertyName === happening.details?.['propertyName'])
  );
}
