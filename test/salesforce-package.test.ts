/** What is printed of the SFDX project is what the schema says; all of it, and what its guide tells admins to deploy, is valid. */
import { execFileSync } from 'node:child_process';
import { ESLint } from 'eslint';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import jsforce from 'jsforce';
import { isPrinted, printed } from '../salesforce-package/printed.ts';
import { openSalesforceBench } from './contract/salesforceBench.ts';
import { deploy } from './sandbox/org.ts';

const root = join(import.meta.dirname, '..', 'salesforce-package');
/** The Metadata API's schema as XSD, which is not ours to copy into the project: named, or laid beside the checkout. */
const schema =
  process.env['SALESFORCE_METADATA_XSD'] ?? resolve(root, '../../shared/schemas/salesforce-metadata.xsd');
const judged = existsSync(schema) && hasXmllint();

const files = printed();
const onDisk = readdirSync(root, { recursive: true, encoding: 'utf8' });
const permissionSet = (role: string) =>
  files.get(`force-app/main/default/permissionsets/Alongside_${role}.permissionset-meta.xml`) ?? '';
const named = (xml: string, element: string) =>
  [...xml.matchAll(new RegExp(`<${element}>(.*?)</${element}>`, 'g'))].map((match) => match[1] ?? '');

describe('the printed Salesforce package', () => {
  it('is checked in as the schema prints it (else: npm run print:salesforce)', () => {
    expect(onDisk.filter(isPrinted).sort()).toEqual([...files.keys()].filter(isPrinted).sort());
    for (const [path, content] of files) expect(readFileSync(join(root, path), 'utf8'), path).toBe(content);
  });

  it('grants every field that can be granted, and none that Salesforce refuses to hear of', () => {
    const granted = named(permissionSet('Integration'), 'field');
    const grantable = [...files].flatMap(([path, content]) => {
      const [, object, field] = /objects\/(\w+)\/fields\/(\w+)\.field-meta/.exec(path) ?? [];
      const closed = content.includes('<required>true</required>') || content.includes('MasterDetail');
      return field && !closed ? [`${object}.${field}`] : [];
    });
    expect(granted).toEqual(grantable.sort());
  });

  it('lets people use the gateway, its credential and their tabs, and the server none of them', () => {
    for (const role of ['Rep', 'Channel_Manager', 'Admin']) {
      const set = permissionSet(role);
      expect(named(set, 'apexClass')).toEqual(['AlongsideGateway']);
      expect(named(set, 'externalCredentialPrincipal')).toEqual(['Alongside-Gateway']);
      expect(set).toContain(`<name>Alongside_${role}</name>`);
      expect(named(set, 'tab')).toContain('Deal_Partner__c');
    }
    expect(named(permissionSet('Rep'), 'tab')).not.toContain('Sharing_Policy__c');
    expect(permissionSet('Integration')).not.toMatch(/apexClass|externalCredential|tabSettings/);
  });

  it('filters lists by values that their fields have', () => {
    for (const [path, content] of files) {
      const object = /objects\/(\w+)\/listViews/.exec(path)?.[1];
      const filters = [
        ...content.matchAll(/<field>(\w+__c)<\/field>\s*<operation>equals<.*\s*<value>(.*?)</g),
      ];
      for (const [, field, value] of object ? filters : []) {
        const source = files.get(`force-app/main/default/objects/${object}/fields/${field}.field-meta.xml`);
        if (source?.includes('<valueSet>'))
          for (const one of value?.split(',') ?? []) expect(named(source, 'fullName'), path).toContain(one);
      }
    }
  });

  it('keeps what is printed within Salesforce names', () => {
    for (const [path, content] of files) {
      for (const name of named(content, 'relationshipName'))
        expect(name.length, name).toBeLessThanOrEqual(40);
      if (path.includes('/listViews/'))
        expect(named(content, 'label')[0]?.length, path).toBeLessThanOrEqual(40);
    }
  });
});

