/** Puts messages and values into a person's words: the one place where blanks are filled and plural forms chosen. */
import type { Message, Value } from '../../contract/value.ts';
import type { Words } from '../../contract/words.ts';

/** How the user's locale and time zone write things; a renderer may take `formattersFor` or the CRM's own. */
export interface Formatters {
  number(value: number): string;
  money(minor: number, currency: string): string;
  percent(basisPoints: number): string;
  /** @param day YYYY-MM-DD */
  date(day: string): string;
  /** @param ms UTC milliseconds */
  instant(ms: number): string;
  duration(ms: number): string;
  list(items: readonly string[]): string;
  /** The plural category of a number in the language of the words. */
  plural(value: number): 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';
}

/** The message in words. A key without words is said as it is, so that the gap shows. */
export function say(words: Words, message: Message, format: Formatters): string {
  const word = words.byKey[message.key];
  if (word === undefined) return message.key;
  const args = message.args ?? {};
  const text = typeof word === 'string' ? word : (word[format.plural(count(args[word.by]))] ?? word.other);
  return text.replace(/\{(\w+)\}/g, (blank, name: string) => {
    const arg = args[name];
    return arg === undefined ? blank : isolated(sayArg(words, arg, format));
  });
}

/** A value as text, without any link it stands for. */
export function sayValue(words: Words, value: Value, format: Formatters): string {
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'number':
      return format.number(value.value);
    case 'money':
      return format.money(value.minor, value.currency);
    case 'percent':
      return format.percent(value.basisPoints);
    case 'date':
      return format.date(value.day);
    case 'instant':
      return format.instant(value.ms);
    case 'duration':
      return format.duration(value.ms);
    case 'record':
      return value.name;
    case 'link':
      return value.url;
    case 'word':
      return say(words, value, format);
    case 'list':
      return format.list(value.items.map((item) => sayValue(words, item, format)));
  }
}

type Arg = NonNullable<Message['args']>[string];

function sayArg(words: Words, arg: Arg, format: Formatters): string {
  if (typeof arg === 'string') return arg;
  return typeof arg === 'number' ? format.number(arg) : sayValue(words, arg, format);
}

function count(arg: Arg | undefined): number {
  if (typeof arg === 'number') return arg;
  return typeof arg === 'object' && arg.kind === 'number' ? arg.value : 0;
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;

/** A name written from right to left may not turn the sentence around it. */
function isolated(text: string): string {
  return RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text;
}
