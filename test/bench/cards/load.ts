/** Sends signed requests for deal cards at fixed times from a process of its own, and measures each from when it was due. */
import { createHash, createHmac, createPrivateKey, randomUUID, sign } from 'node:crypto';
import { Agent, request } from 'node:http';
import type { Served } from './server.ts';

export interface Order {
  served: Served;
  /** Requests in a second. */
  rate: number;
  /** Which deals are looked at, one request after the other. */
  deals: string[];
}

export interface Taken {
  /** Milliseconds from when the request was due until its answer was there, in rising order. */
  took: number[];
  /** By status and `ok`: `200 true`. */
  answers: Record<string, number>;
  /** The largest answer in bytes. */
  largest: number;
  /** Milliseconds by which the last request left late. */
  late: number;
}

interface Ready {
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** A token lives five minutes at most, and all are made before the first is sent. */
const LIFE = 280;
const agent = new Agent({ keepAlive: true, maxSockets: 64 });

process.on('message', (order: Order) => {
  void run(order).then((taken) => process.send?.(taken));
});
process.once('disconnect', () => process.exit(0));

async function run({ served, rate, deals }: Order): Promise<Taken> {
  const signed = signerOf(served);
  const ready = deals.map((id) =>
    signed(
      JSON.stringify({
        v: 1,
        ask: 'view',
        card: 'deal',
        record: { object: 'deal', id },
        stamp: null,
        locale: 'en',
      }),
    ),
  );
  const taken: Taken = { took: [], answers: {}, largest: 0, late: 0 };
  const start = performance.now() + 50;
  const sent: Promise<void>[] = [];
  for (const [n, one] of ready.entries()) {
    const due = start + (n * 1_000) / rate;
    await until(due);
    taken.late = Math.max(taken.late, performance.now() - due);
    sent.push(send(served.url, one, due, taken));
  }
  await Promise.all(sent);
  taken.took.sort((a, b) => a - b);
  return taken;
}

async function until(due: number): Promise<void> {
  const wait = due - performance.now();
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
}

function send(url: string, { path, headers, body }: Ready, due: number, taken: Taken): Promise<void> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const sending = request({ hostname, port, path, method: 'POST', headers, agent }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => {
        taken.took.push(performance.now() - due);
        const whole = Buffer.concat(parts);
        taken.largest = Math.max(taken.largest, whole.length);
        const kind = `${answer.statusCode} ${String(whole.subarray(0, 40).includes('"ok":true'))}`;
        taken.answers[kind] = (taken.answers[kind] ?? 0) + 1;
        resolve();
      });
      answer.on('error', reject);
    });
    sending.on('error', reject);
    sending.end(body);
  });
}

function signerOf({ crm, publicUrl, user, org, key, portal, secret }: Served): (body: string) => Ready {
  const common = (body: string) => ({
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
  });
  if (crm === 'hubspot') {
    const at = String(Date.now());
    const path = `/cards/hubspot/view?portalId=${portal}&userId=${user}&userEmail=a%40customer.example&appId=77`;
    return (body) => {
      const text = `POST${publicUrl}${path.replaceAll('%40', '@')}${body}${at}`;
      const signature = createHmac('sha256', secret).update(text).digest('base64');
      const headers = { 'x-hubspot-signature-v3': signature, 'x-hubspot-request-timestamp': at };
      return { path, body, headers: { ...common(body), ...headers } };
    };
  }
  const privateKey = createPrivateKey(key);
  const head = encoded({ alg: 'RS256', typ: 'JWT' });
  return (body) => {
    const seconds = Math.floor(Date.now() / 1_000);
    const claims = encoded({
      iss: org,
      sub: user,
      aud: 'alongside',
      jti: randomUUID(),
      iat: seconds,
      exp: seconds + LIFE,
      rec: (JSON.parse(body) as { record: { id: string } }).record.id,
      acc: 'edit',
      role: 'rep',
      hid: [],
      loc: 'en_US',
      tz: 'Europe/Berlin',
      bod: createHash('sha256').update(body).digest('base64url'),
    });
    const signature = sign('sha256', Buffer.from(`${head}.${claims}`), privateKey).toString('base64url');
    const headers = { authorization: `Bearer ${head}.${claims}.${signature}` };
    return { path: '/cards/salesforce/view', body, headers: { ...common(body), ...headers } };
  };
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
