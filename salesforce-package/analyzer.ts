/** What Salesforce's Code Analyzer is told it may pass over, file by file and with the reason, as its reviewers ask. */
import { native, OWN_OBJECTS, ROOT } from './names.ts';

const GATEWAY = `${ROOT}/classes/AlongsideGateway.cls`;

interface Passed {
  path: string;
  rule: string;
  reason: string;
}

/** Contents by path below `salesforce-package/`. */
export function analyzerSettings(): Map<string, string> {
  const keys = OWN_OBJECTS.map(({ object, native: name }) => ({
    path: `${ROOT}/objects/${name}/fields/${native(object, 'key')}.field-meta.xml`,
    rule: 'pmd:ProtectSensitiveData',
    reason:
      'Taken for a secret by its name: it is the hash by which rows are found again, and opens nothing.',
  }));
  const token: Passed = {
    path: GATEWAY,
    rule: 'pmd:ApexSuggestUsingNamedCred',
    reason: 'The call goes through a named credential; what it carries is signed for each user and record.',
  };
  return new Map([['code-analyzer.yml', settings([...keys, token])]]);
}

function settings(passed: readonly Passed[]): string {
  const entries = passed.map(
    ({ path, rule, reason }) => `  '${path}':
    - rule_selector: '${rule}'
      max_suppressed_violations: 1
      reason: '${reason}'
`,
  );
  return `# Printed by npm run print:salesforce.\nsuppressions:\n${entries.join('')}`;
}
