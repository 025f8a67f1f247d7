/** Which words go with an answer: those of the viewer's language that its messages name, and no others. */
import type { Words } from '../../contract/words.ts';
import { de } from './de.ts';
import { en } from './en.ts';

export const CATALOGUES = { en, de } as const;
export type Language = keyof typeof CATALOGUES;

/** The language we have for a locale (BCP 47); English where we have none. */
export function languageOf(locale: string): Language {
  const [language = ''] = locale.toLowerCase().split('-');
  return language in CATALOGUES ? (language as Language) : 'en';
}

/** @param carrier a view, an answer or any part of one */
export function wordsFor(carrier: unknown, locale: string): Words {
  const language = languageOf(locale);
  const catalogue: Words['byKey'] = CATALOGUES[language];
  const byKey: Words['byKey'] = {};
  for (const key of keysIn(carrier)) {
    const word = catalogue[key];
    if (word !== undefined) byKey[key] = word;
  }
  return { language, byKey };
}

/** Every message key that a view, an answer or a part of one names. */
export function keysIn(carrier: unknown, found = new Set<string>()): Set<string> {
  if (typeof carrier !== 'object' || carrier === null) return found;
  if (Array.isArray(carrier)) {
    for (const part of carrier) if (typeof part === 'object') keysIn(part, found);
    return found;
  }
  // A large view has thousands of parts, and a list of each one's values would cost more than the walk.
  for (const name in carrier) {
    const part: unknown = (carrier as Readonly<Record<string, unknown>>)[name];
    if (typeof part === 'object') keysIn(part, found);
    else if (name === 'key' && typeof part === 'string') found.add(part);
  }
  return found;
}
