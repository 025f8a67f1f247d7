/** Lets vitest load the real components: compiles LWC as an org does, and puts stand-ins where the platform would be. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import type { Plugin } from 'vitest/config';

interface Compiler {
  transformSync(
    code: string,
    file: string,
    options: { name: string; namespace: string; apiVersion: number },
  ): { code: string; warnings?: readonly { message: string }[] };
}
/** Its own declarations export types only. */
const { transformSync } = (await import('lwc/compiler')) as unknown as Compiler;

const HERE = import.meta.dirname;
const APP = resolve(HERE, '../../../salesforce-package/force-app/main/default');
const LWC = join(APP, 'lwc');
const LIGHTNING = join(HERE, 'lightning');
/** Under their own endings, templates and styles would be taken for what a web page consists of. */
const CARRIED = /^\0lwc:(.*\.(html|css))\.js$/;
const VIRTUAL = '\0platform:';

export function lwc(): Plugin {
  const labels = labelsOf(readFileSync(join(APP, 'labels', 'CustomLabels.labels-meta.xml'), 'utf8'));
  return {
    name: 'lwc',
    enforce: 'pre',
    resolveId(id, importer) {
      if (id.startsWith('c/')) return componentIn(LWC, id.slice(2));
      if (id.startsWith('lightning/')) return lightning(id.slice('lightning/'.length));
      if (id.startsWith('@salesforce/apex/')) return join(HERE, 'platform', 'gateway.js');
      if (/^@salesforce\/(i18n|label|schema)\//.test(id)) return VIRTUAL + id;
      const file = importer && fileOf(importer);
      return file && isOurs(file) ? beside(file, id) : null;
    },
    load(id) {
      if (id.startsWith(VIRTUAL)) return platformModule(id.slice(VIRTUAL.length), labels);
      const carried = CARRIED.exec(id)?.[1];
      if (carried === undefined) return null;
      if (existsSync(carried)) return readFileSync(carried, 'utf8');
      return carried.endsWith('.html') ? 'export default undefined;' : 'export default [];';
    },
    transform(code, id) {
      const file = fileOf(id);
      if (!isOurs(file) || !existsSync(file)) return null;
      const namespace = file.startsWith(LWC) ? 'c' : 'lightning';
      const options = { name: basename(dirname(file)), namespace, apiVersion: 65 };
      const { code: compiled, warnings = [] } = transformSync(code, file, options);
      if (warnings.length > 0)
        throw new Error(`${file}: ${warnings.map(({ message }) => message).join(' ')}`);
      return { code: compiled, map: null };
    },
  };
}

function carry(file: string): string {
  return `\0lwc:${file}.js`;
}

function fileOf(id: string): string {
  return CARRIED.exec(id)?.[1] ?? id;
}

function isOurs(file: string): boolean {
  return [LWC, LIGHTNING].some((folder) => file.startsWith(folder + sep));
}

function componentIn(folder: string, name: string): string {
  const file = join(folder, name, name);
  return existsSync(`${file}.js`) ? `${file}.js` : carry(`${file}.css`);
}

/** A base component by its module's name, or a service of the platform. */
function lightning(name: string): string {
  const service = join(HERE, 'platform', `${name}.js`);
  return existsSync(service) ? service : componentIn(LIGHTNING, name);
}

function beside(importer: string, id: string): string | null {
  if (!id.startsWith('.')) return null;
  const file = join(dirname(importer), id.split('?')[0] ?? id);
  if (/\.(html|css)$/.test(file)) return carry(file);
  return file.endsWith('.js') ? file : `${file}.js`;
}

const I18N: Readonly<Record<string, string>> = { lang: 'en-US', locale: 'en-US', timeZone: 'Europe/Berlin' };

function platformModule(id: string, labels: ReadonlyMap<string, string>): string {
  const [, kind = '', name = ''] = /^@salesforce\/(\w+)\/(.*)$/.exec(id) ?? [];
  const [, objectApiName, fieldApiName] = /^(\w+)\.?(.*)$/.exec(name) ?? [];
  const value = {
    i18n: I18N[name],
    label: labels.get(name.replace(/^c\./, '')),
    schema: fieldApiName ? { objectApiName, fieldApiName } : { objectApiName },
  }[kind];
  if (value === undefined) throw new Error(`The package has no ${id}.`);
  return `export default ${JSON.stringify(value)};`;
}

function labelsOf(xml: string): Map<string, string> {
  const labels = xml.matchAll(/<fullName>(.*?)<\/fullName>[\s\S]*?<value>(.*?)<\/value>/g);
  return new Map([...labels].map(([, name = '', value = '']) => [name, value]));
}
