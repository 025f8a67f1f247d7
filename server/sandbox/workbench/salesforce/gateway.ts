/** Stands in for the package's Apex gateway: looks whether the user may, signs, forwards, and decides nothing. */
import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import type { OrgCertificate } from '../../salesforce/certificate.ts';
import { permissionSetsOf } from '../../salesforce/access.ts';
import { readId } from '../../salesforce/ids.ts';
import type { SalesforceOrg } from '../../salesforce/org.ts';
import { mayRecord } from '../../salesforce/sharing.ts';
import { APP } from './platform.ts';

/** What a component calls it with. */
export interface GatewayCall {
  verb: string;
  recordId: string | null;
  body: string;
}

/** Status 0: the server could not be reached; 403 without a body: nothing was asked of it. */
export interface GatewayAnswer {
  status: number;
  body: string | null;
}

const VERBS = new Set(['view', 'act', 'search']);
const OBJECTS = new Set(['Account', 'Opportunity']);
/** The package's permission sets each carry the custom permission of their own name, the mightiest first. */
const ROLES = [
  ['Alongside_Admin', 'admin'],
  ['Alongside_Channel_Manager', 'channelManager'],
  ['Alongside_Rep', 'rep'],
] as const;
const LIFE_SECONDS = 60;
/** Milliseconds. */
const TIMEOUT = 3_000;

export class Gateway {
  readonly #org: SalesforceOrg;
  readonly #certificate: OrgCertificate;
  readonly #serverUrl: string;
  /** What may be hidden from a user: names of the server by those of the org, as the printed Apex class lists them. */
  readonly #names = new Map<string, string>();

  constructor(org: SalesforceOrg, certificate: OrgCertificate, serverUrl: string) {
    this.#org = org;
    this.#certificate = certificate;
    this.#serverUrl = serverUrl;
    const listed = readFileSync(join(APP, 'classes', 'AlongsideFields.cls'), 'utf8');
    for (const [, ours = '', theirs = ''] of listed.matchAll(/'([\w.]+)' => ([\w.]+)/g))
      this.#names.set(ours, theirs.replace(/\.SObjectType$/, ''));
  }

  /** @param userId who called, as the org knows it */
  async ask({ verb, recordId, body }: GatewayCall, userId: string): Promise<GatewayAnswer> {
    const access = recordId === null ? 'read' : this.#accessTo(recordId, userId);
    const role = this.#roleOf(userId);
    if (access === null || role === undefined || !VERBS.has(verb)) return { status: 403, body: null };
    const token = await this.#signed({ recordId, access, role, body, userId });
    try {
      const answer = await fetch(`${this.#serverUrl}/cards/salesforce/${verb}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
        body,
        signal: AbortSignal.timeout(TIMEOUT),
      });
      return { status: answer.status, body: await answer.text() };
    } catch (error) {
      // What fetch throws where no answer comes; anything else is a fault of ours.
      if (error instanceof TypeError || (error as Error).name === 'TimeoutError')
        return { status: 0, body: null };
      throw error;
    }
  }

  #accessTo(recordId: string, userId: string): 'read' | 'edit' | null {
    const found = readId(recordId) === undefined ? undefined : this.#org.find(recordId);
    if (!found || !OBJECTS.has(found.object.name) || found.row['IsDeleted'] === true) return null;
    const may = (verb: 'Read' | 'Edit'): boolean =>
      mayRecord(this.#org, userId, verb, found.object, found.row);
    if (!may('Read')) return null;
    return may('Edit') ? 'edit' : 'read';
  }

  #roleOf(userId: string): (typeof ROLES)[number][1] | undefined {
    const held = new Set(permissionSetsOf(this.#org, userId).map((set) => set['Name']));
    return ROLES.find(([name]) => held.has(name))?.[1];
  }

  #hidden(userId: string): string[] {
    const access = this.#org.access(userId);
    const objectOf = (name: string) => this.#org.objects.get(name.toLowerCase());
    return [...this.#names].flatMap(([ours, theirs]) => {
      const [objectName = '', fieldName] = theirs.split('.');
      const object = objectOf(objectName);
      const isOpen = object !== undefined && access.can('Read', object);
      if (fieldName === undefined) return isOpen ? [] : [`${ours}.*`];
      const field = object?.field(fieldName);
      return isOpen && (field === undefined || !access.mayRead(object, field)) ? [ours] : [];
    });
  }

  #signed(about: {
    recordId: string | null;
    access: string;
    role: string;
    body: string;
    userId: string;
  }): Promise<string> {
    const { recordId, access, role, body, userId } = about;
    const user = this.#org.table('User').rows.get(userId);
    const now = Math.floor(this.#org.world.now() / 1_000);
    const claims = {
      iss: this.#org.id,
      sub: userId,
      aud: 'alongside',
      jti: randomUUID(),
      iat: now,
      exp: now + LIFE_SECONDS,
      rec: recordId === null ? '' : (readId(recordId) ?? ''),
      acc: access,
      role,
      hid: this.#hidden(userId),
      loc: user?.['LocaleSidKey'],
      tz: user?.['TimeZoneSidKey'],
      bod: createHash('sha256').update(body).digest('base64url'),
    };
    return new SignJWT(claims).setProtectedHeader({ alg: 'RS256' }).sign(this.#certificate.key);
  }
}
