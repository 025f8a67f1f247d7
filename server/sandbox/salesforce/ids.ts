/** Salesforce record ids: 15 case-sensitive characters and the three that make them safe to compare without case. */
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const SUFFIX = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** The id of the n-th record of a type. Ids of one type rise with n in plain string order. */
export function makeId(keyPrefix: string, n: number): string {
  let rest = n;
  let tail = '';
  for (let place = 0; place < 8; place += 1) {
    tail = DIGITS[rest % 62] + tail;
    rest = Math.floor(rest / 62);
  }
  return withSuffix(`${keyPrefix}gK00${tail}`.slice(0, 15));
}

function withSuffix(id: string): string {
  let suffix = '';
  for (let chunk = 0; chunk < 3; chunk += 1) {
    let bits = 0;
    for (let place = 0; place < 5; place += 1) {
      const character = id[chunk * 5 + place] ?? '';
      if (character >= 'A' && character <= 'Z') bits |= 1 << place;
    }
    suffix += SUFFIX[bits];
  }
  return id + suffix;
}

/** The 18-character form of a well-formed 15- or 18-character id, else undefined. */
export function readId(text: string): string | undefined {
  if (!/^[0-9A-Za-z]{15}([0-9A-Za-z]{3})?$/.test(text)) return undefined;
  if (text.length === 15) return withSuffix(text);
  return withSuffix(text.slice(0, 15)) === text ? text : undefined;
}
