/** What the app's project files say: which components it has, where they stand, and which addresses it may call. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { APP_SOURCE } from './compiled.ts';

export type Location = 'crm.record.sidebar' | 'crm.record.tab';

export interface AppCard {
  name: string;
  /** The bundle's file. */
  bundle: string;
  location: Location;
}

interface AppFile {
  config: { name: string; permittedUrls: { fetch: string[] } };
}

interface CardFile {
  config: { name: string; entrypoint: string; location: Location };
}

function read<File>(...path: string[]): File {
  return JSON.parse(readFileSync(join(APP_SOURCE, 'app', ...path), 'utf8')) as File;
}

/** @returns the app's name and the origins that `hubspot.fetch` may reach */
export function appFacts(): { name: string; origins: readonly string[] } {
  const { name, permittedUrls } = read<AppFile>('app-hsmeta.json').config;
  return { name, origins: permittedUrls.fetch.map((url) => new URL(url).origin) };
}

/** Every place of the card of this entry point, the sidebar first. */
export function placesOf(entry: string): AppCard[] {
  const files = readdirSync(join(APP_SOURCE, 'app', 'cards')).filter((name) => name.endsWith('-hsmeta.json'));
  return files
    .map((file) => read<CardFile>('cards', file).config)
    .filter(({ entrypoint }) => basename(entrypoint, '.tsx') === entry)
    .map(({ entrypoint, location, name }) => ({ name, location, bundle: bundleOf(entrypoint) }))
    .sort((one, other) => (one.location < other.location ? -1 : 1));
}

function bundleOf(entrypoint: string): string {
  return basename(entrypoint).replace(/\.tsx$/, '.js');
}
