/** What HubSpot's tools are asked, and what they have to say for our app to pass. */
import { translate } from '@hubspot/project-parsing-lib/translate';
import {
  collectFileDependencies,
  collectWorkspaceDirectories,
  findAndParsePackageJsonFiles,
  getPackableFiles,
} from '@hubspot/project-parsing-lib/workspaces';
import { http } from '@hubspot/local-dev-lib/http';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { PROJECT } from '../../accept/command.ts';
import { app, card, pages, settings, webhooks } from '../../cards/hubspot/components.ts';
import { SHELL_WORDS } from '../../../hubspot-app/src/app/packages/renderer/shellWords.ts';
import { en } from '../../../shared/views/words/en.ts';
import { bundle } from './bundle.ts';

const SRC = join(PROJECT, 'hubspot-app', 'src');
const LARGEST = 200_000;

interface Seen {
  ok: boolean;
  [what: string]: unknown;
}

export const STEPS: readonly [string, () => Promise<Seen>][] = [
  ['project', validated],
  ['packing', packed],
  ...(
    ['cards/DealCard', 'cards/AccountCard', 'cards/PartnerCard', 'pages/Pages', 'settings/Settings'] as const
  ).map((entry): [string, () => Promise<Seen>] => [`bundle.${basename(entry)}`, () => bundled(entry)]),
];

/** HubSpot's validation downloads its schemas with a login; ours take their place. */
async function validated(): Promise<Seen> {
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
    const context = { projectSourceDir: SRC, platformVersion: '2026.03', accountId: 1 };
    const { intermediateRepresentation, skippedHsMetaFiles } = await translate(context, {});
    const components = Object.keys(intermediateRepresentation.intermediateNodesIndexedByUid);
    return { ok: components.length === 10 && skippedHsMetaFiles.length === 0, components };
  } catch (error) {
    return { ok: false, reason: String(error) };
  }
}

/** What an upload takes along besides `src`: the shared code, and of it what the cards need. */
async function packed(): Promise<Seen> {
  const manifests = await findAndParsePackageJsonFiles(SRC);
  const workspaces = (await collectWorkspaceDirectories(manifests)).map(({ workspaceDir }) =>
    basename(workspaceDir),
  );
  const [shared, ...others] = await collectFileDependencies(manifests);
  const files = shared ? await getPackableFiles(shared.localPath) : new Set<string>();
  const needed = ['package.json', 'views/words/say.ts', 'views/words/format.ts', 'domain/money.ts'];
  const ok = others.length === 0 && needed.every((file) => files.has(file)) && workspaces.length === 4;
  return { ok, workspaces, files: files.size };
}

async function bundled(entry: string): Promise<Seen> {
  const { extended, milliseconds, text } = await bundle(SRC, entry);
  const bytes = Buffer.byteLength(text);
  return { ok: extended && bytes <= LARGEST && !holdsCatalogue(text), bytes, milliseconds };
}

/** The words come with each answer; the bundle has those of the shell alone. */
function holdsCatalogue(text: string): boolean {
  const own = new Set(SHELL_WORDS.flatMap(({ byKey }) => Object.keys(byKey)));
  const sentences = Object.entries(en).filter(([key, word]) => !own.has(key) && String(word).length > 40);
  return sentences.some(([, word]) => typeof word === 'string' && text.includes(word));
}
