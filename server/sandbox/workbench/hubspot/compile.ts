/** A process of its own that compiles the cards with HubSpot's bundler, and what draws them with ours. */
import { buildSingleExtension } from '@hubspot/ui-extensions-dev-server/build';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { rolldown } from 'rolldown';

/** HubSpot's `src/`. */
const [, , src = '', outputDir = ''] = process.argv;

for (const entry of await entries()) {
  const root = join(src, dirname(entry));
  // HubSpot's bundler looks for packages from where it is started.
  process.chdir(root);
  await buildSingleExtension({
    file: basename(entry),
    outputDir,
    emptyOutDir: false,
    root,
    minify: true,
    logLevel: 'warn',
    codeCheckingPluginEnabled: true,
  });
}
for (const name of ['host.tsx', 'worker.ts']) await own(join(import.meta.dirname, 'browser', name));

/** Every entry point that HubSpot would find: those that the project's components name. */
async function entries(): Promise<string[]> {
  const names = await readdir(src, { recursive: true });
  const components = names.filter((name) => name.endsWith('-hsmeta.json') && !name.includes('node_modules'));
  const found = await Promise.all(
    components.map(async (name) => {
      const { config } = JSON.parse(await readFile(join(src, name), 'utf8')) as {
        config: { entrypoint?: string };
      };
      return config.entrypoint?.slice(1) ?? [];
    }),
  );
  return [...new Set(found.flat())];
}

/** Plain scripts: a worker that loads others by `importScripts` cannot be a module. */
async function own(input: string): Promise<void> {
  const bundle = await rolldown({
    input,
    platform: 'browser',
    transform: { define: { 'process.env.NODE_ENV': '"production"' }, jsx: { runtime: 'automatic' } },
  });
  await bundle.write({ dir: outputDir, format: 'iife', minify: true, entryFileNames: '[name].js' });
  await bundle.close();
}
