/** Scripted faults: a test says which request goes wrong and how; each CRM imitation asks here before and after it acts. */
export type CrmName = 'salesforce' | 'hubspot';

export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
}

export type Effect =
  /** Answered instead of acting. */
  | { answer: Answer }
  /** Acts (the effect is committed), then answers this instead of the true answer. */
  | { answerAfter: Answer }
  /** The socket is closed before or after the effect is committed. */
  | { drop: 'before' | 'after' }
  /** Waits this many milliseconds, then acts as usual. */
  | { delay: number };

export interface Fault {
  crm: CrmName;
  method?: string;
  path?: RegExp;
  body?: RegExp;
  /** Let this many matching requests through first. Default 0. */
  skip?: number;
  /** How many matching requests go wrong. Default 1. */
  times?: number;
  effect: Effect;
}

export interface SeenRequest {
  crm: CrmName;
  method: string;
  path: string;
  body: string;
}

export class Faults {
  #planned: { fault: Fault; skip: number; times: number }[] = [];

  fail(fault: Fault): void {
    this.#planned.push({ fault, skip: fault.skip ?? 0, times: fault.times ?? 1 });
  }

  clear(): void {
    this.#planned = [];
  }

  /** The effect for this request, consuming one of its times; undefined lets the request through. */
  take(request: SeenRequest): Effect | undefined {
    for (const plan of this.#planned) {
      if (plan.times === 0 || !matches(plan.fault, request)) continue;
      if (plan.skip > 0) {
        plan.skip -= 1;
        continue;
      }
      plan.times -= 1;
      return plan.fault.effect;
    }
    return undefined;
  }
}

function matches(fault: Fault, request: SeenRequest): boolean {
  return (
    fault.crm === request.crm &&
    (fault.method === undefined || fault.method === request.method) &&
    (fault.path === undefined || fault.path.test(request.path)) &&
    (fault.body === undefined || fault.body.test(request.body))
  );
}
