/** On which line of a file each identity stood first, in 16 bytes an identity: a million strings would take ten times that. */

const FIRST_ROOM = 1_024;
/** Three words of 30 bits out of the identity's hash, and the line; lines count from 1, so 0 is a free place. */
const WIDTH = 4;
const LINE = 3;
const KIND_LENGTH = 3;
const LETTERS_A_WORD = 6;

/** 90 bits of SHA-256 are never the same for two identities of a list. */
export class FirstLines {
  #places = new Uint32Array(FIRST_ROOM * WIDTH);
  #size = 0;

  /** The line that has the identity already; else undefined, and it is this one's from now on. */
  claim(identity: string, line: number): number | undefined {
    if (this.#size * 2 > this.#places.length / WIDTH) this.#grow();
    const [a, b, c] = [wordAt(identity, 0), wordAt(identity, 1), wordAt(identity, 2)];
    const at = placeOf(this.#places, a, b, c);
    const first = this.#places[at + LINE];
    if (first) return first;
    put(this.#places, at, a, b, c, line);
    this.#size += 1;
    return undefined;
  }

  #grow(): void {
    const before = this.#places;
    this.#places = new Uint32Array(before.length * 2);
    for (let at = 0; at < before.length; at += WIDTH) {
      const [a = 0, b = 0, c = 0, line = 0] = before.subarray(at, at + WIDTH);
      if (line > 0) put(this.#places, placeOf(this.#places, a, b, c), a, b, c, line);
    }
  }
}

/** Where these words stand, or the free place where they belong. */
function placeOf(places: Uint32Array, a: number, b: number, c: number): number {
  const count = places.length / WIDTH;
  for (let at = (a % count) * WIDTH; ; at = (at + WIDTH) % places.length) {
    if (places[at + LINE] === 0) return at;
    if (places[at] === a && places[at + 1] === b && places[at + 2] === c) return at;
  }
}

function put(places: Uint32Array, at: number, a: number, b: number, c: number, line: number): void {
  places[at] = a;
  places[at + 1] = b;
  places[at + 2] = c;
  places[at + LINE] = line;
}

/** Five bits a letter: `a`–`z` and `2`–`7`, see `keyOf`. */
function wordAt(identity: string, number: number): number {
  const from = KIND_LENGTH + number * LETTERS_A_WORD;
  let word = 0;
  for (let at = from; at < from + LETTERS_A_WORD; at++) {
    const code = identity.charCodeAt(at);
    word = (word << 5) | (code >= 97 ? code - 97 : code - 24);
  }
  return word;
}
