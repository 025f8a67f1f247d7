/** HubSpot's signature v3: known answers, and no forgery accepted however small the change. */
import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodedUri,
  isSigned,
  type SignatureCheck,
  type SignedRequest,
} from '../../server/crm/hubspot/signature.ts';

const SECRET = 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy';
const AT = 1_693_657_560_000;
const check = (more: Partial<SignatureCheck> = {}): SignatureCheck => ({
  baseUrl: 'https://www.example.com',
  secrets: [SECRET],
  now: AT + 1_000,
  ...more,
});
const headersOf = (signature: string, at: string = String(AT)) => [
  ['X-HubSpot-Signature-v3', signature],
  ['X-HubSpot-Request-Timestamp', at],
];
const request = (more: Partial<SignedRequest> & { headers?: string[][] } = {}): SignedRequest => {
  const { headers = headersOf('K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y='), ...rest } = more;
  const body = Buffer.from("{'example_field':'example_value'}");
  return { method: 'POST', target: '/webhook_uri', rawHeaders: headers.flat(), body, ...rest };
};

/** Signed as HubSpot does, written apart from the code under test. */
function signed(
  target: string,
  body: string,
  options: { method?: string; secret?: string; at?: number } = {},
) {
  const { method = 'GET', secret = SECRET, at = AT } = options;
  const decoded = target.replaceAll(/%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi, (escape) =>
    decodeURIComponent(escape),
  );
  const text = `${method}https://www.example.com${decoded}${body}${at}`;
  const signature = createHmac('sha256', secret).update(text).digest('base64');
  return request({ method, target, body: Buffer.from(body), headers: headersOf(signature, String(at)) });
}

describe('signature v3', () => {
  it("accepts the vendor's own example", () => {
    expect(isSigned(request(), check())).toBe(true);
  });

  it('decodes the twelve escapes in one pass and leaves the others', () => {
    expect(decodedUri('/a%3Ab%2fc%3Fd%40e%21f%24g%27h%28i%29j%2Ak%2Cl%3Bm')).toBe(
      "/a:b/c?d@e!f$g'h(i)j*k,l;m",
    );
    expect(decodedUri('/x?email=a%2540b&space=%20&and=%26&is=%3D')).toBe(
      '/x?email=a%2540b&space=%20&and=%26&is=%3D',
    );
    expect(isSigned(signed('/api?userEmail=ada%40example.com&portalId=1', ''), check())).toBe(true);
  });

  it('takes five minutes either way and nothing that is no number', () => {
    const { rawHeaders, ...rest } = request();
    expect(isSigned({ rawHeaders, ...rest }, check({ now: AT + 300_000 }))).toBe(true);
    expect(isSigned({ rawHeaders, ...rest }, check({ now: AT + 300_001 }))).toBe(false);
    expect(isSigned({ rawHeaders, ...rest }, check({ now: AT - 300_000 }))).toBe(true);
    expect(isSigned({ rawHeaders, ...rest }, check({ now: AT - 300_001 }))).toBe(false);
    for (const at of ['NaN', '', '1e12', ' 1693657560000', '-1', '1693657560000.0']) {
      const signature = createHmac('sha256', SECRET)
        .update(`GEThttps://www.example.com/x${at}`)
        .digest('base64');
      const forged = request({
        method: 'GET',
        target: '/x',
        body: Buffer.of(),
        headers: headersOf(signature, at),
      });
      expect(isSigned(forged, check({ now: Number(at) || AT }))).toBe(false);
    }
  });

  it('refuses a header that is missing or sent twice, and reads names without case', () => {
    const [signature, timestamp] = headersOf('K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y=') as [
      string[],
      string[],
    ];
    expect(isSigned(request({ headers: [signature] }), check())).toBe(false);
    expect(isSigned(request({ headers: [timestamp] }), check())).toBe(false);
    expect(isSigned(request({ headers: [signature, signature, timestamp] }), check())).toBe(false);
    expect(isSigned(request({ headers: [signature, timestamp, timestamp] }), check())).toBe(false);
    const shouted = [signature, timestamp].map(([name = '', value = '']) => [name.toUpperCase(), value]);
    expect(isSigned(request({ headers: shouted }), check())).toBe(true);
  });

  it('takes either secret while one replaces the other, and none when there is none', () => {
    const rolling = check({ secrets: ['new secret', SECRET] });
    expect(isSigned(signed('/x', ''), rolling)).toBe(true);
    expect(isSigned(signed('/x', '', { secret: 'new secret' }), rolling)).toBe(true);
    expect(isSigned(signed('/x', '', { secret: 'third' }), rolling)).toBe(false);
    expect(isSigned(signed('/x', ''), check({ secrets: [] }))).toBe(false);
  });

  const target = fc.webPath().chain((path) => fc.webQueryParameters().map((query) => `/${path}?${query}`));

  it('accepts whatever HubSpot signs', () => {
    fc.assert(
      fc.property(
        target,
        fc.string({ unit: 'binary' }),
        fc.constantFrom('GET', 'POST', 'PUT'),
        (to, text, method) => {
          const body = Buffer.from(text).toString();
          expect(isSigned(signed(to, body, { method }), check())).toBe(true);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('refuses every request that differs in a byte', () => {
    const part = fc.constantFrom('method', 'host', 'target', 'body', 'time', 'signature', 'secret');
    fc.assert(
      fc.property(
        target,
        fc.string({ minLength: 1 }),
        part,
        fc.nat(),
        fc.integer({ min: 1, max: 127 }),
        (to, text, what, at, flip) => {
          const good = signed(to, text, { method: 'POST' });
          const [name1 = '', signature = '', name2 = '', time = ''] = good.rawHeaders;
          const bad: SignedRequest = { ...good };
          let with_ = check();
          if (what === 'method') bad.method = 'PUT';
          if (what === 'host') with_ = check({ baseUrl: 'https://www.example.org' });
          if (what === 'secret') with_ = check({ secrets: [`${SECRET}x`] });
          if (what === 'target') bad.target = `${good.target}&x${flip}`;
          if (what === 'time') bad.rawHeaders = [name1, signature, name2, String(Number(time) + flip)];
          if (what === 'signature') {
            const bytes = Buffer.from(signature, 'base64');
            bytes.writeUInt8((bytes.readUInt8(at % 32) ^ flip) & 0xff, at % 32);
            bad.rawHeaders = [name1, bytes.toString('base64'), name2, time];
          }
          if (what === 'body') {
            const bytes = Buffer.from(good.body);
            bytes.writeUInt8(bytes.readUInt8(at % bytes.length) ^ flip, at % bytes.length);
            bad.body = bytes;
          }
          expect(isSigned(bad, with_)).toBe(false);
        },
      ),
      { numRuns: 10_000 },
    );
  });
});
