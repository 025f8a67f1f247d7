/** A small customer with the server's card routes before it, asked as each CRM asks: really signed, by HTTP. */
import { createHash, createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SignJWT } from 'jose';
import { cardAnswer, type CardAnswer } from '../../shared/contract/answer.ts';
import type { CardRequest } from '../../shared/contract/request.ts';
import type { Action } from '../../shared/contract/action.ts';
import type { Block } from '../../shared/contract/view.ts';
import { cardDesks } from '../../server/cards.ts';
import type { CrmName } from '../../server/demo/customer.ts';
import { partnerPages } from '../../server/partnerPages.ts';
import { httpServer } from '../../server/http/server.ts';
import { makeCertificate, type OrgCertificate } from '../../server/sandbox/salesforce/certificate.ts';
import { keepPreview } from '../../server/use/cards/previews.ts';
import { installations } from '../../server/use/collections.ts';
import { company } from '../use/company.ts';
import { customerOn, Story } from '../use/story.ts';

const PUBLIC_URL = 'https://partners.customer.example';

export type Who = 'rep' | 'reader' | 'manager' | 'stranger';

type Ask = Partial<CardRequest> & Pick<CardRequest, 'ask' | 'card' | 'record'>;

export interface Sent {
  /** Taken instead of the right one. */
  body?: string;
  path?: string;
  headers?: Record<string, string>;
  /** Milliseconds by which the signer's clock differs. */
  skew?: number;
  /** Laid over what the gateway signs. */
  claims?: Record<string, unknown>;
  key?: OrgCertificate['key'];
  secret?: string;
  query?: string;
}

export interface Answered {
  status: number;
  body: CardAnswer;
  text: string;
}

export class CardBench {
  readonly story: Story;
  readonly url: string;
  readonly log: string[];
  readonly certificate: OrgCertificate;
  readonly #close: () => Promise<void>;

  private constructor(
    story: Story,
    url: string,
    log: string[],
    certificate: OrgCertificate,
    close: () => Promise<void>,
  ) {
    this.story = story;
    this.url = url;
    this.log = log;
    this.certificate = certificate;
    this.#close = close;
  }

  /** @param looking for what a look at other thresholds waits */
  static async begin(crm: CrmName, looking?: Promise<void>): Promise<CardBench> {
    const story = await Story.begin(crm, company, { env: { ALONGSIDE_URL: PUBLIC_URL } });
    const { app } = story;
    const { tenant, connection } = customerOn(crm);
    const certificate = await certificateOf();
    await app.store.for(tenant).put(installations, [
      {
        id: connection,
        document: {
          account: { id: '1', name: 'Customer' },
          connectedAt: 1,
          integrationUser: null,
          certificate: { name: certificate.name, pem: certificate.pem, expiresAt: Date.now() * 2 },
        },
      },
    ]);
    if (crm === 'hubspot') {
      const users = people(story);
      await app.settings.update((draft) => {
        const setting = draft.tenants[tenant]?.connections[connection];
        if (setting) setting.channelManagers = [users.manager];
      });
    }
    const log: string[] = [];
    const { parts, close } = cardDesks(app, async (asker, settings, signal) => {
      await looking;
      await keepPreview({ ...story.context, signal }, asker, settings);
    });
    const server = httpServer({
      store: app.store,
      log: () => undefined,
      oauth: {
        installing: () => {
          throw new Error('nobody installs here');
        },
        secure: true,
        log: () => undefined,
      },
      webhooks: { store: app.store, clock: app.clock, isSigned: () => false, connectionOf: async () => null },
      partnerPage: partnerPages(app, parts),
      cards: { ...parts, log: (event, facts) => log.push(JSON.stringify({ event, ...facts })) },
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    return new CardBench(story, `http://127.0.0.1:${port}`, log, certificate, async () => {
      server.close();
      server.closeAllConnections();
      await close();
      await story.close();
    });
  }

  get crm(): CrmName {
    return this.story.crm;
  }

  close(): Promise<void> {
    return this.#close();
  }

  /** Sends a request as `who` and answers what came back, checked against the contract when it is a card's answer. */
  async ask(who: Who, asked: Ask, sent: Sent = {}): Promise<Answered> {
    const body = sent.body ?? JSON.stringify({ v: 1, stamp: null, locale: 'en', ...asked });
    const path = sent.path ?? `/cards/${this.crm}/${asked.ask}`;
    const signed =
      this.crm === 'hubspot'
        ? this.#signed(who, path, body, sent)
        : await this.#vouched(who, asked, body, sent);
    const answer = await fetch(`${this.url}${signed.target}`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...signed.headers, ...sent.headers },
    });
    const text = await answer.text();
    const json = JSON.parse(text) as unknown;
    return { status: answer.status, text, body: answer.ok ? cardAnswer.parse(json) : (json as CardAnswer) };
  }

