/** SOQL: what is answered, what is refused and where the caret points; pages, keysets and the recycle bin. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openOrg, refusal, type TestOrg } from './org.ts';

let org: TestOrg;
const ids: string[] = [];
beforeAll(async () => {
  org = await openOrg();
  const truth = org.sandbox.org;
  const industries = ['Banking', 'Energy', 'Retail'];
  for (let n = 0; n < 4500; n += 1) {
    const more = {
      Industry: industries[n % 3],
      NumberOfEmployees: n,
      Website: n % 2 === 0 ? `https://n${n}.example` : null,
    };
    ids.push(truth.insert('Account', { Name: `Account ${n}`, ...more }));
  }
  const [first = ''] = ids;
  truth.insert('Opportunity', {
    Name: 'Won',
    AccountId: first,
    StageName: 'Closed Won',
    CloseDate: '2026-05-01',
    Amount: 100,
  });
  truth.insert('Opportunity', {
    Name: 'Open',
    AccountId: first,
    StageName: 'Prospecting',
    CloseDate: '2026-06-01',
    Amount: 50,
  });
  truth.insert('Opportunity', {
    Name: 'Other',
    AccountId: ids[1],
    StageName: 'Closed Lost',
    CloseDate: '2026-07-01',
  });
});
afterAll(() => org.sandbox.close());

const names = async (where: string, from = 'Account'): Promise<unknown[]> =>
  (await org.admin.query(`SELECT Name FROM ${from} WHERE ${where}`)).records.map((record) => record['Name']);

describe('conditions', () => {
  it.each([
    ["Name = 'account 7'", ['Account 7']],
    ["Name LIKE 'Account 449_'", Array.from({ length: 10 }, (_none, n) => `Account 449${n}`)],
    ["Name LIKE '%unt 12' OR Name = 'Account 3'", ['Account 3', 'Account 12']],
    ["Industry = 'Energy' AND NumberOfEmployees < 5", ['Account 1', 'Account 4']],
    ['NOT NumberOfEmployees > 1 AND Website != null', ['Account 0']],
    [
      '(NumberOfEmployees >= 3 AND NumberOfEmployees <= 4) OR NumberOfEmployees = 9',
      ['Account 3', 'Account 4', 'Account 9'],
    ],
    ["NumberOfEmployees IN (1, 2) AND Name NOT IN ('Account 1')", ['Account 2']],
    ['Id IN (SELECT AccountId FROM Opportunity WHERE IsWon = true)', ['Account 0']],
    ['Id NOT IN (SELECT AccountId FROM Opportunity) AND NumberOfEmployees < 4', ['Account 2', 'Account 3']],
    ["Owner.Name = 'Ada Admin' AND Name = 'Account 8'", ['Account 8']],
    ["CreatedDate = TODAY AND Name = 'Account 8'", ['Account 8']],
  ])('%s', async (where, expected) => {
    expect(await names(where)).toEqual(expected);
  });

  it('follow relations of relations, in order and with nulls first', async () => {
    const found = await org.admin.query(
      'SELECT Name, Account.Owner.Username FROM Opportunity ORDER BY Amount ASC, Name DESC',
    );
    expect(found.records.map((record) => record['Name'])).toEqual(['Other', 'Open', 'Won']);
    expect(found.records[0]).toMatchObject({
      Account: { Owner: { Username: 'admin@sandbox.example', attributes: { type: 'User' } } },
    });
  });
});

describe('counts', () => {
  it('COUNT() and groups of one and two fields', async () => {
    expect((await org.admin.query("SELECT COUNT() FROM Account WHERE Industry = 'Retail'")).totalSize).toBe(
      1500,
    );
    const grouped = await org.admin.query(
      'SELECT IsClosed, IsWon, COUNT(Id), SUM(Amount) total FROM Opportunity GROUP BY IsClosed, IsWon',
    );
    expect(grouped.records).toContainEqual(
      expect.objectContaining({ IsClosed: true, IsWon: true, expr0: 1, total: 100 }),
    );
  });

  it('a field that is neither grouped nor aggregated is refused', async () => {
    const refused = await refusal(org.admin.query('SELECT Name, COUNT(Id) FROM Account GROUP BY Industry'));
    expect(refused).toEqual({
      errorCode: 'MALFORMED_QUERY',
      message: 'Field must be grouped or aggregated: Name',
    });
  });
});

describe('refusals', () => {
  it('point at the field', async () => {
    const { errorCode, message } = await refusal(org.admin.query('SELECT Id,\n Bad__c FROM Account'));
    expect(errorCode).toBe('INVALID_FIELD');
    expect(message).toContain(
      "\n Bad__c FROM Account\n ^\nERROR at Row:2:Column:2\nNo such column 'Bad__c' on entity 'Account'.",
    );
  });

  it.each([
    ['SELECT Id FROM Nope__c', 'INVALID_TYPE'],
    ['SELECT Nope.Name FROM Account', 'INVALID_FIELD'],
    ['SELECT Id FROM Account WHERE', 'MALFORMED_QUERY'],
    ["SELECT Id FROM Account WHERE Name = 'a' AND Site = 'b' OR Site = 'c'", 'MALFORMED_QUERY'],
    ["SELECT Id FROM Account WHERE NumberOfEmployees = '5'", 'INVALID_FIELD'],
    ['SELECT Id FROM Account WHERE Name = 5', 'INVALID_FIELD'],
    ["SELECT Id FROM Account WHERE Id = 'nonsense'", 'INVALID_QUERY_FILTER_OPERATOR'],
    ["SELECT Id FROM Account WHERE Description = 'x'", 'INVALID_FIELD'],
    ["SELECT Id FROM Account WHERE Industry INCLUDES ('Energy')", 'INVALID_QUERY_FILTER_OPERATOR'],
    ['SELECT Id FROM Account ORDER BY Description', 'MALFORMED_QUERY'],
    ['SELECT Id, (SELECT Id FROM Contacts) FROM Account', 'MALFORMED_QUERY'],
    ['SELECT Id FROM Account LIMIT 1 OFFSET 2001', 'NUMBER_OUTSIDE_VALID_RANGE'],
    ['SELECT CurrencyIsoCode FROM Account', 'INVALID_FIELD'],
    ['SELECT Id FROM CurrencyType', 'INVALID_TYPE'],
    ['SELECT RecordTypeId FROM Account', 'INVALID_FIELD'],
    ['SELECT Id FROM ScratchOrgInfo', 'INVALID_TYPE'],
  ])('%s', async (soql, code) => {
    expect((await refusal(org.admin.query(soql))).errorCode).toBe(code);
  });
});

describe('pages', () => {
  it('come 2,000 at a time and together hold every record once', async () => {
    const first = await org.admin.query('SELECT Id FROM Account');
    expect(first.records).toHaveLength(2000);
    expect(first.nextRecordsUrl).toMatch(/\/query\/01g\w{15}-2000$/);
    const all = await org.admin.query('SELECT Id FROM Account', { autoFetch: true, maxFetch: 10_000 });
    expect(new Set(all.records.map((record) => record.Id))).toEqual(new Set(ids));
  });

  it('may be smaller, but not below 200', async () => {
    const asked = await org.admin.query('SELECT Id FROM Account', {
      headers: { 'Sforce-Query-Options': 'batchSize=10' },
    });
    expect(asked.records).toHaveLength(200);
    expect(await refusal(org.admin.queryMore('01g000000000000AAA-2000'))).toMatchObject({
      errorCode: 'INVALID_QUERY_LOCATOR',
    });
  });

  it('a keyset over equal stamps misses and repeats nothing', async () => {
    const seen: string[] = [];
    let after = '';
    for (;;) {
      const page = await org.admin.query(
        `SELECT Id, SystemModstamp FROM Account${after} ORDER BY SystemModstamp, Id LIMIT 700`,
      );
      const last = page.records.at(-1);
      if (last === undefined) break;
      seen.push(...page.records.map((record) => String(record.Id)));
      const stamp = String(last['SystemModstamp']).replace('+0000', 'Z');
      after = ` WHERE SystemModstamp > ${stamp} OR (SystemModstamp = ${stamp} AND Id > '${String(last.Id)}')`;
    }
    expect([...seen].sort()).toEqual([...ids].sort());
  });

  it('hide the recycle bin from query and a late commit from both', async () => {
    const truth = org.sandbox.org;
    const [gone, late] = [
      truth.insert('Task', { Subject: 'gone' }),
      truth.insert('Task', { Subject: 'late' }),
    ];
    truth.remove('Task', gone);
    truth.commitLate([late], 60_000);
    const subjects = async (scanAll: boolean) =>
      (await org.admin.query('SELECT Subject FROM Task', { scanAll })).records.map(
        (record) => record['Subject'],
      );
    expect(await subjects(false)).toEqual([]);
    expect(await subjects(true)).toEqual(['gone']);
    org.world.advance(60_000);
    expect(await subjects(false)).toEqual(['late']);
  });
});

it('only a multi-currency org has currencies', async () => {
  const multi = await openOrg();
  const deal = { Name: 'D', StageName: 'Prospecting', CloseDate: '2027-01-01' };
  multi.sandbox.org.insert('Opportunity', deal);
  multi.sandbox.org.enableMultiCurrency([
    { isoCode: 'EUR', rate: 1, decimals: 2, corporate: true },
    { isoCode: 'JPY', rate: 160, decimals: 0, corporate: false },
  ]);
  await multi.admin.sobject('Opportunity').create({ ...deal, CurrencyIsoCode: 'JPY' });
  const read = await multi.admin.query('SELECT CurrencyIsoCode FROM Opportunity');
  expect(read.records.map((record) => record['CurrencyIsoCode'])).toEqual(['EUR', 'JPY']);
  const corporate = await multi.admin.query('SELECT IsoCode FROM CurrencyType WHERE IsCorporate = true');
  expect(corporate.records).toMatchObject([{ IsoCode: 'EUR' }]);
  expect(await multi.admin.soap.getUserInfo()).toMatchObject({ organizationMultiCurrency: true });
  await multi.sandbox.close();
});

it('a URL longer than 16,384 bytes is turned away', async () => {
  const long = `SELECT Id FROM Account WHERE Name IN (${Array.from({ length: 1000 }, (_none, n) => `'a long enough name ${n}'`).join(',')})`;
  const answer = await fetch(`${org.sandbox.url}/services/data/v64.0/query?q=${encodeURIComponent(long)}`, {
    headers: { Authorization: `Bearer ${org.sandbox.adminToken}` },
  });
  expect(answer.status).toBe(414);
});
