/** The two halves of an install by consent: sending an admin to the CRM, and taking the admin back with a code. */
import type { Clock, TenantStore } from '../ports.ts';
import { spentLinks } from './collections.ts';
import { Refusal } from './context.ts';
import { linkInState, readLink, refused, stateOf, type InstallLink } from './installLink.ts';

/** A CRM that asks its admins itself whether they agree. */
export interface Consent {
  /** Origin of its consent pages. */
  issuer: string;
  authorizationUrl(state: string): string;
  /** Exchanges the code, which works once. */
  redeem(code: string): Promise<Grant>;
}

export interface Grant {
  accountId: string;
  /** Scopes that we need and were not given. */
  lacking: string[];
  /** Opaque here; whoever keeps the connection knows it. */
  tokens: unknown;
}

export interface Installing {
  key: Uint8Array;
  clock: Clock;
  consent: Consent;
  storeOf(tenant: string): TenantStore;
  /** Makes it a connection. @throws Refusal when the account belongs to another tenant */
  keep(link: InstallLink, grant: Grant): Promise<{ name: string }>;
}

export interface Return {
  state: string;
  code: string;
  /** Where the admin comes back from, when the CRM says so. */
  issuer?: string;
  /** The secret in the browser's cookie. */
  browser: string;
}

/** Where to send the admin. @throws Refusal when the link is not good (any more) */
export async function startInstall(
  installing: Installing,
  linkText: string,
  browser: string,
): Promise<string> {
  await unspent(installing, readLink(linkText, installing.key, installing.clock.now()));
  return installing.consent.authorizationUrl(stateOf(linkText, browser, installing.key));
}

export async function finishInstall(
  installing: Installing,
  { state, code, issuer, browser }: Return,
): Promise<{ link: InstallLink; account: string }> {
  const { key, clock, consent, storeOf } = installing;
  const link = readLink(linkInState(state, browser, key), key, clock.now());
  if (issuer !== undefined && issuer !== consent.issuer) throw refused();
  await unspent(installing, link);
  const grant = await consent.redeem(code);
  if (grant.lacking.length > 0) {
    throw new Refusal(
      'install.scopes',
      `The app was not given all it needs: ${grant.lacking.join(', ')}.`,
      'Upload the project again, so that it asks for these scopes, and open the link once more.',
    );
  }
  const { name } = await installing.keep(link, grant);
  await storeOf(link.tenant).put(spentLinks, [{ id: link.id, document: { usedAt: clock.now() } }]);
  return { link, account: name };
}

async function unspent({ storeOf }: Installing, link: InstallLink): Promise<void> {
  if (await storeOf(link.tenant).get(spentLinks, link.id)) throw refused();
}
