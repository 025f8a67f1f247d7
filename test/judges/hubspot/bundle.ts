/** Bundles an entry point as HubSpot does, and runs it as far as it registers itself. */
import { buildSingleExtension } from '@hubspot/ui-extensions-dev-server/build';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createContext, runInContext } from 'node:vm';
import React from 'react';

export interface Bundle {
  text: string;
  /** Whether it called `hubspot.extend`. */
  extended: boolean;
  milliseconds: number;
}

/** @param entry below `src/app`, without its ending: `cards/DealCard` */
export async function bundle(src: string, entry: string): Promise<Bundle> {
  const root = join(src, 'app', dirname(entry));
  const outputDir = await mkdtemp(join(tmpdir(), 'alongside-bundle-'));
  const from = performance.now();
  try {
    // The bundler looks for packages from where it is started.
    process.chdir(root);
    await buildSingleExtension({
      file: `${basename(entry)}.tsx`,
      outputDir,
      root,
      minify: true,
      logLevel: 'warn',
      codeCheckingPluginEnabled: true,
    });
    const text = await readFile(join(outputDir, `${basename(entry)}.js`), 'utf8');
    return { text, extended: run(text), milliseconds: Math.round(performance.now() - from) };
  } finally {
    await rm(outputDir, { recursive: true });
  }
}

/** With the globals that HubSpot's worker gives it. */
function run(text: string): boolean {
  let extended = false;
  const remote = { createRemoteReactComponent: (name: string) => name };
  const worker: Record<string, unknown> = {
    __HUBSPOT_EXTENSION_WORKER__: true,
    extend_V2: () => (extended = true),
    React,
    RemoteUI: remote,
    crypto,
    console,
  };
  worker['self'] = worker;
  runInContext(text, createContext(worker));
  return extended;
}
