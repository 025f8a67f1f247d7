/** A key and a self-signed certificate as an org's Certificate and Key Management page makes them. */
import { createSign, generateKeyPair, randomBytes, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';

export interface OrgCertificate {
  name: string;
  pem: string;
  /** UTC milliseconds. */
  expiresAt: number;
  /** Signs with it; it never leaves a real org. */
  key: KeyObject;
}

const SHA256_WITH_RSA = '2a864886f70d01010b';
const COMMON_NAME = '550403';
/** As long as Salesforce makes them by default; milliseconds. */
const LIFE = 365 * 86_400_000;

/** @param now UTC milliseconds */
export async function makeCertificate(name: string, now: number): Promise<OrgCertificate> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const expiresAt = now + LIFE;
  const algorithm = der(0x30, der(0x06, hex(SHA256_WITH_RSA)), der(0x05));
  const subject = der(0x30, der(0x31, der(0x30, der(0x06, hex(COMMON_NAME)), der(0x0c, Buffer.from(name)))));
  const body = der(
    0x30,
    der(0xa0, der(0x02, hex('02'))),
    der(0x02, Buffer.concat([hex('01'), randomBytes(8)])),
    algorithm,
    subject,
    der(0x30, time(now - 86_400_000), time(expiresAt)),
    subject,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = createSign('sha256').update(body).sign(privateKey);
  const certificate = der(0x30, body, algorithm, der(0x03, hex('00'), signature));
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  const pem = `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
  return { name, pem, expiresAt, key: privateKey };
}

/** One value of the encoding that certificates are written in: tag, length, content. */
function der(tag: number, ...content: Buffer[]): Buffer {
  const inner = Buffer.concat(content);
  const { length } = inner;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), inner]);
}

function hex(text: string): Buffer {
  return Buffer.from(text, 'hex');
}

/** GeneralizedTime. */
function time(at: number): Buffer {
  const digits = new Date(at).toISOString().slice(0, 19).replace(/[-:T]/g, '');
  return der(0x18, Buffer.from(`${digits}Z`));
}
