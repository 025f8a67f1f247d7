/** What an acceptance check is: a goal in words, and a measurement of the real thing that meets it or does not. */

export type Value = number | string | boolean | null;

export interface Measured {
  value: Value;
  ok: boolean;
}

export interface Check {
  /** Fixed, so that closing notes can be compared: `map.seconds.salesforce`. */
  name: string;
  /** What must hold, with its unit: `<= 60 s`. */
  goal: string;
  /** Throws when the figure cannot be had; that counts as missed. */
  measure(): Promise<Measured>;
}

/** The figure must not exceed the limit. */
export function atMost(name: string, limit: number, unit: string, figure: () => Promise<number>): Check {
  return {
    name,
    goal: `<= ${limit}${unit && ` ${unit}`}`,
    measure: async () => {
      const value = await figure();
      return { value: round(value), ok: value <= limit };
    },
  };
}

/** The figure must not fall short of the limit. */
export function atLeast(name: string, limit: number, unit: string, figure: () => Promise<number>): Check {
  return {
    name,
    goal: `>= ${limit}${unit && ` ${unit}`}`,
    measure: async () => {
      const value = await figure();
      return { value: round(value), ok: value >= limit };
    },
  };
}

/** The statement must be true; what is shown is `value`, or true. */
export function holds(name: string, goal: string, statement: () => Promise<boolean | Measured>): Check {
  return {
    name,
    goal,
    measure: async () => {
      const found = await statement();
      return typeof found === 'boolean' ? { value: found, ok: found } : found;
    },
  };
}

/** Work whose result several checks share: done when first asked for, and once. */
export function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => (result ??= work());
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}
