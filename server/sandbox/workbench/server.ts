/** The workbench over HTTP: lists, record pages, saving, and the two files that the pages load. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { refusalOf, SECURITY_HEADERS } from './guard.ts';
import { html, type Markup } from './html.ts';
import { document } from './layout.ts';
import { listPage } from './listPage.ts';
import { recordPage, type RecordState } from './recordPage.ts';
import type { CrmView } from './view.ts';

interface Answer {
  status: number;
  type: string;
  body: string;
  location?: string;
}

const LARGEST_FORM = 65_536;
const FILES: Record<string, string> = {
  '/style.css': 'text/css',
  '/live.js': 'text/javascript',
  '/icon.svg': 'image/svg+xml',
};

export function workbenchServer(crms: CrmView[]): Server {
  const server = createServer((request, response) => {
    const { port } = server.address() as AddressInfo;
    answer(crms, request, port).then(
      (reply) => send(request, response, reply),
      (error: unknown) => send(request, response, text(500, `The page could not be drawn: ${String(error)}`)),
    );
  });
  return server;
}

async function answer(crms: CrmView[], request: IncomingMessage, port: number): Promise<Answer> {
  const refused = refusalOf(request, port);
  if (refused) return text(refused.status, refused.text);
  const url = new URL(request.url ?? '/', `http://127.0.0.1:${port}`);
  const type = FILES[url.pathname];
  if (type !== undefined) return file(url.pathname.slice(1), type);
  if (url.pathname === '/') return { ...text(302, ''), location: `/${crms[0]?.slug}` };
  const [slug, ...rest] = url.pathname.slice(1).split('/');
  const crm = crms.find((one) => one.slug === slug);
  if (!crm) return text(404, 'There is no such page. The lists are at /salesforce and /hubspot.');
  const path = rest.join('/');
  if (path === '') return ok(crms, crm, crm.records, listOf(crm, url.searchParams));
  if (request.method === 'POST') return save(crms, crm, path, await formOf(request));
  return record(crms, crm, path, {
    isEditing: url.searchParams.has('edit'),
    all: url.searchParams.has('all'),
  });
}

function listOf(crm: CrmView, query: URLSearchParams): Markup {
  return listPage(crm, {
    filter: query.get('filter') ?? undefined,
    words: query.get('q')?.trim() ?? '',
    page: Math.trunc(Number(query.get('page'))) || 1,
  });
}

function record(crms: CrmView[], crm: CrmView, path: string, state: RecordState): Answer {
  const found = crm.record(path);
  if (!found) {
    const main = html`<section class="card head">
      <h1>No such record</h1>
      <p>It may have been deleted or merged. <a href="/${crm.slug}">All ${crm.records.toLowerCase()}</a></p>
    </section>`;
    return { ...ok(crms, crm, 'No such record', main), status: 404 };
  }
  const other = crms.find((one) => one !== crm);
  const twinHref = found.kind === crm.kind ? other?.hrefByName(found.title) : undefined;
  const twin = other && twinHref !== undefined ? { twin: { crm: other, href: twinHref } } : {};
  const status = state.refusal ? 422 : 200;
  return { ...ok(crms, crm, found.title, recordPage(crm, found, { ...state, ...twin })), status };
}

/** Only what the page offers may be typed over, whatever else a form names. */
function save(crms: CrmView[], crm: CrmView, path: string, form: URLSearchParams): Answer {
  const found = crm.record(path);
  if (!found) return record(crms, crm, path, { isEditing: true, all: false });
  const fields = [...found.aside, ...found.details].flatMap((section) => section.fields);
  const typed = Object.fromEntries(
    fields
      .filter(({ name, editable, text: old }) => editable && form.has(name) && form.get(name) !== old)
      .map(({ name }) => [name, form.get(name) ?? '']),
  );
  const message = crm.save(path, typed);
  if (message === undefined) return { ...text(303, ''), location: found.href };
  return record(crms, crm, path, { isEditing: true, all: false, refusal: { message, typed } });
}

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_FORM) throw new RangeError(`A form may be ${LARGEST_FORM} bytes long.`);
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}

async function file(name: string, type: string): Promise<Answer> {
  const body = await readFile(new URL(`./${name}`, import.meta.url), 'utf8');
  return { status: 200, type: `${type}; charset=utf-8`, body };
}

function ok(crms: CrmView[], crm: CrmView, title: string, main: Markup): Answer {
  return { status: 200, type: 'text/html; charset=utf-8', body: document({ title, crms, crm, main }) };
}

function text(status: number, body: string): Answer {
  return { status, type: 'text/plain; charset=utf-8', body };
}

/** The tag lets a page ask every two seconds whether anything changed, at the cost of a few bytes. */
function send(request: IncomingMessage, response: ServerResponse, reply: Answer): void {
  const tag = `"${createHash('sha256').update(reply.body).digest('base64url')}"`;
  const isKnown = reply.status === 200 && request.headers['if-none-match'] === tag;
  response.writeHead(isKnown ? 304 : reply.status, {
    ...SECURITY_HEADERS,
    'Content-Type': reply.type,
    'Cache-Control': 'no-cache',
    ETag: tag,
    ...(reply.location !== undefined && { Location: reply.location }),
  });
  response.end(isKnown || request.method === 'HEAD' ? undefined : reply.body);
}
