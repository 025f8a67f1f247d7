/** What an administrator's own session may see and set up in an org: the integration user, certificates, the way to our server. */
import { X509Certificate } from 'node:crypto';
import { CrmError, type Clock } from '../../ports.ts';
import { ROLES, type Role } from '../../../shared/schema/objects.ts';
import { Limiter } from '../limiter.ts';
import { Client, type Row } from './client.ts';
import { garbled } from './errors.ts';
import { pointNamedCredential, readNamedCredential } from './namedCredential.ts';
import { permissionSetName } from './permissionSets.ts';
import { quote } from './soql.ts';

export interface AdminOptions {
  session: { accessToken: string; instanceUrl: string };
  clock: Clock;
  apiVersion?: string;
}

export interface PermissionSetOf {
  role: Role;
  name: string;
  there: boolean;
  assigned: boolean;
}

const API_VERSION = '66.0';
const DEADLINE = 120_000;

export class SalesforceAdmin {
  readonly #client: Client;
  readonly #url: string;

  constructor({ session, clock, apiVersion = API_VERSION }: AdminOptions) {
    const { accessToken, instanceUrl } = session;
    this.#url = instanceUrl;
    this.#client = new Client({
      url: instanceUrl,
      apiVersion,
      clock,
      deadline: DEADLINE,
      limiter: new Limiter(clock, { share: 1, concurrency: 5 }),
      session: {
        access: async () => accessToken,
        accepted: () => undefined,
        refused: async () => {
          const message = 'Salesforce refused the session of your CLI; log in again with: sf org login web';
          throw new CrmError({ kind: 'expired' }, message);
        },
      },
    });
  }

  async account(): Promise<{ id: string; name: string; url: string }> {
    const [org] = await this.#rows('SELECT Id, Name FROM Organization');
    if (!org) throw garbled('an org without a record of itself');
    return { id: String(org['Id']), name: String(org['Name']), url: this.#url };
  }

  async user(username: string): Promise<{ id: string; active: boolean } | null> {
    const [user] = await this.#rows(`SELECT Id, IsActive FROM User WHERE Username = ${quote(username)}`);
    return user ? { id: String(user['Id']), active: user['IsActive'] === true } : null;
  }

  /** Our permission sets: which are in the org, and which this user has. */
  async permissionSets(user: string): Promise<PermissionSetOf[]> {
    const names = ROLES.map((role) => quote(permissionSetName(role))).join(', ');
    const there = await this.#rows(`SELECT Id, Name FROM PermissionSet WHERE Name IN (${names})`);
    const held = await this.#rows(
      `SELECT PermissionSetId FROM PermissionSetAssignment WHERE AssigneeId = ${quote(user)} AND PermissionSet.Name IN (${names})`,
    );
    const assigned = new Set(held.map((row) => row['PermissionSetId']));
    return ROLES.map((role) => {
      const found = there.find((row) => row['Name'] === permissionSetName(role));
      const has = found !== undefined && assigned.has(found['Id']);
      return { role, name: permissionSetName(role), there: found !== undefined, assigned: has };
    });
  }

  async assign(user: string, permissionSet: string): Promise<void> {
    const [found] = await this.#rows(`SELECT Id FROM PermissionSet WHERE Name = ${quote(permissionSet)}`);
    await this.#client.post('/sobjects/PermissionSetAssignment', {
      AssigneeId: user,
      PermissionSetId: found?.['Id'],
    });
  }

  /** The public half of a certificate that the org signs with; null when there is none of that name. */
  async certificate(name: string): Promise<{ pem: string; expiresAt: number } | null> {
    const read = [await this.#client.connection.metadata.read('Certificate', name)].flat()[0] as
      Row | undefined;
    const content = read?.['content'];
    if (typeof content !== 'string' || content === '') return null;
    const bytes = Buffer.from(content, 'base64');
    const certificate = new X509Certificate(bytes);
    return { pem: certificate.toString(), expiresAt: Date.parse(certificate.validTo) };
  }

  /** Where the org's calls to us go; null when nobody has said. */
  async callbackUrl(): Promise<string | null> {
    return (await readNamedCredential(this.#client))?.calloutUrl ?? null;
  }

  setCallbackUrl(url: string): Promise<void> {
    return pointNamedCredential(this.#client, url);
  }

  async #rows(soql: string): Promise<Row[]> {
    return (await this.#client.query(soql)).records;
  }
}
