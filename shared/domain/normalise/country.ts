/** A country as people and systems write it, as its ISO 3166-1 code of two letters. */
import anyAscii from 'any-ascii';
import { ALIASES, ISO3 } from './countryCodes.ts';

/** Languages whose country names are understood; named one by one, since defaults differ from machine to machine. */
const LANGUAGES =
  'en de fr es it pt nl sv da nb fi pl cs sk sl hr hu ro bg el tr ru uk et lv lt ja ko zh ar he id vi'.split(
    ' ',
  );

let names: ReadonlyMap<string, string> | undefined;
const known = new Map<string, string | null>();
const KNOWN_CAP = 10_000;

/**
 * Null for an empty or unknown country ("n/a" is not Namibia). Understands ISO codes of two and three letters and
 * names in 32 languages.
 */
export function countryCode(text: string): string | null {
  let code = known.get(text);
  if (code === undefined) {
    code =
      text.length > 100 || text.trim().toLowerCase() === 'n/a'
        ? null
        : (countryNames().get(plain(text)) ?? partlyNamed(text));
    if (known.size < KNOWN_CAP) known.set(text, code);
  }
  return code;
}

/** "DE - Germany", "California, USA", "Germany (DE)": the last part that names a country. */
function partlyNamed(text: string): string | null {
  const parts = text.split(/[,;/|()[\]]|\s-+\s|\s[\u2013\u2014]\s/);
  if (parts.length < 2) return null;
  return parts.map((part) => countryNames().get(plain(part))).findLast((code) => code !== undefined) ?? null;
}

/** Code by name, in ASCII letters without spaces; built at the first call. */
export function countryNames(): ReadonlyMap<string, string> {
  return (names ??= buildNames());
}

function plain(text: string): string {
  return anyAscii(text.normalize('NFKC'))
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replace(/^the(?=.{4})/, '');
}

function buildNames(): Map<string, string> {
  const built = new Map<string, string>();
  const codes = ISO3.map((pair) => pair.slice(3));
  for (const language of LANGUAGES) {
    const display = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
    for (const code of codes) {
      const name = plain(display.of(code) ?? '');
      if (name !== '' && !built.has(name)) built.set(name, code);
    }
  }
  for (const [name, code] of Object.entries(ALIASES)) built.set(plain(name), code);
  for (const pair of ISO3) {
    built.set(pair.slice(0, 3).toLowerCase(), pair.slice(3));
    built.set(pair.slice(3).toLowerCase(), pair.slice(3));
  }
  return built;
}
