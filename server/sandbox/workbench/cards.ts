/** The cards of all CRMs as the pages use them: built once, then drawn for whoever looks. */
import type { CardAnswer, CardHost, CardUser } from './cardHost.ts';
import { html, type Markup } from './html.ts';
import { userIn, type UsersOf } from './users.ts';
import type { CrmView, RecordView } from './view.ts';

type Slug = CrmView['slug'];

/** `building` until the compiler has ended; then the compiler's complaint, if it had one. */
type State = { is: 'building' } | { is: 'ready' } | { is: 'failed'; why: string };

export class Cards {
  readonly #hosts: readonly CardHost[];
  readonly #users: UsersOf;
  readonly #states = new Map<Slug, State>();

  constructor(hosts: readonly CardHost[], users: UsersOf) {
    this.#hosts = hosts;
    this.#users = users;
    for (const { slug } of hosts) this.#states.set(slug, { is: 'building' });
  }

  /** @returns what compilers complained of, none when all cards can be drawn; pages without cards work all the same */
  async build(): Promise<string[]> {
    const builds = this.#hosts.map(async (host): Promise<string[]> => {
      try {
        await host.build();
        this.#states.set(host.slug, { is: 'ready' });
        return [];
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        this.#states.set(host.slug, { is: 'failed', why });
        return [why];
      }
    });
    return (await Promise.all(builds)).flat();
  }

  users(slug: Slug): readonly CardUser[] {
    return this.#host(slug) ? this.#users(slug) : [];
  }

  user(slug: Slug, cookies: string | undefined): CardUser | undefined {
    return userIn(cookies, slug, this.users(slug));
  }

  pages(slug: Slug): CardHost['pages'] {
    return this.users(slug).length > 0 ? (this.#host(slug)?.pages ?? []) : [];
  }

  /** What stands in the head of a page with cards. */
  head(slug: Slug, user: CardUser): Markup | undefined {
    const state = this.#states.get(slug);
    if (state?.is === 'building') return html`<meta http-equiv="refresh" content="2" />`;
    return state?.is === 'ready' ? this.#host(slug)?.head(user) : undefined;
  }

  onRecord(slug: Slug, record: RecordView, user: CardUser): Markup | undefined {
    return this.#drawn(slug, (host) => host.onRecord(record, user));
  }

  page(slug: Slug, page: string, user: CardUser): Markup | undefined {
    return this.#drawn(slug, (host) => host.page(page, user));
  }

  async file(slug: Slug, name: string): Promise<CardAnswer | undefined> {
    return this.#states.get(slug)?.is === 'ready' ? this.#host(slug)?.file(name) : undefined;
  }

  async post(slug: Slug, name: string, body: Buffer, user: CardUser): Promise<CardAnswer | undefined> {
    return this.#host(slug)?.post(name, body, user);
  }

  #host(slug: Slug): CardHost | undefined {
    return this.#hosts.find((host) => host.slug === slug);
  }

  #drawn(slug: Slug, draw: (host: CardHost) => Markup | undefined): Markup | undefined {
    const host = this.#host(slug);
    const state = this.#states.get(slug);
    const drawn = host && draw(host);
    if (!drawn || !state || state.is === 'ready') return drawn;
    if (state.is === 'failed')
      return html`<p class="card refusal" role="alert">The cards could not be compiled. ${state.why}</p>`;
    return html`<p class="card" role="status">
      The cards are being compiled; the first time takes up to a minute.
    </p>`;
  }
}
