/** What the store's contract is run on: a database, as many empty stores in it as a test asks for. */
import type { StoreConfig } from '../../server/store/index.ts';
import type { Collection } from '../../server/ports.ts';

export interface Backend {
  /** The configuration of a new, empty store. */
  empty(): Promise<StoreConfig>;
  /** How a second process opens a store that this one has open. */
  beside(config: StoreConfig): StoreConfig;
  stop(): Promise<void>;
}

export interface Note {
  text: string;
  tags: readonly string[];
}

export const notes: Collection<Note> = { name: 'note', class: 'ours', keys: ({ tags }) => tags };
export const copies: Collection<Note> = { name: 'copy', class: 'derived', keys: ({ tags }) => tags };
export const texts: Collection<string> = { name: 'text', class: 'ours', isText: true };

export function note(text: string, ...tags: string[]): Note {
  return { text, tags };
}

/** Documents with these ids, whose text and only tag are the id. */
export function numbered(ids: readonly string[]) {
  return ids.map((id) => ({ id, document: note(id, id) }));
}
