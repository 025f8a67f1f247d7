/** A partner's contact at the page of a link: a real server, links made as the card makes them, forms filled in as a browser does. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { cardDesks } from '../../server/cards.ts';
import { httpServer } from '../../server/http/server.ts';
import { partnerLinkKey, partnerPages } from '../../server/partnerPages.ts';
import { keepLink, linkOf, type LinkWish } from '../../server/use/partnerLinks/makeLink.ts';
import { textOfLink } from '../../server/use/partnerLinks/linkText.ts';
import type { PartnerLink } from '../../server/use/partnerLinks/collections.ts';
import { installations } from '../../server/use/collections.ts';
import type { CrmName } from '../../server/demo/customer.ts';
import { company } from '../use/company.ts';
import { customerOn, Story } from '../use/story.ts';
import { freePort } from './served.ts';
import { ClaimDesk } from '../use/registrations/claimDesk.ts';

/** As a proxy before the server has it. */
export const PROXY = 'https://partners.customer.example';

export interface Page {
  status: number;
  html: string;
  headers: Headers;
}

export type Filled = Record<string, string | readonly string[]>;

export class PartnerDesk {
  readonly story: Story;
  readonly claims: ClaimDesk;
  readonly url: string;
  /** What was logged, a line an event. */
  readonly log: string[];
  readonly #close: () => Promise<void>;
  #links = 0;

  private constructor(story: Story, url: string, log: string[], close: () => Promise<void>) {
    this.story = story;
    this.claims = new ClaimDesk(story);
    this.url = url;
    this.log = log;
    this.#close = close;
  }

  /** @param open reached without a proxy, as a browser of this machine reaches it */
  static async begin(crm: CrmName, { open = false } = {}): Promise<PartnerDesk> {
    const own = open ? await freePort() : 0;
    const publicUrl = open ? `http://127.0.0.1:${own}` : PROXY;
    const story = await Story.begin(crm, company, { env: { ALONGSIDE_URL: publicUrl } });
    await story.map();
    const { app } = story;
    const { connection, store } = story.context;
    const account = { id: '1', name: 'Customer Inc' };
    const installed = { account, connectedAt: 1, integrationUser: null, certificate: null };
    await store.put(installations, [{ id: connection, document: installed }]);
    const log: string[] = [];
    const keep = (event: string, facts?: object) => void log.push(JSON.stringify({ event, ...facts }));
    const cards = cardDesks(app);
    const page = partnerPages(app, cards.parts);
    if (!page) throw new Error('the server has no public address');
    const server = httpServer({
      store: app.store,
      log: keep,
      oauth: {
        installing: () => {
          throw new Error('nobody installs here');
        },
        secure: true,
        log: keep,
      },
      webhooks: { store: app.store, clock: app.clock, isSigned: () => false, connectionOf: async () => null },
      cards: cards.parts,
      partnerPage: { ...page, log: keep },
    });
    server.listen(own, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    return new PartnerDesk(story, `http://127.0.0.1:${port}`, log, async () => {
      server.close();
      server.closeAllConnections();
      await cards.close();
      await story.close();
    });
  }

  close(): Promise<void> {
    return this.#close();
  }

  /** A link for Kim of Acme, unless it says otherwise. */
  async link(of: Partial<LinkWish> = {}): Promise<{ link: PartnerLink; address: string; text: string }> {
    const { context, app, crm } = this.story;
    const wish: LinkWish = {
      partner: this.story.id('acme'),
      partnerName: 'Acme Integrators',
      contact: 'Kim Contact',
      purpose: 'consent',
      claim: null,
      days: 14,
      user: this.story.id('rep'),
      ...of,
    };
    this.#links += 1;
    const link = linkOf(context.connection, wish, `operation ${this.#links}`, context.clock.now());
    await context.store.transaction((tx) => keepLink(tx, link));
    const text = textOfLink({ ...link, tenant: customerOn(crm).tenant }, partnerLinkKey(app));
    return { link, text, address: `${this.url}/partner/${text}` };
  }

  /** A browser of its own, with nothing but what the page gave it. */
  visitor(headers: Record<string, string> = {}): Visitor {
    return new Visitor(headers);
  }
}

export class Visitor {
  readonly #headers: Record<string, string>;
  #cookie = '';
  #hidden: Record<string, string> = {};

  constructor(headers: Record<string, string>) {
    this.#headers = headers;
  }

  async open(address: string): Promise<Page> {
    return this.#keep(await fetch(address, { headers: this.#sent(), redirect: 'manual' }));
  }

  /** Sends the form that was drawn last. @param headers laid over what a browser sends; '' leaves one out */
  async send(address: string, filled: Filled, headers: Record<string, string> = {}): Promise<Page> {
    const body = new URLSearchParams(this.#hidden);
    for (const [name, said] of Object.entries(filled)) {
      for (const value of typeof said === 'string' ? [said] : said) body.append(name, value);
    }
    const said = Object.entries({ origin: PROXY, 'sec-fetch-site': 'same-origin', ...headers });
    const sent = this.#sent(Object.fromEntries(said.filter(([, value]) => value !== '')));
    return this.#keep(await fetch(address, { method: 'POST', body, headers: sent, redirect: 'manual' }));
  }

  forgetCookies(): void {
    this.#cookie = '';
  }

  #sent(more: Record<string, string> = {}): Record<string, string> {
    return { ...(this.#cookie && { cookie: this.#cookie }), ...this.#headers, ...more };
  }

  async #keep(answer: Response): Promise<Page> {
    const html = await answer.text();
    const [cookie] = (answer.headers.get('set-cookie') ?? '').split(';');
    if (cookie) this.#cookie = cookie;
    const hidden = [...html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)];
    if (hidden.length > 0) {
      this.#hidden = Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, unescaped(value)]));
    }
    // Chance makes these up, so they may hold whatever a test says is not there.
    const steady = html
      .replaceAll(/<input type="hidden"[^>]*>/g, '')
      .replaceAll(/\/partner\/[\w.~-]+/g, '/partner/');
    return { status: answer.status, html: steady, headers: answer.headers };
  }
}

/** What a reader of the page reads. */
export function wordsOf({ html }: Page): string {
  return unescaped(html.replace(/<style>.*?<\/style>/s, '').replace(/<[^>]+>/g, ' ')).replace(/\s+/g, ' ');
}

function unescaped(text: string): string {
  return text.replace(/&#(\d+);/g, (_whole, code: string) => String.fromCharCode(Number(code)));
}
