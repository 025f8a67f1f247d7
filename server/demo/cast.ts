/** Who a visitor of the workbench may be: a sales rep and a channel manager, made so the way an admin would. */
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
}

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
  const [rep, manager] = company.owners.filter(({ active }) => active);
  if (!rep || !manager) throw new RangeError('A company for the demo has two people who own records.');
  return customer.crm === 'salesforce'
    ? castInOrg(app, sandbox, customer, { rep, manager, serverUrl })
    : castInPortal(app, sandbox, customer, { rep, manager });
}

/** An admin's work after installing: certificate, address, and a permission set for each person. */
async function castInOrg(
  app: App,
  { salesforce }: Sandbox,
  { tenant, connection }: Customer,
  { rep, manager, serverUrl }: { rep: Part; manager: Part; serverUrl: string },
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
  const give = async (part: Part, permissionSet: string, role: string): Promise<CardUser> => {
    const found = await admin.user(part.email);
    if (!found) throw new RangeError(`The org has no user ${part.email}.`);
    await admin.assign(found.id, permissionSet);
    return { id: found.id, name: `${part.firstName} ${part.lastName}`, role };
  };
  return [
    await give(rep, 'Alongside_Rep', 'Sales rep'),
    await give(manager, 'Alongside_Channel_Manager', 'Channel manager'),
  ];
}

/** On HubSpot everyone is a rep; channel managers are listed in the app's settings. */
async function castInPortal(
  app: App,
  { hubspot }: Sandbox,
  { tenant, connection }: Customer,
  { rep, manager }: { rep: Part; manager: Part },
): Promise<CardUser[]> {
  const cardUser = ({ email, firstName, lastName }: Part, role: string): CardUser => {
    const person = hubspot.portal.people.list.find((one) => one.email === email);
    if (!person) throw new RangeError(`The portal has no user ${email}.`);
    return { id: String(person.userId), name: `${firstName} ${lastName}`, role };
  };
  const users = [cardUser(rep, 'Sales rep'), cardUser(manager, 'Channel manager')];
  await app.settings.update((draft) => {
    const setting = draft.tenants[tenant]?.connections[connection];
    if (setting) setting.channelManagers = users.slice(1).map(({ id }) => id);
  });
  return users;
}
