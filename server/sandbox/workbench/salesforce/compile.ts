/** A process of its own that compiles the cards with Salesforce's compiler, so that no page waits for its work. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import lwc from '@lwc/rollup-plugin';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import replacing from '@rollup/plugin-replace';
import { rollup } from 'rollup';
import { CARDS } from './cardsOnPages.ts';
import { iconModules } from './icons.ts';
import { APP, components, platform, services } from './platform.ts';

/** Its declarations speak of another form of module than it has. */
const replace = replacing as unknown as typeof replacing.default;

/** Said of Salesforce's own components, and known to be harmless. */
const HARMLESS = new Set(['CIRCULAR_DEPENDENCY', 'THIS_IS_UNDEFINED']);

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new TypeError('Say into which folder to compile.');
await compile(folder);

async function compile(into: string): Promise<void> {
  const base = dirname(createRequire(import.meta.url).resolve('lightning-base-components/package.json'));
  const icons = await iconModules(base, join(into, 'icons'));
  const bundle = await rollup({
    input: 'cards',
    onwarn: ({ code, message }) => {
      if (!HARMLESS.has(code ?? '')) process.stderr.write(`${message}\n`);
    },
    plugins: [
      platform(CARDS),
      lwc({
        rootDir: join(APP, 'lwc'),
        modules: [...components(), ...services(), ...icons, { npm: 'lightning-base-components' }],
        // Without it the base components' inputs throw: they attach internals, which synthetic shadow forbids by default.
        enableSyntheticElementInternals: true,
        enableDynamicComponents: true,
        enableLwcOn: true,
      }),
      nodeResolve(),
      replace({
        preventAssignment: true,
        // As in a sandbox org with debug mode on, where components complain of misuse.
        values: { 'process.env.NODE_ENV': '"development"', 'import.meta.env.SSR': 'false' },
      }),
    ],
  });
  await bundle.write({
    dir: into,
    format: 'esm',
    entryFileNames: 'cards.js',
    chunkFileNames: '[name]-[hash].js',
  });
  await bundle.close();
}
