/** What an org resolves for the cards and no package holds: labels, schema, Apex, the user's locale, our own components. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'rollup';

export const APP = join(import.meta.dirname, '../../../../salesforce-package/force-app/main/default');
export const BROWSER = join(import.meta.dirname, 'browser');

const VIRTUAL = '\0platform:';
/** Base components bring stand-ins for the rest of these. */
const OURS = /^@salesforce\/(apex\/|schema\/|label\/c\.|i18n\/(locale|lang|timeZone)$)/;
/** The design system once more for each base component, for pages that do not load it as ours and Lightning do. */
const FOR_NATIVE_SHADOW = /\.slds\.css$/;
/** With a rule, since the engine takes nothing empty for a stylesheet. */
const NO_LOOKS = '.none { color: inherit; }';
const ENTRY = 'cards';

/** The package's components as `c/NAME`, as an org names them. */
export function components(): { name: string; path: string }[] {
  return readdirSync(join(APP, 'lwc')).flatMap((name) => {
    const base = join(APP, 'lwc', name, name);
    const path = [`${base}.js`, `${base}.css`].find((file) => existsSync(file));
    return path === undefined ? [] : [{ name: `c/${name}`, path }];
  });
}

/** Services of the platform that are imported as `lightning/NAME`. */
export function services(): { name: string; path: string }[] {
  return ['navigation', 'uiRecordApi', 'uiRelatedListApi'].map((name) => {
    return { name: `lightning/${name}`, path: join(BROWSER, `${name}.js`) };
  });
}

/** @param cards names of the components that pages put in place; they are imported by the module `cards` */
export function platform(cards: readonly string[]): Plugin {
  const labels = labelsOf(readFileSync(join(APP, 'labels', 'CustomLabels.labels-meta.xml'), 'utf8'));
  return {
    name: 'platform',
    resolveId: (id) => (id === ENTRY || OURS.test(id) ? `${VIRTUAL}${id}.js` : null),
    load(id) {
      if (FOR_NATIVE_SHADOW.test(id)) return NO_LOOKS;
      if (!id.startsWith(VIRTUAL)) return null;
      const name = id.slice(VIRTUAL.length, -'.js'.length);
      return name === ENTRY ? entry(cards) : moduleOf(name, labels);
    },
  };
}

function entry(cards: readonly string[]): string {
  const imports = cards.map((name) => `import ${name} from 'c/${name}';`);
  const start = `import { mount } from ${JSON.stringify(join(BROWSER, 'mount.js'))};`;
  return [start, ...imports, `mount({ ${cards.join(', ')} });`].join('\n');
}

/** @throws Error for a label that the package lacks, which an org would refuse to deploy */
function moduleOf(id: string, labels: ReadonlyMap<string, string>): string {
  const [, kind = '', name = ''] = /^@salesforce\/(\w+)\/(.*)$/.exec(id) ?? [];
  if (kind === 'apex') return reexport('apex.js', `apexMethod(${JSON.stringify(name)})`, 'apexMethod');
  if (kind === 'i18n') return reexport('user.js', `user.${name}`, 'user');
  if (kind === 'schema') {
    const [, objectApiName, fieldApiName] = /^(\w+)\.?(.*)$/.exec(name) ?? [];
    return `export default ${JSON.stringify(fieldApiName ? { objectApiName, fieldApiName } : { objectApiName })};`;
  }
  const label = labels.get(name.replace(/^c\./, ''));
  if (label === undefined)
    throw new Error(`${id} is imported, but stands in no CustomLabels of the package.`);
  return `export default ${JSON.stringify(label)};`;
}

function reexport(file: string, expression: string, name: string): string {
  return `import { ${name} } from ${JSON.stringify(join(BROWSER, file))};\nexport default ${expression};`;
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

function labelsOf(xml: string): Map<string, string> {
  const labels = xml.matchAll(/<fullName>(.*?)<\/fullName>[\s\S]*?<value>([\s\S]*?)<\/value>/g);
  const plain = (text: string): string =>
    text.replace(/&(\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);
  return new Map([...labels].map(([, name = '', value = '']) => [name, plain(value)]));
}
