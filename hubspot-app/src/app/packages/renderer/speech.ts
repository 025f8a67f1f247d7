/** Says messages and values in the words that came with them, formatted for the user. */
import type { Message, Value } from '@alongside/shared/contract/value.ts';
import type { Words } from '@alongside/shared/contract/words.ts';
import { formattersFor } from '@alongside/shared/views/words/format.ts';
import { say, sayValue, type Formatters } from '@alongside/shared/views/words/say.ts';

export interface Speech {
  say(message: Message): string;
  sayValue(value: Value): string;
  readonly format: Formatters;
}

/** Whom to speak to. */
export interface Listener {
  readonly locale: string;
  readonly zone: string;
}

export function speechOf(words: Words, listener: Listener): Speech {
  const format = formattersOf(listener, words.language);
  return {
    say: (message) => say(words, message, format),
    sayValue: (value) => sayValue(words, value, format),
    format,
  };
}

/** A locale or zone that this browser does not know is no reason to show nothing. */
function formattersOf({ locale, zone }: Listener, language: string): Formatters {
  try {
    return formattersFor(locale, zone, language);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return formattersFor(language, 'UTC', language);
  }
}
