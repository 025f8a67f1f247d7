/** Letters as they are compared: plain ASCII, and one spelling for what languages write in two ways. */
import anyAscii from 'any-ascii';

/** ASCII in lower case; text that already is passes without a copy of the tables. */
export function asciiOf(text: string): string {
  for (let at = 0; at < text.length; at++) {
    if (text.charCodeAt(at) > 0x7f) return transliterated(text);
  }
  return text.toLowerCase();
}

/** Emoji and trade marks; transliteration would spell them out. */
const PICTURES = /(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|\u2120|\ufe0f|\u200d)+/gu;

function transliterated(text: string): string {
  const letters = text.replace(PICTURES, ' ');
  return anyAscii((letters.trim() === '' ? text : letters).normalize('NFKC')).toLowerCase();
}

/** "AE" and "UE" alone are initials. */
const SHORTEST_FOLDED = 2;
const FOLDS = /a[ae]|[ou]e/;
const FOLDED = /(a)[ae]+|([ou])e+/g;

/**
 * One spelling for Müller, Mueller and Muller, Ærø and Aero, Århus and Aarhus: the e of ae, oe, ue and the repeated a
 * go. Applied to both sides, so an English word that changes ("blue" to "blu") changes on both. Idempotent.
 */
export function fold(text: string): string {
  return text.length > SHORTEST_FOLDED && FOLDS.test(text) ? text.replace(FOLDED, '$1$2') : text;
}
