/** The record that a card stands on, as the page knows it: its properties, and who wants to hear of changes. */
import type { CardContext, Properties } from './protocol.ts';
import { post } from './post.ts';

type Changed = (properties: Properties) => void;

export class OpenRecord {
  readonly #crm: NonNullable<CardContext['crm']>;
  readonly #watchers: { names: readonly string[] | '*'; changed: Changed }[] = [];
  /** What those who watch were last told, or found when they began. */
  #told: Promise<Properties> | undefined;

  constructor(crm: NonNullable<CardContext['crm']>) {
    this.#crm = crm;
  }

  /** As they are now. */
  async read(names: readonly string[] | '*'): Promise<Properties> {
    return only(await this.#ask(), names);
  }

  /** Calls back with the new values whenever one of these was changed. */
  watch(names: readonly string[] | '*', changed: Changed): void {
    this.#watchers.push({ names, changed });
    this.#told ??= this.#ask();
  }

  /** The page has seen that the record changed. */
  async compare(): Promise<void> {
    if (this.#told === undefined) return;
    const before = await this.#told;
    const now = await (this.#told = this.#ask());
    const names = [...new Set([...Object.keys(before), ...Object.keys(now)])];
    const differing = names.filter((name) => before[name] !== now[name]);
    for (const { changed, names: wanted } of this.#watchers) {
      const seen = wanted === '*' ? differing : differing.filter((name) => wanted.includes(name));
      if (seen.length > 0) changed(only(now, wanted));
    }
  }

  #ask(): Promise<Properties> {
    return post<Properties>('properties', this.#crm);
  }
}

function only(properties: Properties, names: readonly string[] | '*'): Properties {
  if (names === '*') return properties;
  return Object.fromEntries(names.map((name) => [name, properties[name] ?? '']));
}