  deal(who: Who, ref: string, more: Partial<CardRequest> = {}, sent?: Sent): Promise<Answered> {
    const record = { object: 'deal' as const, id: this.story.id(ref) };
    return this.ask(who, { ask: 'view', card: 'deal', record, ...more } as Ask, sent);
  }

  account(who: Who, ref: string, more: Partial<CardRequest> = {}, sent?: Sent): Promise<Answered> {
    const record = { object: 'account' as const, id: this.story.id(ref) };
    return this.ask(who, { ask: 'view', card: 'account', record, ...more } as Ask, sent);
  }

  /** As a renderer sends an action of a view. */
  act(action: Pick<Action, 'name' | 'targets'>, values: object = {}, operationKey: string = randomUUID()) {
    return {
      ask: 'act' as const,
      action: action.name,
      targets: action.targets,
      values: values as never,
      operationKey,
    };
  }

  user(who: Who): string {
    if (this.crm === 'hubspot') return people(this.story)[who];
    const { org } = this.story.sandbox.salesforce;
    const user = org.rows('User').find(({ LastName }) => LastName === 'Rep');
    return { rep: String(user?.['Id']), manager: org.adminId, reader: org.adminId, stranger: org.adminId }[
      who
    ];
  }

  #signed(who: Who, path: string, body: string, sent: Sent) {
    const { clientSecret, portalId } = this.story.sandbox.hubspot;
    const query =
      sent.query ?? `portalId=${portalId}&userId=${this.user(who)}&userEmail=a%40customer.example&appId=77`;
    const target = `${path}?${query}`;
    const at = String(this.story.app.clock.now() + (sent.skew ?? 0));
    // HubSpot signs the address with the at sign as it is.
    const signature = createHmac('sha256', sent.secret ?? clientSecret)
      .update(`POST${PUBLIC_URL}${target.replaceAll('%40', '@')}${body}${at}`)
      .digest('base64');
    return {
      target,
      headers: { 'x-hubspot-signature-v3': signature, 'x-hubspot-request-timestamp': at },
    };
  }

  async #vouched(who: Who, asked: Ask, body: string, sent: Sent) {
    const seconds = Math.floor((this.story.app.clock.now() + (sent.skew ?? 0)) / 1_000);
    const claims = {
      iss: this.story.sandbox.salesforce.orgId,
      sub: this.user(who),
      aud: 'alongside',
      jti: randomUUID(),
      iat: seconds,
      exp: seconds + 60,
      rec: who === 'stranger' ? '' : (asked.record?.id ?? ''),
      acc: who === 'reader' ? 'read' : 'edit',
      role: who === 'manager' ? 'channelManager' : 'rep',
      hid: [],
      loc: 'en_US',
      tz: 'Europe/Berlin',
      bod: createHash('sha256').update(body).digest('base64url'),
      ...sent.claims,
    };
    const token = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256' })
      .sign(sent.key ?? this.certificate.key);
    return {
      target: sent.path ?? `/cards/salesforce/${asked.ask}`,
      headers: { authorization: `Bearer ${token}` },
    };
  }
}

let made: Promise<OrgCertificate> | undefined;
/** Made once, since making a key takes longer than using it. */
function certificateOf(): Promise<OrgCertificate> {
  return (made ??= makeCertificate('Alongside', Date.UTC(2026, 0, 1)));
}

/** Users of the portal; the stranger may open nothing that is restricted to the others. */
function people({ sandbox }: Story): Record<Who, string> {
  const { people: all } = sandbox.hubspot.portal;
  const idOf = (who: Who) => {
    const email = `${who}@customer.example`;
    const known = all.list.find((one) => one.email === email);
    return String((known ?? all.add({ email, firstName: who, lastName: 'Example' })).userId);
  };
  return { rep: idOf('rep'), reader: idOf('reader'), manager: idOf('manager'), stranger: idOf('stranger') };
}

/** The blocks of a view of this kind. */
export function blocks<Kind extends Block['kind']>(
  { body }: Answered,
  kind: Kind,
): Extract<Block, { kind: Kind }>[] {
  if (!body.ok || !('view' in body)) throw new Error(`no view: ${JSON.stringify(body).slice(0, 500)}`);
  return body.view.blocks.filter((block): block is Extract<Block, { kind: Kind }> => block.kind === kind);
}
