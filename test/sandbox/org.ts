/** An imitation org and real jsforce connections to it, for the tests of this folder. */
import { zipSync, strToU8 } from 'fflate';
import jsforce from 'jsforce';
import {
  type SalesforceOptions,
  type SalesforceSandbox,
  startSalesforce,
} from '../../server/sandbox/salesforce/index.ts';
import { World, type WorldKind } from '../../server/sandbox/world.ts';

export type Connection = InstanceType<typeof jsforce.Connection>;

export interface TestOrg {
  world: World;
  sandbox: SalesforceSandbox;
  admin: Connection;
  /** A connection with client credentials, as the integration user. */
  integration: () => Promise<Connection>;
}

export async function openOrg(options: SalesforceOptions = {}, kind: WorldKind = 'clean'): Promise<TestOrg> {
  const world = new World(kind);
  const sandbox = await startSalesforce(world, { bulkPace: 0, ...options });
  const connect = (accessToken: string): Connection =>
    new jsforce.Connection({ instanceUrl: sandbox.url, accessToken, version: '64.0' });
  const integration = async (): Promise<Connection> => {
    const form = {
      grant_type: 'client_credentials',
      client_id: sandbox.clientId,
      client_secret: sandbox.clientSecret,
    };
    const answer = await fetch(`${sandbox.url}/services/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams(form),
    });
    return connect(((await answer.json()) as { access_token: string }).access_token);
  };
  return { world, sandbox, admin: connect(sandbox.adminToken), integration };
}

/** What a call was refused with. */
export async function refusal(work: PromiseLike<unknown>): Promise<{ errorCode: string; message: string }> {
  try {
    await work;
  } catch (error) {
    const { errorCode, message } = error as { errorCode: string; message: string };
    return { errorCode, message };
  }
  throw new Error('nothing was refused');
}

/** Deploys files by path; the manifest lists `members` by type. */
export async function deploy(
  connection: Connection,
  files: Record<string, string>,
  members: Record<string, string[]>,
  options: Record<string, unknown> = {},
): Promise<{ success: boolean; problems: string[] }> {
  const types = Object.entries(members).map(
    ([name, list]) =>
      `<types>${list.map((member) => `<members>${member}</members>`).join('')}<name>${name}</name></types>`,
  );
  const manifest = `<?xml version="1.0" encoding="UTF-8"?><Package xmlns="http://soap.sforce.com/2006/04/metadata">${types.join('')}<version>64.0</version></Package>`;
  const entries = Object.entries({ 'package.xml': manifest, ...files }).map(([path, content]) => [
    path,
    strToU8(content),
  ]);
  const zip = Buffer.from(zipSync(Object.fromEntries(entries) as Record<string, Uint8Array>));
  connection.metadata.pollInterval = 5;
  const result = await connection.metadata
    .deploy(zip, { singlePackage: true, rollbackOnError: true, ...options })
    .complete(true);
  const failures = [result.details?.componentFailures ?? []].flat();
  return { success: result.success, problems: failures.map((failure) => String(failure.problem)) };
}

const file = (root: string, content: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><${root} xmlns="http://soap.sforce.com/2006/04/metadata">${content}</${root}>`;

/** A custom object's file: a text name, and the fields given as XML. */
export function objectFile(label: string, fields: string, sharing = 'Private'): string {
  return file(
    'CustomObject',
    `<deploymentStatus>Deployed</deploymentStatus>${fields}<label>${label}</label><nameField><label>Name</label><type>Text</type></nameField><pluralLabel>${label}s</pluralLabel><sharingModel>${sharing}</sharingModel>`,
  );
}

export const fieldsFile = (fields: string): string => file('CustomObject', fields);

export function field(name: string, type: string, more = ''): string {
  return `<fields><fullName>${name}</fullName>${more}<label>${name}</label><type>${type}</type></fields>`;
}

export const permissionSetFile = (content: string): string =>
  file('PermissionSet', `${content}<label>Set</label>`);
