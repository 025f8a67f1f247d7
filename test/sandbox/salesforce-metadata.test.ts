/** Deployments: objects and fields exist only once deployed, and what Salesforce refuses to deploy is refused. */
import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CERTIFICATE } from './certificate.ts';
import {
  deploy,
  field,
  fieldsFile,
  objectFile,
  openOrg,
  permissionSetFile,
  refusal,
  type TestOrg,
} from './org.ts';

let org: TestOrg;
beforeEach(async () => {
  org = await openOrg();
  return () => org.sandbox.close();
});

const picklist = (...values: string[]): string =>
  `<valueSet><restricted>true</restricted><valueSetDefinition><sorted>false</sorted>${values.map((value) => `<value><fullName>${value}</fullName><default>false</default><label>${value}</label></value>`).join('')}</valueSetDefinition></valueSet>`;
const master = field(
  'Account__c',
  'MasterDetail',
  '<referenceTo>Account</referenceTo><relationshipName>Overlaps</relationshipName><writeRequiresMasterRead>true</writeRequiresMasterRead>',
);
const key = field('Key__c', 'Text', '<externalId>true</externalId><length>30</length><unique>true</unique>');
const overlap = objectFile(
  'Overlap',
  master + key + field('Score__c', 'Number', '<precision>5</precision><scale>0</scale>'),
  'ControlledByParent',
);

async function deployOne(
  path: string,
  content: string,
  members: Record<string, string[]>,
): Promise<string[]> {
  return (await deploy(org.admin, { [path]: content }, members)).problems;
}

const accountField = (xml: string): Promise<string[]> =>
  deployOne('objects/Account.object', fieldsFile(xml), {
    CustomField: [`Account.${/<fullName>([^<]+)/.exec(xml)?.[1] ?? ''}`],
  });

describe('a new object', () => {
  it('does not exist before, and after it has describe, rows and a master', async () => {
    expect(await refusal(org.admin.query('SELECT Id FROM Overlap__c'))).toMatchObject({
      errorCode: 'INVALID_TYPE',
    });
    expect(await deployOne('objects/Overlap__c.object', overlap, { CustomObject: ['Overlap__c'] })).toEqual(
      [],
    );
    const described = await org.admin.describe('Overlap__c');
    const byName = Object.fromEntries(described.fields.map((one) => [one.name, one]));
    expect(described.keyPrefix).toMatch(/^a0/);
    expect(byName['Key__c']).toMatchObject({ type: 'string', length: 30, externalId: true, unique: true });
    expect(byName['Account__c']).toMatchObject({
      type: 'reference',
      referenceTo: ['Account'],
      relationshipName: 'Account__r',
      cascadeDelete: true,
      nillable: false,
      updateable: false,
    });
    expect(byName['OwnerId']).toBeUndefined();
    expect((await org.admin.describe('Account')).childRelationships).toContainEqual(
      expect.objectContaining({ childSObject: 'Overlap__c', relationshipName: 'Overlaps__r' }),
    );
    const account = org.sandbox.org.insert('Account', { Name: 'Master' });
    const made = await org.admin
      .sobject('Overlap__c')
      .upsert({ Key__c: 'o1', Account__c: account, Score__c: 90 }, 'Key__c');
    const read = await org.admin.query("SELECT Account__r.Name, Name FROM Overlap__c WHERE Key__c = 'o1'");
    expect(read.records[0]).toMatchObject({ Account__r: { Name: 'Master' }, Name: made.id?.slice(0, 15) });
    await org.admin.sobject('Account').destroy(account);
    expect(org.sandbox.org.rows('Overlap__c')).toEqual([]);
  });

  it('is checked without a trace', async () => {
    const checked = await deploy(
      org.admin,
      { 'objects/Overlap__c.object': overlap },
      { CustomObject: ['Overlap__c'] },
      { checkOnly: true },
    );
    expect(checked.success).toBe(true);
    expect(await refusal(org.admin.describe('Overlap__c'))).toMatchObject({ errorCode: 'NOT_FOUND' });
  });

  it('goes back whole when one part fails', async () => {
    const bad = overlap.replace('<precision>5', '<precision>50');
    expect(await deployOne('objects/Overlap__c.object', bad, { CustomObject: ['Overlap__c'] })).toHaveLength(
      1,
    );
    expect(await refusal(org.admin.describe('Overlap__c'))).toMatchObject({ errorCode: 'NOT_FOUND' });
  });

  it('takes the same deployment again and keeps its rows', async () => {
    await deployOne('objects/Overlap__c.object', overlap, { CustomObject: ['Overlap__c'] });
    org.sandbox.org.insert('Overlap__c', {
      Key__c: 'kept',
      Account__c: org.sandbox.org.insert('Account', { Name: 'M' }),
    });
    expect(await deployOne('objects/Overlap__c.object', overlap, { CustomObject: ['Overlap__c'] })).toEqual(
      [],
    );
    expect(org.sandbox.org.rows('Overlap__c')).toHaveLength(1);
  });
});

