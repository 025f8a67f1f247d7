/** Salesforce's Code Analyzer, with the engines that look at security. */
import { CodeAnalyzer, CodeAnalyzerConfig } from '@salesforce/code-analyzer-core';
import * as pmd from '@salesforce/code-analyzer-pmd-engine';
import * as regex from '@salesforce/code-analyzer-regex-engine';
import * as retire from '@salesforce/code-analyzer-retirejs-engine';
import * as sfge from '@salesforce/code-analyzer-sfge-engine';
import { join, relative } from 'node:path';

/**
 * What the rules that each selector names say against an SFDX project with its own settings, a line a finding.
 * All rules run at once, since starting their engines is most of the work.
 */
export async function analyzed(
  project: string,
  selectors: readonly string[],
): Promise<ReadonlyMap<string, string[]>> {
  const analyzer = new CodeAnalyzer(CodeAnalyzerConfig.fromFile(join(project, 'code-analyzer.yml')));
  for (const engine of [pmd, regex, retire, sfge])
    await analyzer.addEnginePlugin(engine.createEnginePlugin());
  const workspace = await analyzer.createWorkspace([project]);
  const all = await analyzer.selectRules([...selectors], { workspace });
  const results = await analyzer.run(all, { workspace });
  const findings = new Map<string, string[]>();
  for (const selector of selectors) {
    const chosen = await analyzer.selectRules([selector], { workspace });
    if (chosen.getCount() === 0) throw new Error(`The analyzer knows no rule ${selector}.`);
    const names = new Set(
      chosen.getEngineNames().flatMap((engine) => chosen.getRulesFor(engine).map(nameOf)),
    );
    const said = results.getViolations().filter((violation) => names.has(nameOf(violation.getRule())));
    findings.set(
      selector,
      said.map((violation) => {
        const place = violation.getPrimaryLocation();
        const file = place.getFile();
        const where = file ? `${relative(project, file)}:${place.getStartLine()}` : '';
        return `${nameOf(violation.getRule())} ${where} ${violation.getMessage()}`;
      }),
    );
  }
  return findings;
}

function nameOf(rule: { getEngineName(): string; getName(): string }): string {
  return `${rule.getEngineName()}:${rule.getName()}`;
}
