/** Bulk 2.0: jobs from creation to results, through jsforce where it is sound and by hand where it is not. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deploy, field, fieldsFile, openOrg, refusal, type TestOrg } from './org.ts';

let org: TestOrg;
beforeAll(async () => {
  org = await openOrg();
  const key = field(
    'Key__c',
    'Text',
    '<externalId>true</externalId><length>30</length><unique>true</unique>',
  );
  await deploy(org.admin, { 'objects/Account.object': fieldsFile(key) }, { CustomField: ['Account.Key__c'] });
});
afterAll(() => org.sandbox.close());

interface Job {
  id: string;
  state: string;
  errorMessage?: string;
  numberRecordsProcessed: number;
}

const call = (method: string, path: string, body?: string, type = 'application/json') =>
  fetch(`${org.sandbox.url}/services/data/v64.0/jobs${path}`, {
    method,
    headers: { Authorization: `Bearer ${org.sandbox.adminToken}`, 'Content-Type': type },
    ...(body === undefined ? {} : { body }),
  });

async function untilDone(path: string): Promise<Job> {
  for (;;) {
    const job = (await (await call('GET', path)).json()) as Job;
    if (!['UploadComplete', 'InProgress'].includes(job.state)) return job;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function ingest(
  settings: Record<string, unknown>,
  csv: string,
): Promise<{ job: Job; read: (what: string) => Promise<string[]> }> {
  const made = (await (
    await call('POST', '/ingest', JSON.stringify({ object: 'Account', ...settings }))
  ).json()) as Job;
  await call('PUT', `/ingest/${made.id}/batches`, csv, 'text/csv');
  await call('PATCH', `/ingest/${made.id}`, '{"state":"UploadComplete"}');
  const job = await untilDone(`/ingest/${made.id}`);
  return {
    job,
    read: async (what) =>
      (await (await call('GET', `/ingest/${made.id}/${what}`)).text()).trimEnd().split('\n'),
  };
}

const upsert = { operation: 'upsert', externalIdFieldName: 'Key__c', lineEnding: 'LF' };

describe('ingest', () => {
  it('upserts by key and says of each row whether it was made, changed or refused', async () => {
    org.sandbox.org.insert('Account', { Name: 'Old', Key__c: 'b-1' });
    const { job, read } = await ingest(upsert, 'Key__c,Name\nb-1,New\nb-2,Second\nb-3,\n');
    expect(job).toMatchObject({ state: 'JobComplete', numberRecordsProcessed: 3 });
    const done = await read('successfulResults');
    expect(done[0]).toBe('"sf__Id","sf__Created","Key__c","Name"');
    expect(done.slice(1).map((line) => line.slice(21))).toEqual([
      '"false","b-1","New"',
      '"true","b-2","Second"',
    ]);
    expect((await read('failedResults'))[1]).toBe(
      '"","REQUIRED_FIELD_MISSING:Required fields are missing: [Name]:Name --","b-3",""',
    );
    expect(await read('unprocessedrecords')).toEqual(['"Key__c","Name"']);
  });

  it('leaves a field alone for an empty cell and empties it for #N/A', async () => {
    const id = org.sandbox.org.insert('Account', {
      Name: 'Keeps',
      Site: 'Here',
      Industry: 'Energy',
      Key__c: 'n-1',
    });
    await ingest(upsert, 'Key__c,Site,Industry\nn-1,#N/A,\n');
    expect(org.sandbox.org.row('Account', id)).toMatchObject({
      Site: null,
      Industry: 'Energy',
      Name: 'Keeps',
    });
  });

  it.each([
    ['an unknown column', upsert, 'Key__c,Nope\na,b\n', /Field name not found : Nope/],
    ['the wrong line ending', upsert, 'Key__c,Name\r\na,b\r\n', /LineEnding is invalid/],
    ['more than ids to delete', { operation: 'delete' }, 'Id,Name\na,b\n', /must contain only ids/],
    ['an empty file', upsert, '', /empty/],
  ])('fails the job for %s', async (_what, settings, csv, message) => {
    const { job } = await ingest(settings, csv);
    expect(job.state).toBe('Failed');
    expect(job.errorMessage).toMatch(message);
  });

  it('takes 5,000 rows and works through jsforce', async () => {
    const rows = Array.from({ length: 5000 }, (_none, n) => `j-${n},Bulk ${n}`).join('\n');
    const results = await org.admin.bulk2.loadAndWaitForResults({
      object: 'Account',
      operation: 'upsert',
      externalIdFieldName: 'Key__c',
      lineEnding: 'LF',
      input: `Key__c,Name\n${rows}\n`,
      pollInterval: 20,
    });
    expect(results.successfulResults).toHaveLength(5000);
    expect(results.failedResults).toEqual([]);
    expect((await org.admin.query("SELECT COUNT() FROM Account WHERE Key__c LIKE 'j-%'")).totalSize).toBe(
      5000,
    );
  });

  it('refuses an upsert without a key, another kind of object and a second upload', async () => {
    const refused = async (body: unknown) =>
      ((await (await call('POST', '/ingest', JSON.stringify(body))).json()) as { errorCode: string }[])[0]
        ?.errorCode;
    expect(await refused({ object: 'Account', operation: 'upsert' })).toBe('INVALIDJOB');
    expect(await refused({ object: 'Nope__c', operation: 'insert' })).toBe('INVALIDENTITY');
    const job = (await (
      await call('POST', '/ingest', '{"object":"Account","operation":"insert"}')
    ).json()) as Job;
    expect((await call('PUT', `/ingest/${job.id}/batches`, 'Name\nA\n', 'text/csv')).status).toBe(201);
    expect((await call('PUT', `/ingest/${job.id}/batches`, 'Name\nB\n', 'text/csv')).status).toBe(400);
    expect((await call('PATCH', `/ingest/${job.id}`, '{"state":"Aborted"}')).status).toBe(200);
    expect((await call('DELETE', `/ingest/${job.id}`)).status).toBe(204);
    expect((await call('GET', `/ingest/${job.id}`)).status).toBe(404);
  });
});

describe('query', () => {
  it('gives pages by locator, the last one named null', async () => {
    for (let n = 0; n < 25; n += 1)
      org.sandbox.org.insert('Contact', { LastName: `L${n}`, Email: n === 0 ? 'quoted@a.example' : null });
    const made = (await (
      await call(
        'POST',
        '/query',
        JSON.stringify({ operation: 'query', query: 'SELECT LastName, Email, Owner.Name FROM Contact' }),
      )
    ).json()) as Job;
    await untilDone(`/query/${made.id}`);
    const lines: string[] = [];
    let locator: string | null = '';
    while (locator !== 'null') {
      const page: Response = await call(
        'GET',
        `/query/${made.id}/results?maxRecords=10${locator === '' ? '' : `&locator=${String(locator)}`}`,
      );
      const [header, ...rows] = (await page.text()).trimEnd().split('\n');
      expect(header).toBe('"LastName","Email","Owner.Name"');
      expect(page.headers.get('sforce-numberofrecords')).toBe(String(rows.length));
      lines.push(...rows);
      locator = page.headers.get('sforce-locator');
    }
    expect(lines).toHaveLength(25);
    expect(lines[0]).toBe('"L0","quoted@a.example","Ada Admin"');
  });

  it.each([
    'SELECT COUNT() FROM Account',
    'SELECT Industry, COUNT(Id) FROM Account GROUP BY Industry',
    'SELECT Id FROM Account LIMIT 5 OFFSET 5',
    'SELECT Nope FROM',
  ])('refuses %s', async (query) => {
    expect((await call('POST', '/query', JSON.stringify({ operation: 'query', query }))).status).toBe(400);
  });

  it("is another user's secret", async () => {
    const made = (await (
      await call('POST', '/query', JSON.stringify({ operation: 'query', query: 'SELECT Id FROM Contact' }))
    ).json()) as Job;
    const integration = await org.integration();
    expect(await refusal(integration.request(`/jobs/query/${made.id}`))).toMatchObject({
      errorCode: 'NOT_FOUND',
    });
  });
});
