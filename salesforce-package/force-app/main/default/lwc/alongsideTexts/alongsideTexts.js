/** Says messages and values in the words that came with an answer, written in the CRM user's locale and time zone. */
import { formattersFor, say, sayValue } from 'c/alongsideWords';

/**
 * @param {object} words of the answer
 * @param {string} locale how to write numbers and dates
 * @param {string} timeZone IANA name
 */
export function textsIn(words, locale, timeZone) {
  const format = formattersFor(locale, timeZone, words.language);
  return {
    say: (message) => say(words, message, format),
    /** In other words than these: those of a refusal. */
    sayIn: (others, message) => say(others ?? words, message, format),
    value: (value) => sayValue(words, value, format),
  };
}
