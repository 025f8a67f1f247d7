/** Signs card requests as each CRM does: by a token of the org's gateway, or by a signature over the whole call. */
import { createHash, createHmac, type KeyObject, randomUUID, sign } from 'node:crypto';
import type { CrmName } from '../../server/demo/customer.ts';
import type { CardRequest } from '../../shared/contract/request.ts';

/** What a CRM has to sign with. */
export interface Seal {
  /** The address that the server believes to have. */
  publicUrl: string;
  /** Salesforce: the org and its private key. */
  org: string;
  key: KeyObject;
  /** HubSpot: the portal and the app's secret. */
  portal: number;
  secret: string;
}

export interface Signed {
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** Ids of the same person in each CRM. */
export type User = Readonly<Record<CrmName, string>>;

/** Milliseconds: a token lives five minutes at most. */
const LIFE = 280_000;

/** A request may be signed again and sent again: who is asked tells it by its operation key. */
export function signed(
  seal: Seal,
  crm: CrmName,
  user: User,
  role: 'rep' | 'channelManager',
  request: CardRequest,
): Signed {
  const body = JSON.stringify(request);
  const common = { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) };
  const path = `/cards/${crm}/${request.ask}`;
  if (crm === 'salesforce') {
    const token = vouched(seal, user.salesforce, role, request, body);
    return { path, body, headers: { ...common, authorization: `Bearer ${token}` } };
  }
  const query = `portalId=${seal.portal}&userId=${user.hubspot}&userEmail=a%40customer.example&appId=77`;
  const target = `${path}?${query}`;
  const at = String(Date.now());
  // HubSpot signs the address with the at sign as it is.
  const text = `POST${seal.publicUrl}${target.replaceAll('%40', '@')}${body}${at}`;
  const signature = createHmac('sha256', seal.secret).update(text).digest('base64');
  const headers = { 'x-hubspot-signature-v3': signature, 'x-hubspot-request-timestamp': at };
  return { path: target, body, headers: { ...common, ...headers } };
}

function vouched(seal: Seal, user: string, role: string, { record }: CardRequest, body: string): string {
  const seconds = Math.floor(Date.now() / 1_000);
  const claims = {
    iss: seal.org,
    sub: user,
    aud: 'alongside',
    jti: randomUUID(),
    iat: seconds,
    exp: seconds + LIFE / 1_000,
    rec: record?.id ?? '',
    acc: 'edit',
    role,
    hid: [],
    loc: 'en_US',
    tz: 'Europe/Berlin',
    bod: createHash('sha256').update(body).digest('base64url'),
  };
  const text = `${encoded({ alg: 'RS256', typ: 'JWT' })}.${encoded(claims)}`;
  return `${text}.${sign('sha256', Buffer.from(text), seal.key).toString('base64url')}`;
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
