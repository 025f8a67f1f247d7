/** Every word that a command says lives in messages/*.md; this is the way to them. */
import { fileURLToPath } from 'node:url';
import { Messages } from '@salesforce/core';

const PACKAGE = 'alongside';

export type Words = Messages<string>;

/** The words of one file in messages/, by its name without the ending. */
export function wordsOf(bundle: string): Words {
  Messages.importMessageFile(PACKAGE, fileURLToPath(new URL(`./messages/${bundle}.md`, import.meta.url)));
  return Messages.loadMessages(PACKAGE, bundle);
}
