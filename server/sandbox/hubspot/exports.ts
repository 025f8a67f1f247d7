/** Exports of a view: begun by one call, looked after by another, fetched as CSV by whoever has its address. */
import { asObject, textIn, textsIn } from './body.ts';
import { invalid, missing } from './refusal.ts';
import type { Answer, Call, Route } from './route.ts';

const SCOPES = () => ['crm.export'];

export const exportRoutes: Route[] = [
  { method: 'POST', path: 'crm/exports/export/async', scopes: SCOPES, handle: begin },
  { method: 'GET', path: 'crm/exports/export/async/tasks/:id/status', scopes: SCOPES, handle: status },
  // The vendor serves it from elsewhere, by an address that is signed.
  { method: 'GET', path: 'exported/:id', counted: false, handle: file },
];

/** Every record as it is now, with the wanted properties by their labels. */
function begin(call: Call): Answer {
  const { portal } = call;
  const asked = asObject(call.body);
  const [kind, format] = [textIn(asked, 'exportType'), textIn(asked, 'format')];
  if (kind !== 'VIEW' || format !== 'CSV')
    throw invalid(`This imitation exports views as CSV, not ${kind} as ${format}`);
  textIn(asked, 'exportName');
  textIn(asked, 'language');
  const collection = portal.collection(textIn(asked, 'objectType').toLowerCase());
  const names = textsIn(asked, 'objectProperties') ?? [];
  const columns = names.map((name) => {
    const definition = collection.definition(name);
    if (!definition) throw invalid(`Property "${name}" does not exist`);
    return definition;
  });
  const lines = [
    ['Record ID', ...columns.map(({ label }) => label)],
    ...collection.live.items().map(({ id, values }) => [id, ...names.map((name) => values[name] ?? '')]),
  ];
  const id = String(
    portal.exported.push(lines.map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('')),
  );
  return { status: 202, body: { id, links: { status: `/crm/v3/exports/export/async/tasks/${id}/status` } } };
}

function status(call: Call): Answer {
  const { id = '' } = call.params;
  if (call.portal.exported[Number(id) - 1] === undefined) throw missing();
  const at = new Date(call.portal.now()).toISOString();
  const result = `http://${String(call.headers['host'])}/exported/${id}`;
  return { status: 200, body: { status: 'COMPLETE', result, startedAt: at, completedAt: at } };
}

function file({ params, portal }: Call): Answer {
  const body = portal.exported[Number(params['id']) - 1];
  if (body === undefined) throw missing();
  return { status: 200, body, headers: { 'Content-Type': 'text/csv;charset=utf-8' } };
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
