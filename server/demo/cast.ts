/** Who a visitor of the workbench may be: a channel manager and one or two sales reps, made so the way an admin would. */
import type { App } from '../app.ts';
import type { Company } from '../sandbox/company.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { CardUser } from '../sandbox/workbench/cardHost.ts';
import { installations } from '../use/collections.ts';
import { prepareAccount } from '../use/prepareAccount.ts';
import type { Customer } from './customer.ts';

interface Part {
  firstName: string;
  lastName: string;
  email: string;
  role: keyof typeof PERMISSION_SET;
}

const REP = 'Sales rep';
const MANAGER = 'Channel manager';
/** By what the person is. */
const PERMISSION_SET = { [REP]: 'Alongside_Rep', [MANAGER]: 'Alongside_Channel_Manager' } as const;

/** As the package names it. */
export const CERTIFICATE = 'Alongside';

/** @param serverUrl by which the org reaches the server */
export async function castFor(
  app: App,
  sandbox: Sandbox,
  company: Company,
  customer: Customer,
  serverUrl: string,
): Promise<CardUser[]> {
  const [rep, manager, otherRep] = company.owners.filter(({ active }) => active);
  if (!rep || !manager) throw new RangeError('A company for the demo has two people who own records.');
  const parts: Part[] = [
    { ...rep, role: REP },
    { ...manager, role: MANAGER },
    // Two reps, so that a visitor sees what one of them is told of the other's registration.
    ...(otherRep ? [{ ...otherRep, role: REP } as const] : []),
  ];
  return customer.crm === 'salesforce'
    ? castInOrg(app, sandbox, customer, parts, serverUrl)
    : castInPortal(app, sandbox, customer, parts);
}

/** An admin's work after installing: certificate, address, and a permission set for each person. */
async function castInOrg(
  app: App,
  { salesforce }: Sandbox,
  { tenant, connection }: Customer,
  parts: readonly Part[],
  serverUrl: string,
): Promise<CardUser[]> {
  const admin = app.admin({ accessToken: salesforce.adminToken, instanceUrl: salesforce.url });
  const wanted = {
    integrationUser: salesforce.integrationUser,
    assign: true,
    certificate: CERTIFICATE,
    publicUrl: serverUrl,
  };
  const { user, certificate } = await prepareAccount(admin, wanted, app.clock.now());
  const { id, name } = await admin.account();
  const installed = {
    account: { id, name },
    connectedAt: app.clock.now(),
    integrationUser: user,
    certificate,
  };
  await app.store.for(tenant).put(installations, [{ id: connection, document: installed }]);
  const users: CardUser[] = [];
  for (const { email, firstName, lastName, role } of parts) {
    const found = await admin.user(email);
    if (!found) throw new RangeError(`The org has no user ${email}.`);
    await admin.assign(found.id, PERMISSION_SET[role]);
    users.push({ id: found.id, name: `${firstName} ${lastName}`, role });
  }
  return users;
}

/** On HubSpot everyone is a rep; channel managers are listed in the app's settings. */
async function castInPortal(
  app: App,
  { hubspot }: Sandbox,
  { tenant, connection }: Customer,
  parts: readonly Part[],
): Promise<CardUser[]> {
  const users = parts.map(({ email, firstName, lastName, role }): CardUser => {
    const person = hubspot.portal.people.list.find((one) => one.email === email);
    if (!person) throw new RangeError(`The portal has no user ${email}.`);
    return { id: String(person.userId), name: `${firstName} ${lastName}`, role };
  });
  const managers = users.filter(({ role }) => role === MANAGER);
  await app.settings.update((draft) => {
    const setting = draft.tenants[tenant]?.connections[connection];
    if (setting) setting.channelManagers = managers.map(({ id }) => id);
  });
  return users;
}
