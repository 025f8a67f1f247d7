/** The two records that `sf partner match explain` compares: as JSON, as files with JSON, or flag by flag. */
import { Flags } from '@salesforce/sf-plugins-core';
import { Refusal } from '../use/context.ts';
import { textOf } from './files.ts';
import type { Words } from './words.ts';

const FIELDS = [
  'name',
  'website',
  'email',
  'phone',
  'street',
  'postcode',
  'city',
  'country',
  'registration-number',
] as const;
export type RecordField = (typeof FIELDS)[number];
export type RecordFlags = { [Field in RecordField]?: string[] | undefined };

const twice = (summary: string) => Flags.string({ multiple: true, multipleNonGreedy: true, summary });

/** Each is given twice, for our record and for theirs. */
export function recordFlags(words: Words) {
  const flags = FIELDS.map((field) => [field, twice(words.getMessage(`flags.${field}.summary`))]);
  return Object.fromEntries(flags) as Record<RecordField, ReturnType<typeof twice>>;
}

/** Null where no flag of a record is given. @throws Refusal for a flag given more than twice */
export function recordsOf(flags: RecordFlags, words: Words): { ours: object; theirs: object } | null {
  const given = FIELDS.filter((field) => flags[field] !== undefined);
  const tooMany = given.find((field) => (flags[field]?.length ?? 0) > 2);
  if (tooMany !== undefined) {
    const message = words.getMessage('tooMany', [tooMany]);
    throw new Refusal('match.records', message, words.getMessage('tooMany.next'));
  }
  if (given.length === 0) return null;
  const side = (place: 0 | 1) =>
    Object.fromEntries(given.map((field) => [keyOf(field), flags[field]?.[place] || undefined]));
  return { ours: side(0), theirs: side(1) };
}

/** @param given JSON, or the path of a file with JSON; `-` is standard input */
export async function recordIn(given: string, words: Words): Promise<unknown> {
  const isJson = given.trimStart().startsWith('{');
  const text = isJson ? given : await textOf(given, words);
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const reason = words.getMessage('unreadable', [isJson ? '--ours/--theirs' : given, error.message]);
    const refusal = new Refusal('file.unreadable', reason, words.getMessage('unreadable.next'));
    refusal.cause = error;
    throw refusal;
  }
}

function keyOf(field: RecordField): string {
  return field === 'registration-number' ? 'registrationNumber' : field;
}
