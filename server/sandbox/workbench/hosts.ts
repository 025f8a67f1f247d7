/** Which CRM's cards are drawn by what, and what all of them need to know of the app. */
import type { OrgCertificate } from '../salesforce/certificate.ts';
import type { Sandbox } from '../sandbox.ts';
import type { CardHost } from './cardHost.ts';
import { hubspotCards } from './hubspot/index.ts';
import { salesforceCards } from './salesforce/host.ts';
import type { UsersOf } from './users.ts';

export interface AppOnPages {
  /** Where the app's server listens, and by which address it is known: `http://127.0.0.1:8080`. */
  serverUrl: string;
  /** What the org signs its calls with; the server has pinned the public half. */
  certificate: OrgCertificate;
  /** Asked for every page, since there is nobody before the app is set up. */
  users: UsersOf;
}

export function cardHosts({ salesforce, hubspot }: Sandbox, app: AppOnPages): CardHost[] {
  return [salesforceCards(salesforce, app), hubspotCards(hubspot.portal, app.serverUrl)];
}
