/** The workbench over HTTP: which address shows what, and to whom. */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, bodyOf, send, text } from './answer.ts';
import type { Cards } from './cards.ts';
import { refusalOf } from './guard.ts';
import { cardPage, list, record, save, type Visit } from './pages.ts';
import { cookieFor } from './users.ts';
import type { CrmView } from './view.ts';

const FILES: Record<string, string> = {
  '/style.css': 'text/css',
  '/live.js': 'text/javascript',
  '/icon.svg': 'image/svg+xml',
};

export function workbenchServer(crms: CrmView[], cards: Cards): Server {
  const server = createServer((request, response) => {
    const { port } = server.address() as AddressInfo;
    answer(crms, cards, request, port).then(
      (reply) => send(request, response, reply),
      (error: unknown) => send(request, response, text(500, `The page could not be drawn: ${String(error)}`)),
    );
  });
  return server;
}

async function answer(
  crms: CrmView[],
  cards: Cards,
  request: IncomingMessage,
  port: number,
): Promise<Answer> {
  const refused = refusalOf(request, port);
  if (refused) return text(refused.status, refused.text);
  const url = new URL(request.url ?? '/', `http://127.0.0.1:${port}`);
  const type = FILES[url.pathname];
  if (type !== undefined) return file(url.pathname.slice(1), type);
  if (url.pathname === '/') return { ...text(302, ''), location: `/${crms[0]?.slug}` };
  const [first = '', ...rest] = url.pathname.slice(1).split('/');
  const ofCards = first === 'cards' || first === 'user';
  const crm = crms.find((one) => one.slug === (ofCards ? rest[0] : first));
  if (!crm) return text(404, 'There is no such page. The lists are at /salesforce and /hubspot.');
  const user = cards.user(crm.slug, request.headers.cookie);
  const visit: Visit = { crms, crm, cards, user, here: `${url.pathname}${url.search}` };
  if (first === 'cards') return ofHost(visit, rest.slice(1), request);
  const isPost = request.method === 'POST';
  if (first === 'user') return isPost ? choose(visit, await bodyOf(request)) : text(405, 'Only POST.');
  const path = rest.join('/');
  if (path === '') return list(visit, url.searchParams);
  if (isPost) return save(visit, path, new URLSearchParams((await bodyOf(request)).toString('utf8')));
  return record(visit, path, { isEditing: url.searchParams.has('edit'), all: url.searchParams.has('all') });
}

/** `/cards/<slug>/files|pages|post/…`: see the host. */
async function ofHost(visit: Visit, [area, ...rest]: string[], request: IncomingMessage): Promise<Answer> {
  const { cards, crm, user } = visit;
  const name = rest.join('/');
  const isPost = request.method === 'POST';
  if (area === 'pages' && !isPost) return cardPage(visit, name);
  const found =
    area === 'files' && !isPost
      ? await cards.file(crm.slug, name)
      : area === 'post' && isPost && user
        ? await cards.post(crm.slug, name, await bodyOf(request), user)
        : undefined;
  return found ?? text(404, 'There is nothing of that name.');
}

/** Takes another user and goes back to the page. */
function choose({ cards, crm }: Visit, body: Buffer): Answer {
  const form = new URLSearchParams(body.toString('utf8'));
  const user = cards.users(crm.slug).find(({ id }) => id === form.get('user'));
  if (!user) return text(404, 'There is no such user.');
  const here = form.get('here') ?? '';
  const location = /^\/(?!\/)/.test(here) ? here : `/${crm.slug}`;
  return { ...text(303, ''), location, cookie: cookieFor(crm.slug, user) };
}

async function file(name: string, type: string): Promise<Answer> {
  const body = await readFile(new URL(`./${name}`, import.meta.url), 'utf8');
  return { status: 200, type: `${type}; charset=utf-8`, body };
}
