/** Whether a text is in a script that Latin letters render in several ways, so that letters tell little beside a Latin name. */

/** From the Hebrew letters on, all through Arabic, India's and Thailand's scripts, Korean, Japanese and Chinese. */
const FOREIGN_FROM = 0x590;
/** But for Latin letters with two accents, Greek ones with breathings, and punctuation. */
const LATIN_AGAIN = [0x1e00, 0x2e80] as const;

export function isForeign(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < FOREIGN_FROM) continue;
    if (code < LATIN_AGAIN[0] || (code >= LATIN_AGAIN[1] && code < FULL_WIDTH)) return true;
  }
  return false;
}

/** Emoji, ligatures and Latin letters as wide as Chinese ones. */
const FULL_WIDTH = 0xd800;
