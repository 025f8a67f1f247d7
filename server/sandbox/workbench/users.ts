/** Who looks at the pages: a user of each CRM, kept in a cookie so that the choice outlives the page. */
import { html, type Markup } from './html.ts';
import type { CardUser } from './cardHost.ts';
import type { CrmView } from './view.ts';

/** The users of each CRM that a visitor may be; none before the app is set up. */
export type UsersOf = (slug: CrmView['slug']) => readonly CardUser[];

/** The chosen user, or the first. */
export function userIn(
  cookies: string | undefined,
  slug: CrmView['slug'],
  users: readonly CardUser[],
): CardUser | undefined {
  const chosen = new RegExp(`(?:^|; )${slug}-user=([\\w-]+)`).exec(cookies ?? '')?.[1];
  return users.find(({ id }) => id === chosen) ?? users[0];
}

/** The header's value that makes the browser remember. */
export function cookieFor(slug: CrmView['slug'], { id }: CardUser): string {
  return `${slug}-user=${id}; Path=/; SameSite=Strict; HttpOnly`;
}

/** One button a user. @param here where to come back to */
export function userSwitch(
  slug: CrmView['slug'],
  users: readonly CardUser[],
  user: CardUser,
  here: string,
): Markup {
  return html`<form class="users" method="post" action="/user/${slug}" aria-label="You are">
    <input type="hidden" name="here" value="${here}" />
    <span>You are</span>
    ${users.map(
      ({ id, name, role }) =>
        html`<button name="user" value="${id}" aria-pressed="${id === user.id ? 'true' : 'false'}">
          ${name} <small>${role}</small>
        </button>`,
    )}
  </form>`;
}
