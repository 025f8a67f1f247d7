/** The administrator's own session, as the sf CLI keeps it: the only one that may change a Salesforce org's metadata. */
import { Org } from '@salesforce/core';
import { Refusal } from '../use/context.ts';

export interface Admin {
  username: string;
  orgId: string;
  session: { accessToken: string; instanceUrl: string };
}

/** @param org alias or username. @throws Refusal when nobody is logged in to it */
export async function adminOf(org: string): Promise<Admin> {
  const connection = (await Org.create({ aliasOrUsername: org })).getConnection();
  const { accessToken, instanceUrl } = connection.getConnectionOptions();
  const { username, orgId } = connection.getAuthInfoFields();
  if (!accessToken || !instanceUrl) {
    throw new Refusal('admin.session', `There is no session for ${org}.`, 'Log in with: sf org login web.');
  }
  return { username: username ?? org, orgId: orgId ?? '', session: { accessToken, instanceUrl } };
}