it('brings lists and reports that name only what an org has once it is provisioned', async () => {
  const bench = await openSalesforceBench();
  onTestFinished(() => bench.close());
  const { url, adminToken } = bench.sandbox;
  const admin = new jsforce.Connection({ instanceUrl: url, accessToken: adminToken, version: '66.0' });
  const source = [...files].map(
    ([path, text]) => [path.replace('force-app/main/default/', ''), text] as const,
  );
  const of = (folder: string) => source.filter(([path]) => path.startsWith(`${folder}/`));
  const lists = Map.groupBy(
    source.filter(([path]) => path.includes('/listViews/')),
    ([path]) => path.split('/')[1] ?? '',
  );
  const objects = [...lists].map(([object, views]) => {
    const inside = views.map(([, text]) => `<listViews>${bodyOf(text)}</listViews>`).join('');
    return [`objects/${object}.object`, `${OBJECT}${inside}</CustomObject>`] as const;
  });
  const plain = [...of('reportTypes'), ...of('reports')].map(([path, text]) => {
    // What is a folder here is a file beside its reports there.
    const plain = path.replace('.reportFolder', '');
    return [plain === path ? path.replace('-meta.xml', '') : plain, text] as const;
  });
  const named = (folder: string, suffix: string) =>
    of(folder).flatMap(([path]) =>
      path.includes(suffix) ? [path.slice(folder.length + 1).split('.')[0] ?? ''] : [],
    );
  const members = {
    ListView: [...lists].flatMap(([object, views]) =>
      views.map(([path]) => `${object}.${/listViews\/(\w+)/.exec(path)?.[1] ?? ''}`),
    ),
    ReportType: named('reportTypes', '.reportType'),
    Report: named('reports', '.report'),
  };
  const { problems } = await deploy(admin, Object.fromEntries([...objects, ...plain]), members);
  expect(problems).toEqual([]);
  expect(members.Report).toContain('Alongside/Registrations_due_today_or_overdue');
});

const OBJECT =
  '<?xml version="1.0" encoding="UTF-8"?><CustomObject xmlns="http://soap.sforce.com/2006/04/metadata">';

/** What stands inside a file's one element. */
function bodyOf(text: string): string {
  return text.slice(text.indexOf('>', text.indexOf('<ListView')) + 1, text.lastIndexOf('</ListView>'));
}

it.skipIf(!judged)('holds against the schema of the Metadata API (needs xmllint and its XSD)', () => {
  const metadata = onDisk.filter((path) => path.endsWith('-meta.xml') && !path.endsWith('.js-meta.xml'));
  expect(metadata.length).toBeGreaterThan(files.size / 2);
  const paths = [...metadata.map((path) => join(root, path)), ...templates()];
  expect(() =>
    execFileSync('xmllint', ['--noout', '--schema', schema, ...paths], { stdio: 'pipe' }),
  ).not.toThrow();
});

/** The guide's templates for what lies outside the package, as files. */
function templates(): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'alongside-guide-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const guide = readFileSync(join(root, 'GUIDE.md'), 'utf8');
  return [...guide.matchAll(/```xml\n(.*?)```/gs)].map(([, xml = ''], place) => {
    const path = join(folder, `${place}.xml`);
    writeFileSync(path, xml);
    return path;
  });
}

it("keeps its components to Salesforce's own rules", async () => {
  const eslint = new ESLint({ cwd: join(root, '..') });
  const component = `import { LightningElement, api } from 'lwc';
export default class Faulty extends LightningElement {
  @api dataset = document.querySelector('p');
}
`;
  const filePath = join(root, 'force-app/main/default/lwc/faulty/faulty.js');
  const [seen] = await eslint.lintText(component, { filePath });
  const rules = seen?.messages.map(({ ruleId }) => ruleId);
  expect(rules).toEqual(expect.arrayContaining([expect.stringMatching(/^@lwc\/lwc\//)]));
});

function hasXmllint(): boolean {
  try {
    execFileSync('xmllint', ['--version'], { stdio: 'ignore' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}
