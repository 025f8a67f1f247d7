/** The thread that owns one SQLite connection, so that no statement ever blocks the server's event loop. */
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { sqliteDialect } from '../dialect.ts';
import type { Row, Step, Value } from '../driver.ts';
import { embeddedQueue, type StatementName, statements } from '../sql.ts';
import { plainError } from './faults.ts';
import type { Answer, Request, ThreadOptions } from './thread.ts';

const { file, readOnly } = workerData as ThreadOptions;
const sql = { ...statements(sqliteDialect), ...embeddedQueue };
const database = new DatabaseSync(file, { readOnly, timeout: 10_000 });
database.exec('pragma synchronous = full; pragma temp_store = memory; pragma cache_size = -65536');
// The journal grows to 32 MB before it is moved into the file, so that fewer than one commit in a hundred pays for that.
database.exec('pragma wal_autocheckpoint = 8000');

const prepared = new Map<StatementName, StatementSync>();

function execute({ statement, parameters }: Step): Row[] {
  let ready = prepared.get(statement);
  if (!ready) {
    ready = database.prepare(sql[statement]);
    ready.setReturnArrays(true);
    prepared.set(statement, ready);
  }
  const named: Record<string, Value> = {};
  parameters.forEach((value, index) => (named[`$${index + 1}`] = value));
  return ready.all(named) as unknown as Row[];
}

function perform(request: Request): Row[][] {
  if (request.begin && !database.isTransaction) database.exec(readOnly ? 'begin' : 'begin immediate');
  const rows = request.steps.map(execute);
  // SQLite undoes a transaction by itself after some errors, so ask before ending it.
  if (request.end && database.isTransaction) database.exec(request.end);
  return rows;
}

function answerTo(request: Request): Answer {
  try {
    return { id: request.id, rows: perform(request) };
  } catch (error) {
    return { id: request.id, error: plainError(error) };
  }
}

parentPort!.on('message', (requests: Request[]) => {
  parentPort!.postMessage(requests.map(answerTo));
  if (requests.some(({ close }) => close)) {
    database.close();
    parentPort!.close();
  }
});
