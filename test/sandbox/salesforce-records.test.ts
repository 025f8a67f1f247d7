/** Records over REST: what the imitation accepts, computes and refuses, seen through jsforce. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deploy, field, fieldsFile, openOrg, refusal, type TestOrg } from './org.ts';

let org: TestOrg;
beforeAll(async () => {
  org = await openOrg();
  const keyed = field(
    'Key__c',
    'Text',
    '<externalId>true</externalId><length>30</length><unique>true</unique>',
  );
  const group = field('Group__c', 'Text', '<externalId>true</externalId><length>30</length>');
  const size = field('Size__c', 'Number', '<precision>5</precision><scale>2</scale>');
  const level = field(
    'Level__c',
    'Picklist',
    '<valueSet><restricted>true</restricted><valueSetDefinition><sorted>false</sorted><value><fullName>Gold</fullName><default>false</default><label>Gold</label></value></valueSetDefinition></valueSet>',
  );
  const { problems } = await deploy(
    org.admin,
    { 'objects/Account.object': fieldsFile(keyed + group + size + level) },
    { CustomField: ['Account.Key__c', 'Account.Group__c', 'Account.Size__c', 'Account.Level__c'] },
  );
  expect(problems).toEqual([]);
});
afterAll(() => org.sandbox.close());

const codes = (results: unknown): string[] =>
  (results as { success: boolean; errors: { statusCode: string }[] }[]).map(
    (result) => result.errors[0]?.statusCode ?? 'ok',
  );

describe('one record', () => {
  it('is created, read, changed and deleted, with stamps in whole seconds', async () => {
    const accounts = org.admin.sobject('Account');
    const { id } = await accounts.create({ Name: 'Contoso', Website: 'contoso.example' });
    await accounts.update({ Id: id ?? '', Industry: 'Banking' });
    const read = await accounts.retrieve(id ?? '');
    expect(read).toMatchObject({ Name: 'Contoso', Industry: 'Banking', IsDeleted: false });
    expect(read['SystemModstamp']).toMatch(/:\d\d\.000\+0000$/);
    await accounts.destroy(id ?? '');
    expect(await refusal(accounts.retrieve(id ?? ''))).toMatchObject({ errorCode: 'ENTITY_IS_DELETED' });
  });

  it('answers 201 the first time and 200 the second for one external id', async () => {
    const path = `${org.sandbox.url}/services/data/v64.0/sobjects/Account/Key__c/k-1`;
    const send = () =>
      fetch(path, {
        method: 'PATCH',
        body: '{"Name":"Keyed"}',
        headers: { Authorization: `Bearer ${org.sandbox.adminToken}`, 'Content-Type': 'application/json' },
      });
    expect((await send()).status).toBe(201);
    const second = await send();
    expect(second.status).toBe(200);
    expect(await second.json()).toMatchObject({ created: false, success: true });
  });

  it('names the URL it does not know and the JSON it cannot read', async () => {
    expect(await refusal(org.admin.request('/sobjects/Nope__c/describe'))).toMatchObject({
      errorCode: 'NOT_FOUND',
    });
    const broken = org.admin.request({
      method: 'POST',
      url: '/sobjects/Account',
      body: '{"Name":',
      headers: { 'content-type': 'application/json' },
    });
    expect(await refusal(broken)).toMatchObject({ errorCode: 'JSON_PARSER_ERROR' });
  });

  it('computes what a stage means', async () => {
    const { id } = await org.admin
      .sobject('Opportunity')
      .create({ Name: 'Deal', StageName: 'Closed Won', CloseDate: '2026-12-01', Amount: 10 });
    expect(await org.admin.sobject('Opportunity').retrieve(id ?? '')).toMatchObject({
      IsClosed: true,
      IsWon: true,
      ForecastCategory: 'Closed',
      Probability: 100,
    });
  });
});

describe('values are refused as Salesforce refuses them', () => {
  const cases: [string, Record<string, unknown>, string][] = [
    ['an unknown field', { Name: 'x', Nope__c: 1 }, 'INVALID_FIELD'],
    ['no name', { Website: 'x.example' }, 'REQUIRED_FIELD_MISSING'],
    ['a name too long', { Name: 'x'.repeat(256) }, 'STRING_TOO_LONG'],
    [
      'a value outside a restricted picklist',
      { Name: 'x', Level__c: 'Tin' },
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
    ],
    ['a number too large', { Name: 'x', Size__c: 1000 }, 'NUMBER_OUTSIDE_VALID_RANGE'],
    ['an id of another type', { Name: 'x', ParentId: '005000000000001AAA' }, 'MALFORMED_ID'],
    ['an id of nothing', { Name: 'x', ParentId: '001gK00000zzzzz' }, 'INVALID_CROSS_REFERENCE_KEY'],
    [
      'a computed field',
      { Name: 'x', SystemModstamp: '2026-01-01T00:00:00Z' },
      'INVALID_FIELD_FOR_INSERT_UPDATE',
    ],
  ];
  it.each(cases)('%s', async (_what, record, code) => {
    const before = org.sandbox.org.rows('Account').length;
    expect(codes(await org.admin.sobject('Account').create([record as { Name: string }]))).toEqual([code]);
    expect(org.sandbox.org.rows('Account')).toHaveLength(before);
  });

  it.each([
    ['text for a number', { Name: 'x', Size__c: 'many' }],
    ['a number for text', { Name: 7 }],
  ])('%s, and with it the whole request', async (_what, record) => {
    const before = org.sandbox.org.rows('Account').length;
    const both = org.admin.sobject('Account').create([{ Name: 'Good' }, record as { Name: string }]);
    expect(await refusal(both)).toMatchObject({ errorCode: 'JSON_PARSER_ERROR' });
    expect(org.sandbox.org.rows('Account')).toHaveLength(before);
  });

  it('a second record with a unique value, whatever its case', async () => {
    const accounts = org.admin.sobject('Account');
    const first = await accounts.create({ Name: 'U', Key__c: 'Unique-1' });
    const second = await refusal(accounts.create({ Name: 'U', Key__c: 'UNIQUE-1' }));
    expect(second.errorCode).toBe('DUPLICATE_VALUE');
    expect(second.message).toContain(first.id);
  });

  it('an external id that fits two records', async () => {
    const accounts = org.admin.sobject('Account');
    await accounts.create([
      { Name: 'G', Group__c: 'g' },
      { Name: 'G', Group__c: 'g' },
    ]);
    expect(codes(await accounts.upsert([{ Group__c: 'g', Name: 'H' }], 'Group__c'))).toEqual([
      'DUPLICATE_EXTERNAL_ID',
    ]);
  });
});

describe('collections', () => {
  it('give each record its own result and keep the good ones', async () => {
    const results = await org.admin
      .sobject('Account')
      .upsert([{ Key__c: 'c-1', Name: 'A' }, { Key__c: 'c-2' }, { Key__c: 'c-3', Name: 'C' }], 'Key__c');
    expect(codes(results)).toEqual(['ok', 'REQUIRED_FIELD_MISSING', 'ok']);
    expect(
      (await org.admin.query("SELECT Id FROM Account WHERE Key__c IN ('c-1', 'c-2', 'c-3')")).totalSize,
    ).toBe(2);
  });

  it('take all back with allOrNone', async () => {
    const results = await org.admin
      .sobject('Account')
      .create([{ Name: 'All or none' }, { Website: 'nameless' }], { allOrNone: true });
    expect(codes(results)).toEqual(['ALL_OR_NONE_OPERATION_ROLLED_BACK', 'REQUIRED_FIELD_MISSING']);
    expect((await org.admin.query("SELECT Id FROM Account WHERE Name = 'All or none'")).totalSize).toBe(0);
  });

  it('refuse one key twice in a request and 201 records', async () => {
    const accounts = org.admin.sobject('Account');
    expect(
      codes(
        await accounts.upsert(
          [
            { Key__c: 't', Name: 'A' },
            { Key__c: 'T', Name: 'B' },
          ],
          'Key__c',
        ),
      ),
    ).toEqual(['DUPLICATE_VALUE', 'DUPLICATE_VALUE']);
    const many = Array.from({ length: 201 }, (_none, n) => ({ Name: `n${n}` }));
    expect(await refusal(accounts.create(many))).toMatchObject({ errorCode: 'EXCEEDED_ID_LIMIT' });
  });

  it('find a parent by its external id', async () => {
    await org.admin.sobject('Account').create({ Name: 'Parent', Key__c: 'parent-1' });
    const child = { Name: 'Child', Parent: { Key__c: 'parent-1' } } as { Name: string };
    const made = await org.admin.sobject('Account').create(child);
    const read = await org.admin.query(`SELECT Parent.Name FROM Account WHERE Id = '${made.id}'`);
    expect(read.records[0]).toMatchObject({ Parent: { Name: 'Parent' } });
  });
});

describe('composite', () => {
  const send = (compositeRequest: unknown[], allOrNone = false) =>
    org.admin.request<{
      compositeResponse: { httpStatusCode: number; body: unknown; referenceId: string }[];
    }>({
      method: 'POST',
      url: '/composite',
      body: JSON.stringify({ allOrNone, compositeRequest }),
      headers: { 'content-type': 'application/json' },
    });
  const v = '/services/data/v64.0';

  it('lets a later subrequest use an earlier answer, and counts as one call', async () => {
    const used = org.sandbox.org.daily.used;
    const { compositeResponse } = await send([
      { method: 'POST', url: `${v}/sobjects/Account`, referenceId: 'account', body: { Name: 'Referred' } },
      {
        method: 'POST',
        url: `${v}/sobjects/Contact`,
        referenceId: 'contact',
        body: { LastName: 'L', AccountId: '@{account.id}' },
      },
      {
        method: 'GET',
        url: `${v}/query?q=SELECT+Account.Name+FROM+Contact+WHERE+Id='@{contact.id}'`,
        referenceId: 'read',
      },
    ]);
    expect(compositeResponse.map((sub) => sub.httpStatusCode)).toEqual([201, 201, 200]);
    expect(compositeResponse[2]?.body).toMatchObject({ records: [{ Account: { Name: 'Referred' } }] });
    expect(org.sandbox.org.daily.used).toBe(used + 1);
  });

  it('rolls all back with allOrNone', async () => {
    const { compositeResponse } = await send(
      [
        { method: 'POST', url: `${v}/sobjects/Account`, referenceId: 'a', body: { Name: 'Halted' } },
        { method: 'POST', url: `${v}/sobjects/Account`, referenceId: 'b', body: {} },
      ],
      true,
    );
    expect(compositeResponse[0]?.body).toMatchObject([{ errorCode: 'PROCESSING_HALTED' }]);
    expect(org.sandbox.org.rows('Account').some((row) => row['Name'] === 'Halted')).toBe(false);
  });

  it('refuses a sixth query or collection and a 26th subrequest', async () => {
    const query = (n: number) => ({
      method: 'GET',
      url: `${v}/query?q=SELECT+Id+FROM+Task`,
      referenceId: `q${n}`,
    });
    const other = (n: number) => ({ method: 'GET', url: `${v}/sobjects`, referenceId: `l${n}` });
    const places = (count: number) => Array.from({ length: count }, (_none, n) => n);
    expect((await send(places(5).map(query))).compositeResponse).toHaveLength(5);
    const limits = await send([{ method: 'GET', url: `${v}/limits`, referenceId: 'limits' }]);
    expect(limits.compositeResponse[0]).toMatchObject({ httpStatusCode: 400 });
    expect(await refusal(send(places(6).map(query)))).toMatchObject({ errorCode: 'LIMIT_EXCEEDED' });
    expect(await refusal(send(places(26).map(other)))).toMatchObject({ errorCode: 'LIMIT_EXCEEDED' });
  });
});

describe('what happens around a record', () => {
  it('deletes details along, and an undelete brings them back', async () => {
    const truth = org.sandbox.org;
    const account = truth.insert('Account', { Name: 'Gone' });
    const contact = truth.insert('Contact', { LastName: 'Gone', AccountId: account });
    await org.admin.sobject('Account').destroy(account);
    expect(truth.row('Contact', contact)).toMatchObject({ IsDeleted: true });
    truth.undelete('Account', account);
    expect(truth.row('Contact', contact)).toMatchObject({ IsDeleted: false, AccountId: account });
  });

  it('merges: the loser points at the winner, its children move and are stamped', async () => {
    const truth = org.sandbox.org;
    const [winner, loser] = [truth.insert('Account', { Name: 'W' }), truth.insert('Account', { Name: 'L' })];
    const deal = truth.insert('Opportunity', {
      Name: 'D',
      AccountId: loser,
      StageName: 'Prospecting',
      CloseDate: '2027-01-01',
    });
    const before = truth.row('Opportunity', deal)?.['SystemModstamp'];
    org.world.advance(5000);
    truth.merge('Account', winner, [loser]);
    const seen = await org.admin.query(
      `SELECT Id, IsDeleted, MasterRecordId FROM Account WHERE Id = '${loser}'`,
      { scanAll: true },
    );
    expect(seen.records[0]).toMatchObject({ IsDeleted: true, MasterRecordId: winner });
    expect(truth.row('Opportunity', deal)).toMatchObject({ AccountId: winner });
    expect(truth.row('Opportunity', deal)?.['SystemModstamp']).not.toBe(before);
  });

  it('a lock, a hot parent and a slow trigger fail records one by one', async () => {
    const truth = org.sandbox.org;
    const contacts = org.admin.sobject('Contact');
    const parent = truth.insert('Account', { Name: 'Busy' });
    const children = [1, 2, 3].map((n) => ({ LastName: `c${n}`, AccountId: parent }));
    truth.lockRows('Contact', parent, 1);
    expect(codes(await contacts.create(children))).toEqual(['UNABLE_TO_LOCK_ROW', 'ok', 'ok']);
    truth.hotParent(parent, 2);
    expect(codes(await contacts.create(children))).toEqual(['ok', 'ok', 'UNABLE_TO_LOCK_ROW']);
    truth.cpuLimitAbove(1);
    const results = await contacts.create([{ LastName: 'a' }, { LastName: 'b' }]);
    truth.cpuLimitAbove(undefined);
    expect(codes(results)).toEqual(['ok', 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY']);
  });

  it('validation and duplicate rules speak for the customer', async () => {
    const truth = org.sandbox.org;
    truth.validationRule('Task', 'No_shouting', 'Please do not shout.', 'Subject', (row) =>
      String(row['Subject']).endsWith('!'),
    );
    truth.duplicateRule('Task', 'Same_subject', (row) =>
      typeof row['Subject'] === 'string' ? row['Subject'] : undefined,
    );
    const tasks = org.admin.sobject('Task');
    expect(await refusal(tasks.create({ Subject: 'Now!' }))).toEqual({
      errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
      message: 'Please do not shout.',
    });
    await tasks.create({ Subject: 'Later' });
    expect(await refusal(tasks.create({ Subject: 'Later' }))).toMatchObject({
      errorCode: 'DUPLICATES_DETECTED',
    });
    const saved = await tasks.create(
      { Subject: 'Later' },
      { headers: { 'Sforce-Duplicate-Rule-Header': 'allowSave=true' } },
    );
    expect(saved.success).toBe(true);
  });
});

describe('the day', () => {
  it('says on every answer how many calls are used, and refuses when they are spent', async () => {
    const spent = await openOrg({ dailyLimit: 2 });
    await spent.admin.query('SELECT Id FROM Account');
    expect(spent.admin.limitInfo).toMatchObject({ apiUsage: { used: 1, limit: 2 } });
    await spent.admin.request('/limits');
    expect(await refusal(spent.admin.query('SELECT Id FROM Account'))).toMatchObject({
      errorCode: 'REQUEST_LIMIT_EXCEEDED',
    });
    await spent.sandbox.close();
  });

  it('a scripted fault can act and then lie about it, or drop the line', async () => {
    org.world.fail({
      crm: 'salesforce',
      method: 'POST',
      path: /sobjects\/Account$/,
      effect: { answerAfter: { status: 503, body: [{ errorCode: 'SERVER_UNAVAILABLE', message: 'busy' }] } },
    });
    expect(await refusal(org.admin.sobject('Account').create({ Name: 'Half done' }))).toMatchObject({
      errorCode: 'SERVER_UNAVAILABLE',
    });
    expect(org.sandbox.org.rows('Account').some((row) => row['Name'] === 'Half done')).toBe(true);
    org.world.fail({ crm: 'salesforce', path: /sobjects\/Contact$/, effect: { drop: 'before' } });
    await expect(org.admin.sobject('Contact').create({ LastName: 'Never' })).rejects.toThrow(/fetch failed/);
    expect(org.sandbox.org.rows('Contact').some((row) => row['LastName'] === 'Never')).toBe(false);
  });
});
