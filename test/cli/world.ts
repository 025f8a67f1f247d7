/** A small customer for tests: both CRMs as imitations, an application of its own, and the commands as a person runs them. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { App } from '../../server/app.ts';
import { openApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../server/sandbox/sandbox.ts';
import { seedCompany } from '../../server/sandbox/seed.ts';

export const PROGRAM = resolve(import.meta.dirname, '../../server/cli/bin/partner.js');

export const smallCompany = seedCompany({
  seed: 3,
  accounts: 60,
  deals: 12,
  partners: 2,
  lists: { min: 20, max: 40 },
});

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
  /** The answer of a command that was asked for --json. */
  json(): { status: number; result: never } & Record<string, unknown>;
}

export interface TestWorld {
  sandbox: Sandbox;
  folder: string;
  env: Record<string, string>;
  /** Runs `sf partner …` in a process of its own. */
  partner(...args: string[]): Promise<Ended>;
  /** A file in the world's folder with this text; answers its path. */
  file(name: string, text: string): Promise<string>;
  /** Opens the application itself; close it before running commands. */
  app(more?: Record<string, string>): Promise<App>;
  close(): Promise<void>;
}

export async function testWorld(options: SandboxOptions = {}): Promise<TestWorld> {
  const sandbox = await createSandbox({ company: smallCompany, ...options });
  const folder = await mkdtemp(join(tmpdir(), 'alongside-'));
  const env: Record<string, string> = {
    ALONGSIDE_FOLDER: join(folder, 'store'),
    ALONGSIDE_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
    HUBSPOT_API_URL: sandbox.hubspot.url,
    HUBSPOT_LOGIN_URL: sandbox.hubspot.url,
    HUBSPOT_CLIENT_ID: sandbox.hubspot.clientId,
    HUBSPOT_CLIENT_SECRET: sandbox.hubspot.clientSecret,
    LOG_LEVEL: 'silent',
    PORT: '0',
    // The sf CLI keeps its logins below the home folder.
    HOME: folder,
    SF_DISABLE_TELEMETRY: 'true',
  };
  return {
    sandbox,
    folder,
    env,
    partner: (...args) => runPartner(args, env, folder),
    file: async (name, text) => {
      await writeFile(join(folder, name), text);
      return join(folder, name);
    },
    app: (more = {}) => openApp(readConfig({ ...env, ...more })),
    close: async () => {
      await sandbox.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Runs the program with nothing of ours in its environment but `env`.
 * @param started is handed the process, to interrupt it
 */
export function runPartner(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  cwd: string,
  program = PROGRAM,
  started: (child: ChildProcess) => void = () => undefined,
): Promise<Ended> {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(ALONGSIDE_|HUBSPOT_|DATABASE_URL|NODE_ENV|VITEST)/.test(name),
  );
  const child = spawn(process.execPath, [program, ...args], {
    cwd,
    env: { ...Object.fromEntries(own), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 60_000,
  });
  started(child);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => done({ code, stdout, stderr, json: () => JSON.parse(stdout) as never }));
  });
}

/** Leaves a login of the administrator as the sf CLI would, under the name `production`. */
export async function logIn({ sandbox, folder }: Pick<TestWorld, 'sandbox' | 'folder'>): Promise<void> {
  process.env['HOME'] = folder;
  const { AuthInfo } = await import('@salesforce/core');
  const { url, adminToken } = sandbox.salesforce;
  const auth = await AuthInfo.create({
    accessTokenOptions: { accessToken: adminToken, instanceUrl: url, loginUrl: url },
  });
  await auth.save();
  await auth.setAlias('production');
}

/** The name of the first partner with a list, and its list. */
export function firstList(): { partner: string; csv: string } {
  const [list] = smallCompany.lists;
  const partner = smallCompany.accounts.find(({ ref }) => ref === list?.partnerRef);
  if (!list || !partner) throw new Error('the made-up company has no partner with a list');
  return { partner: partner.name, csv: list.csv };
}
