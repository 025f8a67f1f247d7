/** Holds the code to the design: who may know whom, what may stand where, and how long a module may be. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { layerOf } from './architecture/layers.ts';
import { closure, modulesOf, ROOT } from './architecture/modules.ts';

const product = modulesOf('shared', 'server');
const tests = modulesOf('test');
const hubspotApp = modulesOf('hubspot-app');
const under = (folder: RegExp) => product.filter((module) => folder.test(module.path));
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};

describe('imports', () => {
  test('every module stands in a known layer and imports only what that layer may know', () => {
    const wrong = product.flatMap((module) => {
      const layer = layerOf(module.path);
      if (!layer) return [`${module.path} stands in no layer of test/architecture/layers.ts`];
      return module.imports
        .filter((path) => !layer.is.test(path) && !layer.mayImport.some((allowed) => allowed.test(path)))
        .map((path) => `${module.path} (${layer.name}) must not import ${path}`);
    });
    expect(wrong).toEqual([]);
  });

  test('pure layers use only the packages that they are allowed', () => {
    const wrong = product.flatMap((module) => {
      const allowed = layerOf(module.path)?.packages;
      if (!allowed) return [];
      return module.packages.filter((name) => !allowed.test(name)).map((name) => `${module.path}: ${name}`);
    });
    expect(wrong).toEqual([]);
  });

  test('every import names a file that exists, with its ending', () => {
    const wrong = [...product, ...tests].flatMap((module) =>
      module.imports.filter((path) => !existsSync(join(ROOT, path))).map((path) => `${module.path}: ${path}`),
    );
    expect(wrong).toEqual([]);
  });

  test('production reaches neither the sandbox nor a development dependency', () => {
    const reached = closure(product, 'server/main.ts');
    expect(reached.length).toBeGreaterThan(1);
    const wrong = reached.flatMap((module) => [
      ...(/^server\/(sandbox\/|demo)/.test(module.path) ? [module.path] : []),
      ...module.packages
        .filter((name) => !name.startsWith('node:') && !(name in manifest.dependencies))
        .map((name) => `${module.path}: ${name}`),
    ]);
    expect(wrong).toEqual([]);
  });

  test('the two adapters have the same core files', () => {
    for (const crm of ['salesforce', 'hubspot']) {
      for (const name of ['client', 'values', 'query', 'write', 'changes', 'provision', 'index']) {
        expect(existsSync(join(ROOT, `server/crm/${crm}/${name}.ts`)), `${crm}/${name}.ts`).toBe(true);
      }
    }
  });
});

describe('words', () => {
  test("no CRM's name stands in a rule, a view, a use case or a port", () => {
    const neutral = under(/^(shared\/(contract|views|domain)\/|server\/(use\/|ports\.ts))/);
    // A domain on a list of hosting providers is what a customer's website may say, not a word of ours.
    const domain = /\b[\w-]+(\.[\w-]+)*\.com\b/g;
    const wrong = neutral.filter((module) =>
      /salesforce|hubspot/i.test(`${module.path} ${module.code.replaceAll(domain, '')}`),
    );
    expect(wrong.map((module) => module.path)).toEqual([]);
  });

  test('no file has a name that says nothing', () => {
    const wrong = [...product, ...tests].filter((module) =>
      /(^|[-._])(helpers?|utils?|managers?|data)\./i.test(basename(module.path)),
    );
    expect(wrong.map((module) => module.path)).toEqual([]);
  });

  test('no host name is built in, but examples and the few that a vendor documents', () => {
    // The SOAP one is no address but the name of an XML namespace.
    const documented =
      /^(api\.hubapi|app\.hubspot|login\.salesforce|test\.salesforce|soap\.sforce|(.+\.)?example)\.com$/;
    const host = /(?<![\w@.-])(?:[a-z0-9-]+\.)+(?:com|net|org|io|eu|de|dev|cloud|app)\b/gi;
    const wrong = under(/^server\/(?!sandbox\/|demo)/).flatMap((module) =>
      module.strings
        .flatMap((string) => string.match(host) ?? [])
        .filter((name) => !documented.test(name))
        .map((name) => `${module.path}: ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  test('no path of a machine is built in', () => {
    const path = /^(file:\/\/)?(\/(home|Users|root|work|tmp|var\/folders)\/|[A-Z]:\\)/;
    const wrong = [...product, ...tests].filter((module) =>
      module.strings.some((string) => path.test(string)),
    );
    expect(wrong.map((module) => module.path)).toEqual([]);
  });
});

describe('shape', () => {
  test('the top level holds nothing but what the design puts there', () => {
    const fixed = ['hubspot-app', 'salesforce-package', 'server', 'shared', 'test'];
    const files = ['README.md', 'LICENSE', 'package.json', 'package-lock.json', 'tsconfig.json'];
    const forcedByTools = ['eslint.config.js', 'vitest.config.ts'];
    const ignored = readFileSync(join(ROOT, '.gitignore'), 'utf8').split('\n');
    const found = readdirSync(ROOT).filter(
      (name) => !name.startsWith('.') && !ignored.includes(name) && !ignored.includes(`${name}/`),
    );
    const unknown = found.filter((name) => ![...fixed, ...files, ...forcedByTools].includes(name));
    expect(unknown).toEqual([]);
  });

  test('every module opens with why it exists', () => {
    const wrong = under(/\.ts$/).filter((module) => !/^(#!.*\n)?\/\*\* /.test(module.text));
    expect(wrong.map((module) => module.path)).toEqual([]);
  });

  test('modules are short', () => {
    const byLength = under(/\.ts$/).toSorted((a, b) => a.lines - b.lines);
    const median = byLength[Math.floor(byLength.length / 2)]?.lines;
    const longest = byLength.slice(-5).map((module) => `${module.path} ${module.lines}`);
    console.info(`${byLength.length} modules, median ${median} lines; longest: ${longest.join(', ')}`);
    expect(median).toBeLessThanOrEqual(90);
  });
});

describe('dependencies', () => {
  const declared = { ...manifest.dependencies, ...manifest.devDependencies };
  const configs = modulesOf('.').filter((module) => !module.path.includes('/'));
  const imported = new Set(
    [...product, ...hubspotApp, ...tests, ...configs].flatMap((module) => module.packages),
  );

  test('every import of a package is declared', () => {
    const wrong = [...imported].filter((name) => !name.startsWith('node:') && !(name in declared));
    expect(wrong).toEqual([]);
  });

  test('every dependency is used: imported, run by a script, named in a configuration, or the types of one that is', () => {
    const scripts = Object.values(manifest.scripts)
      .join(' ')
      .replaceAll(/\btsc\b/g, 'typescript')
      .split(/\s/);
    const used = (name: string): boolean =>
      imported.has(name) ||
      scripts.includes(name) ||
      // Such as the environment of a test project.
      configs.some((module) => module.strings.includes(name)) ||
      (name.startsWith('@types/') && used(name.slice('@types/'.length)));
    expect(Object.keys(declared).filter((name) => !used(name))).toEqual([]);
  });

  test('every dependency says in the README why it is there', () => {
    const rows = readFileSync(join(ROOT, 'README.md'), 'utf8').split('\n');
    const missing = Object.keys(declared).filter(
      (name) => !rows.some((row) => row.startsWith(`| \`${name}\` `)),
    );
    expect(missing).toEqual([]);
  });
});
