/** What is printed for the cards is what shared/ says, and the gateway stays as small as it promises. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fieldsClass } from '../../../salesforce-package/fields.ts';
import { wordsModule } from '../../../salesforce-package/words.ts';

const ROOT = join(import.meta.dirname, '../../../salesforce-package');
const GATEWAY = 'force-app/main/default/classes/AlongsideGateway.cls';
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

test.each([...wordsModule(), ...fieldsClass()])(
  '%s is checked in as it is printed (else: npm run print:salesforce)',
  (path, content) => {
    expect(read(path)).toBe(content);
  },
);

test('the gateway has under 80 lines, minds sharing and writes nothing', () => {
  const source = read(GATEWAY);
  expect(source.trimEnd().split('\n').length).toBeLessThan(80);
  expect(source).toContain('public with sharing class');
  expect(source).not.toMatch(/\b(insert|update|upsert|delete|merge|undelete)\b|Database\./);
});
