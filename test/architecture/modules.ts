/** Reads our own source as the architecture test sees it: each module with its imports, words and lines. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

export const ROOT = resolve(import.meta.dirname, '../..');

export interface Module {
  /** From the top of the repository, with forward slashes: `server/use/mapAccounts.ts`. */
  path: string;
  text: string;
  /** Lines without the final line break. */
  lines: number;
  /** Our modules that this one imports, types and files named by `new URL('./x.ts', import.meta.url)` included. */
  imports: string[];
  /** Packages that it imports, without the subpath: `zod`, `@noble/hashes`, `node:fs`. */
  packages: string[];
  /** Every string and template text in it. */
  strings: string[];
  /** The source without its comments. */
  code: string;
}

const NOT_OURS = new Set(['node_modules', 'lib', 'coverage', 'judges']);

/** What `prepack` makes of our source; the packed plugin starts there. */
const BUILT = 'lib/';

/** Every TypeScript and JavaScript module under these top-level folders, in order of path. */
export function modulesOf(...folders: string[]): Module[] {
  return folders
    .flatMap((folder) => files(join(ROOT, folder)))
    .filter((file) => /\.(ts|tsx|js|mjs)$/.test(file))
    .sort()
    .map(read);
}

/** What a module reaches: itself and everything it imports, directly or not. */
export function closure(modules: readonly Module[], from: string): Module[] {
  const byPath = new Map(modules.map((module) => [module.path, module]));
  const reached = new Map<string, Module>();
  const open = [from];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const module = byPath.get(path);
    if (!module || reached.has(path)) continue;
    reached.set(path, module);
    open.push(...module.imports);
  }
  return [...reached.values()];
}

/** Every file under a folder, built and installed ones left out. */
function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (NOT_OURS.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? files(path) : [path];
  });
}

function read(file: string): Module {
  const text = readFileSync(file, 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true);
  const specifiers: string[] = [];
  const strings: string[] = [];
  const tokens: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
      if (namesModule(node)) specifiers.push(node.text);
      else strings.push(node.text);
    }
    if (node.getChildCount(source) === 0) tokens.push(node.getText(source));
    for (const child of node.getChildren(source)) if (!ts.isJSDoc(child)) visit(child);
  };
  visit(source);
  const own = specifiers.filter((specifier) => specifier.startsWith('.'));
  const foreign = specifiers.filter((specifier) => !specifier.startsWith('.'));
  return {
    path: relative(ROOT, file).replaceAll('\\', '/'),
    text,
    lines: text.trimEnd().split('\n').length,
    imports: own
      .map((specifier) => relative(ROOT, join(dirname(file), specifier)).replaceAll('\\', '/'))
      .filter((path) => !path.startsWith(BUILT)),
    packages: [...new Set(foreign.map(packageOf))],
    strings,
    code: tokens.join(' '),
  };
}

/**
 * Whether a string says which module to load: import, export from, import(), import type, new URL(…, import.meta.url), or
 * the resolving of a package that is read as files.
 */
function namesModule(node: ts.Node): boolean {
  const parent = node.parent;
  if (ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent)) return true;
  if (ts.isLiteralTypeNode(parent)) return ts.isImportTypeNode(parent.parent);
  if (ts.isCallExpression(parent)) {
    const { expression } = parent;
    const isPackage = /\.resolve$/.test(expression.getText()) && /\/package\.json'$/.test(node.getText());
    return expression.kind === ts.SyntaxKind.ImportKeyword || isPackage;
  }
  return (
    ts.isNewExpression(parent) &&
    parent.expression.getText() === 'URL' &&
    parent.arguments?.[0] === node &&
    parent.arguments[1]?.getText() === 'import.meta.url'
  );
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
