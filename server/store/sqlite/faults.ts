/** SQLite's result codes as the store's faults, each with what to do next. */
import { type StoreFault, StoreError } from '../../ports.ts';

interface Meaning {
  fault: StoreFault;
  next: string;
}

const DAMAGED: Meaning = {
  fault: 'damaged',
  next: 'Stop the server, keep a copy of the folder, and restore the last backup into an empty folder.',
};

/** By primary result code, https://www.sqlite.org/rescode.html */
const MEANINGS: Readonly<Record<number, Meaning>> = {
  5: { fault: 'locked', next: 'Another process writes to it for too long; stop that process and try again.' },
  6: { fault: 'locked', next: 'Another process writes to it for too long; stop that process and try again.' },
  8: { fault: 'unreachable', next: 'Give this user write permission to the folder and its files.' },
  10: { fault: 'unreachable', next: 'The disk failed. Check it, then start the server again.' },
  11: DAMAGED,
  13: { fault: 'full', next: 'Free some disk space; nothing was written and nothing stored is lost.' },
  14: {
    fault: 'unreachable',
    next: 'Check that the folder exists and that this user may read and write it.',
  },
  18: { fault: 'outgrown', next: 'A document is larger than the store can hold; make it smaller.' },
  26: DAMAGED,
};

/** What a worker thread can say about an error. */
export interface PlainError {
  message: string;
  /** SQLite's extended result code, absent when the error is not SQLite's. */
  code?: number;
}

export function plainError(error: unknown): PlainError {
  if (!(error instanceof Error)) return { message: String(error) };
  const code = (error as { errcode?: unknown }).errcode;
  return typeof code === 'number'
    ? { message: error.message, code }
    : { message: error.stack ?? error.message };
}

/** SQLITE_IOERR and its kin: after one of these nothing more may be written by this process. */
export function isDiskFailure({ code }: PlainError): boolean {
  return code !== undefined && (code & 0xff) === 10;
}

export function storeError({ message, code }: PlainError, file: string): Error {
  const meaning = code === undefined ? undefined : MEANINGS[code & 0xff];
  if (!meaning) return new Error(`${file}: ${message}`);
  return new StoreError(meaning.fault, `${file}: ${message}. ${meaning.next}`);
}
