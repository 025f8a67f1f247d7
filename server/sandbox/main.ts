/** `npm run sandbox`: both imitations on loopback for any client, until interrupted. */
import { parseArgs } from 'node:util';
import { startControl } from './control.ts';
import { createSandbox, type SandboxOptions } from './sandbox.ts';
import { seedCompany } from './seed.ts';
import type { Edition, WorldKind } from './world.ts';

const USAGE =
  'Usage: npm run sandbox -- [--salesforce-port N] [--hubspot-port N] [--edition free|professional|enterprise] [--world clean|lived-in] [--empty]';

/** Exit code for a wrong option. */
const BAD_USAGE = 2;

function readOptions(argv: string[]): { options: SandboxOptions; empty: boolean } {
  const { values } = parseArgs({
    args: argv,
    options: {
      'salesforce-port': { type: 'string' },
      'hubspot-port': { type: 'string' },
      edition: { type: 'string', default: 'professional' },
      world: { type: 'string', default: 'clean' },
      empty: { type: 'boolean', default: false },
    },
  });
  const options: SandboxOptions = {
    edition: oneOf<Edition>('--edition', values.edition, ['free', 'professional', 'enterprise']),
    world: oneOf<WorldKind>('--world', values.world, ['clean', 'lived-in']),
    salesforcePort: port('--salesforce-port', values['salesforce-port']),
    hubspotPort: port('--hubspot-port', values['hubspot-port']),
  };
  return { options, empty: values.empty };
}

function oneOf<T extends string>(option: string, given: string, allowed: T[]): T {
  const found = allowed.find((value) => value === given);
  if (found === undefined) throw new Error(`${option} must be one of ${allowed.join(', ')}, not '${given}'`);
  return found;
}

/** 0, any free port, when none is given. */
function port(option: string, given: string | undefined): number {
  const value = Number(given ?? 0);
  if (!Number.isInteger(value) || value < 0 || value > 65_535)
    throw new Error(`${option} must be a whole number from 0 to 65535, not '${given}'`);
  return value;
}

async function run({ options, empty }: ReturnType<typeof readOptions>): Promise<void> {
  const company = empty ? undefined : seedCompany({ seed: 1 });
  const sandbox = await createSandbox({ ...options, ...(company === undefined ? {} : { company }) });
  const control = await startControl(sandbox);
  const { salesforce, hubspot } = sandbox;
  const line = {
    salesforce: {
      url: salesforce.url,
      orgId: salesforce.orgId,
      accessToken: salesforce.adminToken,
      clientId: salesforce.clientId,
      clientSecret: salesforce.clientSecret,
      integrationUser: salesforce.integrationUser,
    },
    hubspot: {
      url: hubspot.url,
      portalId: hubspot.portalId,
      appId: hubspot.appId,
      accessToken: hubspot.privateAppToken,
      refreshToken: hubspot.refreshToken,
      clientId: hubspot.clientId,
      clientSecret: hubspot.clientSecret,
    },
    control: control.url,
    world: options.world,
    edition: options.edition,
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
  const stop = (): void => {
    void Promise.all([control.close(), sandbox.close()]);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

try {
  await run(readOptions(process.argv.slice(2)));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
  process.exitCode = BAD_USAGE;
}