describe('refused deployments', () => {
  it.each([
    [
      'an unknown element',
      field('A__c', 'Text', '<length>5</length><maxLength>5</maxLength>'),
      /maxLength invalid at this location in type CustomField/,
    ],
    ['an unknown type', field('A__c', 'String'), /not a valid value for the enum 'FieldType'/],
    ['text without a length', field('A__c', 'Text'), /Must specify 'length'/],
    [
      'a long text too short',
      field('A__c', 'LongTextArea', '<length>100</length><visibleLines>3</visibleLines>'),
      /256 to 131072/,
    ],
    [
      'a unique picklist',
      field('A__c', 'Picklist', `<unique>true</unique>${picklist('a')}`),
      /Can not specify 'unique'/,
    ],
    ['a value twice', field('A__c', 'Picklist', picklist('a', 'A')), /Duplicate picklist value/],
    [
      'a lookup to nothing',
      field('A__c', 'Lookup', '<referenceTo>Nope__c</referenceTo>'),
      /does not resolve to a valid sObject type/,
    ],
    [
      'a required lookup that may be cleared',
      field('A__c', 'Lookup', '<referenceTo>Contact</referenceTo><required>true</required>'),
      /cascade delete or restrict delete/,
    ],
    [
      'a name without __c',
      field('A', 'Checkbox', '<defaultValue>false</defaultValue>'),
      /must end with: __c/,
    ],
    ['a checkbox without a default', field('A__c', 'Checkbox'), /Must specify 'defaultValue'/],
  ])('%s', async (_what, xml, problem) => {
    expect((await accountField(xml)).join()).toMatch(problem);
  });

  it('a change of type', async () => {
    expect(await accountField(field('A__c', 'Text', '<length>5</length>'))).toEqual([]);
    expect((await accountField(field('A__c', 'Date'))).join()).toMatch(
      /Cannot change the type .* from Text to Date/,
    );
  });

  it('a file the manifest does not list, and a member without a file', async () => {
    expect(await deployOne('objects/Overlap__c.object', overlap, {})).toContain('Not in package.xml');
    expect((await deploy(org.admin, {}, { CustomObject: ['Lost__c'] })).problems.join()).toMatch(
      /'Lost__c' of type CustomObject was named in package.xml, but was not found/,
    );
  });

  it('a second child relation of one name', async () => {
    const look = (name: string) =>
      field(name, 'Lookup', '<referenceTo>Account</referenceTo><relationshipName>Things</relationshipName>');
    expect(await accountField(look('A__c'))).toEqual([]);
    expect((await accountField(look('B__c'))).join()).toMatch(/already a Child Relationship named Things/);
  });

  it('anyone who is no administrator', async () => {
    const integration = await org.integration();
    await expect(deploy(integration, {}, {})).rejects.toThrow(/INSUFFICIENT_ACCESS/);
  });
});

