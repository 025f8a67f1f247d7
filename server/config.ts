/** Settings from the environment, checked once; a bad or missing one names itself and the fix. */
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

const schema = z.object({
  ALONGSIDE_FOLDER: z.string().min(1).default(join(homedir(), '.alongside')),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
    .optional(),
  ALONGSIDE_MASTER_KEY: z.string().optional(),
  ALONGSIDE_MASTER_KEY_FILE: z.string().optional(),
  ALONGSIDE_URL: z
    .url('must be the public address of this server, such as https://partners.example.com')
    .optional(),
  PORT: z.coerce.number('must be a port number').int().min(0).max(65_535).default(8080),
  HOST: z.string().default('127.0.0.1'),
  HUBSPOT_CLIENT_ID: z.string().optional(),
  HUBSPOT_CLIENT_SECRET: z.string().optional(),
  HUBSPOT_CLIENT_SECRET_FILE: z.string().optional(),
  HUBSPOT_API_URL: z
    .url('must be an address such as https://api.hubapi.com')
    .default('https://api.hubapi.com'),
  HUBSPOT_LOGIN_URL: z
    .url('must be an address such as https://app.hubspot.com')
    .default('https://app.hubspot.com'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

export interface Config {
  /** Where the embedded store and the settings file live. */
  folder: string;
  databaseUrl: string | null;
  /** 32 bytes that wrap the tenants' data keys. */
  masterKey: Buffer | null;
  publicUrl: string | null;
  port: number;
  host: string;
  hubspot: { clientId: string; clientSecret: string } | null;
  /** Where HubSpot's API is, and where its people log in; both differ by data centre. */
  hubspotAddresses: { apiUrl: string; loginUrl: string };
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
}

/** A setting that cannot be used. Programs end with exit code 2 on it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigError(`Bad setting. ${problems.join('; ')}. Mend the environment and start again.`);
  }
  const settings = parsed.data;
  const secret = either(
    settings.HUBSPOT_CLIENT_SECRET,
    settings.HUBSPOT_CLIENT_SECRET_FILE,
    'HUBSPOT_CLIENT_SECRET',
  );
  return {
    folder: settings.ALONGSIDE_FOLDER,
    databaseUrl: settings.DATABASE_URL ?? null,
    masterKey: masterKey(
      either(settings.ALONGSIDE_MASTER_KEY, settings.ALONGSIDE_MASTER_KEY_FILE, 'ALONGSIDE_MASTER_KEY'),
    ),
    publicUrl: settings.ALONGSIDE_URL?.replace(/\/$/, '') ?? null,
    port: settings.PORT,
    host: settings.HOST,
    hubspot: hubspotApp(settings.HUBSPOT_CLIENT_ID, secret),
    hubspotAddresses: { apiUrl: settings.HUBSPOT_API_URL, loginUrl: settings.HUBSPOT_LOGIN_URL },
    logLevel: settings.LOG_LEVEL,
  };
}

function either(value: string | undefined, file: string | undefined, name: string): string | undefined {
  if (value !== undefined) return value;
  if (file === undefined) return undefined;
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new ConfigError(`${name}_FILE: ${file} cannot be read. Name a file this user may read.`, {
      cause: error,
    });
  }
}

function masterKey(text: string | undefined): Buffer | null {
  if (text === undefined) return null;
  const key = Buffer.from(text, 'base64');
  if (key.length === 32) return key;
  throw new ConfigError(
    `ALONGSIDE_MASTER_KEY holds ${key.length} bytes; 32 are needed. Make one with: openssl rand -base64 32`,
  );
}

function hubspotApp(clientId: string | undefined, clientSecret: string | undefined): Config['hubspot'] {
  if (!clientId && !clientSecret) return null;
  if (clientId && clientSecret) return { clientId, clientSecret };
  throw new ConfigError(
    `HUBSPOT_CLIENT_${clientId ? 'SECRET' : 'ID'} is missing. Copy both from the app's Auth page in HubSpot.`,
  );
}
