/** The HubSpot project as HubSpot reads it: every component known and where it belongs, every address and scope accounted for. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { SERVER } from '../../../hubspot-app/src/app/packages/renderer/server.ts';
import { SCOPES, TASK_SCOPES } from '../../../server/crm/hubspot/oauth.ts';
import { REDIRECT_PATH, WEBHOOK_PATH } from '../../../server/crm/hubspot/project.ts';
import { anyComponent } from './components.ts';

const SRC = join(import.meta.dirname, '../../../hubspot-app/src');

/** HubSpot skips what lies anywhere else, without a word. */
const FOLDER = {
  app: 'app',
  card: 'app/cards',
  pages: 'app/pages',
  settings: 'app/settings',
  webhooks: 'app/webhooks',
};

const found = filesUnder(SRC)
  .filter((path) => path.endsWith('-hsmeta.json'))
  .map((path) => ({
    path,
    component: anyComponent.parse(JSON.parse(readFileSync(join(SRC, path), 'utf8'))),
  }));
const only = <Type extends keyof typeof FOLDER>(type: Type) =>
  found.map(({ component }) => component).filter((component) => component.type === type) as Extract<
    z.infer<typeof anyComponent>,
    { type: Type }
  >[];

test('every component lies where HubSpot looks for it, and has a name of its own', () => {
  for (const { component, path } of found) expect(path).toBe(`${FOLDER[component.type]}/${basename(path)}`);
  expect(new Set(found.map(({ component }) => component.uid)).size).toBe(found.length);
  for (const type of ['app', 'pages', 'settings', 'webhooks'] as const) expect(only(type)).toHaveLength(1);
});

test('the cards stand in the sidebar and on a tab: one for the deal, two for the company', () => {
  const places = only('card').map(
    ({ config }) => `${config.entrypoint} ${config.objectTypes} ${config.location}`,
  );
  expect(places.sort()).toEqual([
    '/app/cards/AccountCard.tsx COMPANY crm.record.sidebar',
    '/app/cards/AccountCard.tsx COMPANY crm.record.tab',
    '/app/cards/DealCard.tsx DEAL crm.record.sidebar',
    '/app/cards/DealCard.tsx DEAL crm.record.tab',
    '/app/cards/PartnerCard.tsx COMPANY crm.record.sidebar',
    '/app/cards/PartnerCard.tsx COMPANY crm.record.tab',
  ]);
});

test('every entry point exists and hands itself to HubSpot', () => {
  for (const { config } of [...only('card'), ...only('pages'), ...only('settings')]) {
    expect(readFileSync(join(SRC, config.entrypoint), 'utf8')).toContain('hubspot.extend<');
  }
});

test('one server, and nothing else, is asked, redirected to and notified', () => {
  const [{ config } = fail('app')] = only('app');
  const [hooks = fail('webhooks')] = only('webhooks');
  expect(config.permittedUrls).toEqual({ fetch: [SERVER], iframe: [], img: [] });
  expect(config.auth.redirectUrls).toEqual([`${SERVER}${REDIRECT_PATH}`]);
  expect(hooks.config.settings.targetUrl).toBe(`${SERVER}${WEBHOOK_PATH}`);
});

test('the scopes are those that the authorisation asks for; custom objects are nobody’s duty', () => {
  const [{ config } = fail('app')] = only('app');
  const { conditionallyRequiredScopes, optionalScopes, requiredScopes } = config.auth;
  expect(requiredScopes).toEqual(SCOPES);
  expect(requiredScopes.filter((scope) => scope.includes('custom'))).toEqual([]);
  const others = optionalScopes.filter((scope) => !scope.includes('.custom.'));
  // Tasks have no scope of their own; whoever does not grant these is offered no requests for help.
  expect(others).toEqual(TASK_SCOPES);
  expect(conditionallyRequiredScopes).toEqual([]);
});

describe('packages', () => {
  const manifests = filesUnder(SRC).filter((path) => basename(path) === 'package.json');
  const read = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Manifest;
  const ours = manifests.map((path) => read(join(SRC, path)));
  const names = new Set(ours.map(({ name }) => name));

  test('are workspaces of the app, the way HubSpot packs shared code', () => {
    const root = read(join(SRC, 'app/package.json'));
    expect(root.workspaces).toEqual(['packages/*', 'cards', 'pages', 'settings']);
    expect(manifests).toHaveLength(1 + 4);
  });

  test('use the versions that our own tests use, and files that exist', () => {
    const tested = read(join(SRC, '../../package.json')).devDependencies ?? {};
    for (const [at, { dependencies = {} }] of ours.entries()) {
      for (const [name, version] of Object.entries(dependencies)) {
        if (names.has(name)) expect(version).toBe('*');
        else if (version.startsWith('file:'))
          expect(statSync(join(SRC, manifests[at] ?? '', '..', version.slice(5))).isDirectory()).toBe(true);
        else expect(version).toBe(tested[name]);
      }
    }
  });
});

interface Manifest {
  name: string;
  workspaces?: string[];
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

function fail(type: string): never {
  throw new Error(`no ${type}`);
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}
