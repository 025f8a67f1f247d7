/** Only the icons that can be asked for: all of them are seven thousand templates, and most of the compiler's work. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { APP } from './platform.ts';

const SETS = ['Action', 'Custom', 'Doctype', 'Standard', 'Utility'];
const NAMED = /["'`>](action|custom|doctype|standard|utility):(\w+)/g;

/**
 * Writes a module for each set of icons, in place of the base components' own.
 * @param base folder of the base components
 * @param folder where to write
 * @returns the modules as the compiler's resolver takes them
 */
export async function iconModules(base: string, folder: string): Promise<{ name: string; path: string }[]> {
  await mkdir(folder, { recursive: true });
  const wanted = new Set([...namesIn(join(APP, 'lwc')), ...namesIn(join(base, 'src/lightning'))]);
  const modules = SETS.map(async (set) => {
    const path = join(folder, `${set.toLowerCase()}.js`);
    await writeFile(path, moduleOf(base, set, wanted));
    // Right to left has the same drawings but for a few arrows.
    return ['', 'Rtl'].map((side) => ({ name: `lightning/iconSvgTemplates${set}${side}`, path }));
  });
  return (await Promise.all(modules)).flat();
}

function* namesIn(folder: string): Generator<string> {
  const isOther = (path: string): boolean => /__|iconSvgTemplates/.test(path);
  for (const file of globSync('**/*.{js,html}', { cwd: folder, exclude: isOther }))
    for (const [, set, name] of readFileSync(join(folder, file), 'utf8').matchAll(NAMED))
      yield `${set}:${name}`;
}

function moduleOf(base: string, set: string, wanted: ReadonlySet<string>): string {
  const category = set.toLowerCase();
  const folder = join(base, `src/lightning/iconSvgTemplates${set}/buildTemplates/${category}`);
  const names = [...wanted]
    .filter((icon) => icon.startsWith(`${category}:`))
    .map((icon) => icon.slice(category.length + 1))
    .filter((name) => existsSync(join(folder, `${name}.html`)))
    .sort();
  const imports = names.map(
    (name) => `import ${category}_${name} from ${JSON.stringify(join(folder, `${name}.html`))};`,
  );
  const all = names.map((name) => `${category}_${name}`).join(', ');
  return `${imports.join('\n')}\nexport default { ${all} };\n`;
}
