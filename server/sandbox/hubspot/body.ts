/** Reads request bodies as strictly as the vendor: a wrong shape is refused before anything happens. */
import { invalid } from './refusal.ts';

export type Json = Record<string, unknown>;

export function asObject(body: unknown, what = 'request body'): Json {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw invalid(`Invalid input JSON: ${what} must be an object`);
  }
  return body as Json;
}

/** A text that must be there; numbers serve as ids. */
export function textIn(object: Json, field: string): string {
  const value = object[field];
  if (typeof value === 'string' && value !== '') return value;
  if (typeof value === 'number') return String(value);
  throw invalid(`Invalid input JSON: Some required fields were not set: [${field}]`);
}

export function optionalText(object: Json, field: string): string | undefined {
  return object[field] === undefined || object[field] === null ? undefined : textIn(object, field);
}

export function textsIn(object: Json, field: string): string[] | undefined {
  const value = object[field];
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value) || value.some((item) => typeof item !== 'string')) {
    throw invalid(`Invalid input JSON: ${field} must be a list of strings`);
  }
  return value as string[];
}

/** The inputs of a batch, at least one and at most `most`. */
export function inputsOf(body: unknown, most: number): Json[] {
  const { inputs } = asObject(body);
  if (!Array.isArray(inputs))
    throw invalid('Invalid input JSON: Some required fields were not set: [inputs]');
  if (inputs.length === 0) throw invalid('The batch must have at least one input.');
  if (inputs.length > most) {
    throw invalid(
      `The maximum number of inputs supported in a batch request is ${most}. Received ${inputs.length}.`,
    );
  }
  return inputs.map((input) => asObject(input, 'input'));
}

/** A whole number in the query within bounds. */
export function numberIn(query: URLSearchParams, name: string, standard: number, most: number): number {
  const text = query.get(name);
  if (text === null) return standard;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > most) {
    throw invalid(`Invalid value for query parameter ${name}: ${text}. It must be between 1 and ${most}.`);
  }
  return value;
}

/** A list in the query, repeated or separated by commas. */
export function listIn(query: URLSearchParams, name: string): string[] | undefined {
  const values = query
    .getAll(name)
    .flatMap((text) => text.split(','))
    .filter(Boolean);
  return values.length > 0 ? values : undefined;
}