describe('permission sets', () => {
  beforeEach(() =>
    deployOne('objects/Overlap__c.object', overlap, { CustomObject: ['Overlap__c'] }).then(() => undefined),
  );
  const rights = (object: string) =>
    `<objectPermissions><allowCreate>true</allowCreate><allowDelete>false</allowDelete><allowEdit>true</allowEdit><allowRead>true</allowRead><modifyAllRecords>false</modifyAllRecords><object>${object}</object><viewAllRecords>false</viewAllRecords></objectPermissions>`;
  const fieldRight = (path: string) =>
    `<fieldPermissions><editable>true</editable><field>${path}</field><readable>true</readable></fieldPermissions>`;
  const apply = (content: string) =>
    deployOne('permissionsets/Sync.permissionset', permissionSetFile(content), { PermissionSet: ['Sync'] });

  it.each([
    ['an unknown field', fieldRight('Overlap__c.Nope__c'), /no CustomField named Overlap__c.Nope__c found/],
    [
      'a master-detail field',
      fieldRight('Overlap__c.Account__c'),
      /cannot deploy to a required field: Overlap__c.Account__c/,
    ],
    ['a detail without its master', rights('Overlap__c'), /depends on permission\(s\): Read Account/],
    [
      'editing without reading',
      rights('Account').replace('<allowRead>true', '<allowRead>false'),
      /depends on permission/,
    ],
    [
      'a class that is not there',
      '<classAccesses><apexClass>Gate</apexClass><enabled>true</enabled></classAccesses>',
      /no ApexClass named Gate found/,
    ],
  ])('refuse %s', async (_what, content, problem) => {
    expect((await apply(content)).join()).toMatch(problem);
  });

  it('open object and fields to whom they are assigned, and to nobody else', async () => {
    const integration = await org.integration();
    expect(await refusal(integration.describe('Overlap__c'))).toMatchObject({ errorCode: 'NOT_FOUND' });
    expect(await apply(fieldRight('Overlap__c.Key__c') + rights('Account') + rights('Overlap__c'))).toEqual(
      [],
    );
    const set = await org.admin.query("SELECT Id FROM PermissionSet WHERE Name = 'Sync'");
    const user = await org.admin.query(
      `SELECT Id FROM User WHERE Username = '${org.sandbox.integrationUser}'`,
    );
    const assignment = {
      PermissionSetId: String(set.records[0]?.Id),
      AssigneeId: String(user.records[0]?.Id),
    };
    expect(await refusal(integration.sobject('PermissionSetAssignment').create(assignment))).toMatchObject({
      errorCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
    });
    await org.admin.sobject('PermissionSetAssignment').create(assignment);
    expect(await refusal(org.admin.sobject('PermissionSetAssignment').create(assignment))).toMatchObject({
      errorCode: 'DUPLICATE_VALUE',
    });
    const names = (await integration.describe('Overlap__c')).fields.map((one) => one.name);
    expect(names).toContain('Key__c');
    expect(names).not.toContain('Score__c');
    expect(await refusal(integration.query('SELECT Score__c FROM Overlap__c'))).toMatchObject({
      errorCode: 'INVALID_FIELD',
    });
    const account = org.sandbox.org.insert('Account', { Name: 'A' });
    const row = { Key__c: 'k', Account__c: account };
    expect(await refusal(integration.sobject('Overlap__c').create({ ...row, Score__c: 1 }))).toMatchObject({
      errorCode: 'INVALID_FIELD_FOR_INSERT_UPDATE',
    });
    expect((await integration.sobject('Overlap__c').create(row)).success).toBe(true);
  });
});

