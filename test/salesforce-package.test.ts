/** The printed SFDX source is what the schema says, and what Salesforce's own schema of metadata takes. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isPrinted, sourceFiles } from '../server/crm/salesforce/source.ts';

const root = join(import.meta.dirname, '..', 'salesforce-package');
/** The Metadata API's schema as XSD, which is not ours to copy into the project. */
const schema = process.env['SALESFORCE_METADATA_XSD'] ?? '';
const judged = existsSync(schema) && hasXmllint();

describe('the printed Salesforce package', () => {
  const printed = sourceFiles();
  const onDisk = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(isPrinted);

  it('is checked in as the schema prints it (else: npm run print:salesforce)', () => {
    expect(onDisk.sort()).toEqual([...printed.keys()].sort());
    for (const [path, content] of printed) expect(readFileSync(join(root, path), 'utf8'), path).toBe(content);
  });

  it('grants every field that can be granted, and none that Salesforce refuses to hear of', () => {
    const set =
      printed.get('force-app/main/default/permissionsets/Alongside_Integration.permissionset-meta.xml') ?? '';
    const granted = [...set.matchAll(/<field>(.*?)<\/field>/g)].map((match) => match[1]);
    const grantable = [...printed].flatMap(([path, content]) => {
      const [, object, field] = /objects\/(\w+)\/fields\/(\w+)\.field-meta/.exec(path) ?? [];
      const closed = content.includes('<required>true</required>') || content.includes('MasterDetail');
      return field && !closed ? [`${object}.${field}`] : [];
    });
    expect(granted).toEqual(grantable.sort());
  });

  it('keeps what is printed within Salesforce names', () => {
    for (const content of printed.values()) {
      const name = /<relationshipName>(.*?)<\/relationshipName>/.exec(content)?.[1] ?? '';
      expect(name.length, name).toBeLessThanOrEqual(40);
    }
  });

  it.skipIf(!judged)(
    'holds against the schema of the Metadata API (needs xmllint and SALESFORCE_METADATA_XSD)',
    () => {
      const files = onDisk.map((path) => join(root, path));
      expect(() =>
        execFileSync('xmllint', ['--noout', '--schema', schema, ...files], { stdio: 'pipe' }),
      ).not.toThrow();
    },
  );
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
