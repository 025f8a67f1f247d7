/** query, queryAll and the pages that follow. */
import type { Call, Reply, Route } from '../call.ts';
import { SalesforceError } from '../errors.ts';
import { queryColumns } from './columns.ts';
import { project } from '../soql/project.ts';
import { runQuery } from '../soql/query.ts';

function query(call: Call, deleted: boolean): Reply {
  const text = call.query.get('q');
  if (text === null) throw new SalesforceError('MALFORMED_QUERY', 'A query must be given in parameter q');
  const result = runQuery(call.org, call.userId, text, { deleted });
  if (call.query.get('columns') === 'true') return { status: 200, body: queryColumns(result) };
  if (result.kind === 'count')
    return { status: 200, body: { totalSize: result.total, done: true, records: [] } };
  if (result.kind === 'aggregate')
    return { status: 200, body: { totalSize: result.records.length, done: true, records: result.records } };
  const { rows, object, columns } = result;
  const page = (from: number, to: number): unknown[] =>
    rows.slice(from, to).map((row) => project(object, row, columns, call.version));
  const size = batchSize(call);
  if (rows.length <= size)
    return { status: 200, body: { totalSize: rows.length, done: true, records: page(0, rows.length) } };
  const id = call.service.cursors.open({ total: rows.length, userId: call.userId, size, page });
  return { status: 200, body: answer(call, id, 0) };
}

function batchSize(call: Call): number {
  const wanted = Number(
    /batchSize=(\d+)/i.exec(String(call.headers['sforce-query-options'] ?? ''))?.[1] ?? 2000,
  );
  return Math.min(2000, Math.max(200, wanted));
}

function answer(call: Call, id: string, from: number): unknown {
  const { cursor } = call.service.cursors.at(`${id}-${from}`, call.userId);
  const to = Math.min(cursor.total, from + cursor.size);
  const kind = call.path.includes('/queryAll') ? 'queryAll' : 'query';
  const more =
    to < cursor.total ? { nextRecordsUrl: `/services/data/v${call.version}/${kind}/${id}-${to}` } : {};
  return { totalSize: cursor.total, done: to === cursor.total, ...more, records: cursor.page(from, to) };
}

function next(call: Call, parts: string[]): Reply {
  const { id, from } = call.service.cursors.at(parts[0] ?? '', call.userId);
  return { status: 200, body: answer(call, id, from) };
}

export const queryRoutes: Route[] = [
  { method: 'GET', path: /^\/query\/?$/, handle: (call) => query(call, false) },
  { method: 'GET', path: /^\/queryAll\/?$/, handle: (call) => query(call, true) },
  { method: 'GET', path: /^\/query(?:All)?\/([^/]+)$/, handle: next },
];