describe('what is there can be read back', () => {
  it('objects, fields, certificates and packages', async () => {
    org.sandbox.org.addCertificate('Signing', CERTIFICATE);
    await deployOne('objects/Overlap__c.object', overlap, { CustomObject: ['Overlap__c'] });
    const [object] = [await org.admin.metadata.read('CustomObject', ['Overlap__c'])].flat();
    expect(object).toMatchObject({ fullName: 'Overlap__c', sharingModel: 'ControlledByParent' });
    expect([object?.fields ?? []].flat().map((one) => one.fullName)).toEqual([
      'Account__c',
      'Key__c',
      'Score__c',
    ]);
    const [certificate] = [await org.admin.metadata.read('Certificate', ['Signing'])].flat() as unknown as {
      content: string;
    }[];
    expect(new X509Certificate(Buffer.from(certificate?.content ?? '', 'base64')).subject).toContain(
      'Sandbox',
    );
    expect(await org.admin.metadata.list({ type: 'InstalledPackage' })).toEqual([]);
  });

  it('the company currency comes from getUserInfo in a single-currency org', async () => {
    expect(await org.admin.soap.getUserInfo()).toMatchObject({
      organizationMultiCurrency: false,
      orgDefaultCurrencyIsoCode: 'EUR',
    });
  });

  it('a named credential is deployed, shown and given another URL, and never without an external credential', async () => {
    const externalXml =
      '<ExternalCredential xmlns="http://soap.sforce.com/2006/04/metadata"><authenticationProtocol>Custom</authenticationProtocol><label>Door</label></ExternalCredential>';
    const xml =
      '<NamedCredential xmlns="http://soap.sforce.com/2006/04/metadata"><calloutStatus>Enabled</calloutStatus><label>Server</label><namedCredentialParameters><parameterName>Url</parameterName><parameterType>Url</parameterType><parameterValue>https://old.example</parameterValue></namedCredentialParameters><namedCredentialParameters><externalCredential>Door</externalCredential><parameterName>ExternalCredential</parameterName><parameterType>Authentication</parameterType></namedCredentialParameters><namedCredentialType>SecuredEndpoint</namedCredentialType></NamedCredential>';
    const files = {
      'externalCredentials/Door.externalCredential': externalXml,
      'namedCredentials/Server.namedCredential': xml,
    };
    const members = { ExternalCredential: ['Door'], NamedCredential: ['Server'] };
    expect((await deploy(org.admin, files, members)).problems).toEqual([]);
    const url = '/named-credentials/named-credential-setup/Server';
    const held = await org.admin.request<Record<string, unknown>>(url);
    expect(held).toMatchObject({
      calloutUrl: 'https://old.example',
      externalCredentials: [{ developerName: 'Door' }],
    });
    const put = (body: unknown) =>
      org.admin.request<Record<string, unknown>>({
        method: 'PUT',
        url,
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      });
    const calloutUrl = 'https://new.example';
    expect(await put({ ...held, calloutUrl })).toMatchObject({ calloutUrl });
    for (const wrong of [
      { calloutUrl },
      { ...held, externalCredentials: [] },
      { ...held, externalCredentials: [{ developerName: 'Nobody' }] },
    ])
      expect(await refusal(put(wrong))).toMatchObject({ errorCode: 'INVALID_INPUT' });
  });
});

describe('an org that has our package under a namespace', () => {
  let packaged: TestOrg;
  beforeAll(async () => {
    packaged = await openOrg({ namespace: 'acme' });
  });
  afterAll(() => packaged.sandbox.close());

  it('stores deployed names with the prefix, relations too', async () => {
    const { problems } = await deploy(
      packaged.admin,
      { 'objects/Overlap__c.object': overlap },
      { CustomObject: ['Overlap__c'] },
    );
    expect(problems).toEqual([]);
    const { fields } = await packaged.admin.describe('acme__Overlap__c');
    expect(fields.find((one) => one.name === 'acme__Account__c')).toMatchObject({
      relationshipName: 'acme__Account__r',
    });
    expect(await refusal(packaged.admin.describe('Overlap__c'))).toMatchObject({ errorCode: 'NOT_FOUND' });
    expect(await packaged.admin.metadata.list({ type: 'InstalledPackage' })).toMatchObject([
      { namespacePrefix: 'acme' },
    ]);
  });
});
