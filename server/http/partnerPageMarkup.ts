/** Markup in which everything that was not written in our source is escaped. */

export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type Piece = Markup | string | null | readonly Markup[];

/** A template whose blanks are texts, which are escaped, or markup that was made by it; null is nothing. */
export function markup(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  return new Markup(strings.map((string, at) => string + written(pieces[at] ?? null)).join(''));
}

/** An attribute where it has a value or is set, else nothing. */
export function attribute(name: string, value: string | boolean | null): Markup {
  if (value === null || value === false) return new Markup('');
  return value === true ? new Markup(` ${name}`) : markup` ${new Markup(name)}="${value}"`;
}

function written(piece: Piece): string {
  if (piece === null) return '';
  if (piece instanceof Markup) return piece.text;
  if (typeof piece === 'string') {
    return piece.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
  }
  return piece.map(({ text }) => text).join('');
}
