/** What HubSpot's tools are asked, and what they have to say for our app to pass. */
import { translate } from '@hubspot/project-parsing-lib/translate';
import {
  collectFileDependencies,
  collectWorkspaceDirectories,
  findAndParsePackageJsonFiles,
  getPackableFiles,
} from '@hubspot/project-parsing-lib/workspaces';
import { http } from '@hubspot/local-dev-lib/http';
import { cp, readFile, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { PROJECT } from '../../accept/command.ts';
import { emptyFolder } from '../../accept/leftovers.ts';
import { app, card, pages, settings, webhooks } from '../../cards/hubspot/components.ts';
import { SHELL_WORDS } from '../../../hubspot-app/src/app/packages/renderer/shellWords.ts';
import { en } from '../../../shared/views/words/en.ts';
import { caught, clean, type Step, type Verdict } from '../verdict.ts';
import { bundle } from './bundle.ts';
import { sentBodies } from './bodies.ts';
import { untyped } from './sdkTypes.ts';

const SRC = join(PROJECT, 'hubspot-app', 'src');
const LARGEST = 200_000;

const COMPONENTS = 10;
const CARD = 'app/cards/deal-sidebar-hsmeta.json';
const ENTRIES = [
  'cards/DealCard',
  'cards/AccountCard',
  'cards/PartnerCard',
  'pages/Pages',
  'settings/Settings',
];

export const STEPS: readonly Step[] = [
  ['project', async () => clean(await invalid(SRC))],
  [
    'project finds a fault',
    async () => caught(await invalid(await copy({ [CARD]: misplaced })), /location/i),
  ],
  ['packing', packed],
  ...ENTRIES.map((entry): Step => [`bundle.${basename(entry)}`, () => bundled(entry)]),
  [
    'bundle finds a fault',
    async () => caught(await unbundled(await copy({ 'app/cards/DealCard.tsx': NOWHERE })), /nowhere/),
  ],
  ['bodies', async () => clean(untyped(await sentBodies()))],
  [
    'bodies finds a fault',
    () => {
      const body = { inputs: [{ id: 7, properties: {} }], more: true };
      const sent = [{ method: 'POST', path: '/crm/objects/v/deals/batch/update', body }];
      return caught(untyped(sent), /inputs\/0\/id must be string|additional/);
    },
  ],
];

const NOWHERE = "import { gone } from './nowhere.ts';\nconsole.log(gone);\n";
const misplaced = (text: string) => text.replace('crm.record.sidebar', 'crm.record.ceiling');

/** The app in a folder of its own, with faults: what a file says, or what becomes of it. */
async function copy(faults: Readonly<Record<string, string | ((text: string) => string)>>): Promise<string> {
  const folder = emptyFolder();
  const src = join(folder, 'src');
  await cp(SRC, src, { recursive: true });
  await symlink(join(PROJECT, 'node_modules'), join(folder, 'node_modules'));
  for (const [path, fault] of Object.entries(faults)) {
    const file = join(src, path);
    await writeFile(file, typeof fault === 'string' ? fault : fault(await readFile(file, 'utf8')));
  }
  return src;
}

/** HubSpot's validation downloads its schemas with a login; ours take their place. */
async function invalid(src: string): Promise<string[]> {
  const data = { APPLICATION: app, CARD: card, PAGE: pages, SETTINGS: settings, WEBHOOKS: webhooks };
  const schemas = Object.fromEntries(
    Object.entries(data).map(([type, { shape }]) => {
      // HubSpot's validator knows the language, but not by this address.
      const { $schema: _, ...schema } = z.toJSONSchema(shape.config, { target: 'draft-7' });
      return [type, schema];
    }),
  );
  http.get = async () => ({ data: schemas }) as never;
  try {
    const context = { projectSourceDir: src, platformVersion: '2026.03', accountId: 1 };
    const { intermediateRepresentation, skippedHsMetaFiles } = await translate(context, {});
    const components = Object.keys(intermediateRepresentation.intermediateNodesIndexedByUid);
    const skipped = skippedHsMetaFiles.map((file) => `${JSON.stringify(file)} was skipped`);
    const missing = `${components.length} components instead of ${COMPONENTS}: ${components.join(', ')}`;
    return components.length === COMPONENTS ? skipped : [...skipped, missing];
  } catch (error) {
    // It says by an error what is wrong with a project.
    return [error instanceof Error ? `${error.message} ${JSON.stringify(error)}` : String(error)];
  }
}

/** What an upload takes along besides `src`: the shared code, and of it what the cards need. */
async function packed(): Promise<Verdict> {
  const manifests = await findAndParsePackageJsonFiles(SRC);
  const workspaces = (await collectWorkspaceDirectories(manifests)).map(({ workspaceDir }) =>
    basename(workspaceDir),
  );
  const [shared, ...others] = await collectFileDependencies(manifests);
  const files = shared ? await getPackableFiles(shared.localPath) : new Set<string>();
  const needed = ['package.json', 'views/words/say.ts', 'views/words/format.ts', 'domain/money.ts'];
  const ok = others.length === 0 && needed.every((file) => files.has(file)) && workspaces.length === 4;
  return { goal: { workspaces: 4, with: needed }, value: { workspaces, files: files.size }, ok };
}

async function bundled(entry: string): Promise<Verdict> {
  const { extended, milliseconds, text } = await bundle(SRC, entry);
  const bytes = Buffer.byteLength(text);
  const value = { bytes, milliseconds, extended, holdsCatalogue: holdsCatalogue(text) };
  const goal = { bytes: LARGEST, extended: true, holdsCatalogue: false };
  return { goal, value, ok: extended && bytes <= LARGEST && !value.holdsCatalogue };
}

async function unbundled(src: string): Promise<string[]> {
  try {
    await bundle(src, 'cards/DealCard');
    return [];
  } catch (error) {
    return [String(error)];
  }
}

/** The words come with each answer; the bundle has those of the shell alone. */
function holdsCatalogue(text: string): boolean {
  const own = new Set(SHELL_WORDS.flatMap(({ byKey }) => Object.keys(byKey)));
  const sentences = Object.entries(en).filter(([key, word]) => !own.has(key) && String(word).length > 40);
  return sentences.some(([, word]) => typeof word === 'string' && text.includes(word));
}
