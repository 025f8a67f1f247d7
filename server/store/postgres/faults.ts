/** PostgreSQL's error codes as the store's faults, each with what to do next. */
import { type StoreFault, StoreError } from '../../ports.ts';

/** By the first characters of the SQLSTATE, the longest first. https://www.postgresql.org/docs/current/errcodes-appendix.html */
const MEANINGS: readonly (readonly [state: string, fault: StoreFault, next: string])[] = [
  [
    '53100',
    'full',
    'Free disk space on the database server; nothing was written and nothing stored is lost.',
  ],
  ['53', 'unreachable', 'The database is out of connections or memory; raise its limits or try again later.'],
  ['55P03', 'locked', 'Another session holds a lock for too long; end it and try again.'],
  ['25P0', 'locked', 'The transaction took too long and was ended by the database; try again.'],
  ['40', 'locked', 'Too many writers changed the same rows; try again.'],
  ['25006', 'unreachable', 'The database takes no writes now; point DATABASE_URL at the primary.'],
  ['28', 'unreachable', 'Check the user and the password in DATABASE_URL.'],
  ['3D', 'unreachable', 'Create the database that DATABASE_URL names.'],
  [
    '42501',
    'unreachable',
    'Give the user of DATABASE_URL the right to create schemas in the database and to use them.',
  ],
  ['54', 'outgrown', 'A document or key is larger than the database can hold; make it smaller.'],
  ['XX00', 'damaged', 'Stop the server and restore the last backup into an empty database.'],
  ['57P0', 'unreachable', 'The database is stopping or starting; try again when it is up.'],
  ['08', 'unreachable', 'Check that the database runs and that DATABASE_URL is right.'],
];

/** A clash with another writer, after which the same work may succeed. */
export function isClash(error: unknown): boolean {
  const state = stateOf(error);
  return state === '40001' || state === '40P01';
}

/** `place` names the database without its password. */
export function storeError(error: unknown, place: string): Error {
  if (!(error instanceof Error) || error instanceof StoreError) return error as Error;
  const state = stateOf(error);
  const meaning = MEANINGS.find(([start]) => state?.startsWith(start));
  if (meaning)
    return new StoreError(meaning[1], `${place}: ${error.message}. ${meaning[2]}`, { cause: error });
  // Without an SQLSTATE the error is the connection's; with another one it is a bug of ours.
  if (state && /^[0-9A-Z]{5}$/.test(state)) return error;
  if (!isConnection(error)) return error;
  const next = 'Check that the database runs and that DATABASE_URL is right.';
  return new StoreError('unreachable', `${place}: ${reason(error)}. ${next}`, { cause: error });
}

/** Names the database for people; a password in the URL stays out of it. */
export function placeOf(url: string): string {
  try {
    const { host, pathname } = new URL(url);
    return `PostgreSQL ${host}${pathname}`;
  } catch (cause) {
    throw new StoreError(
      'unreachable',
      'DATABASE_URL is not a URL. Write postgres://user:password@host:port/database.',
      {
        cause,
      },
    );
  }
}

function stateOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' ? code : undefined;
}

function isConnection(error: Error): boolean {
  return (
    'syscall' in error || error instanceof AggregateError || /connection|connect|timeout/i.test(error.message)
  );
}

/** Both addresses of localhost fail with one error that has no message of its own. */
function reason(error: Error): string {
  if (error.message) return error.message;
  return error instanceof AggregateError ? error.errors.map(String).join(', ') : error.name;
}
