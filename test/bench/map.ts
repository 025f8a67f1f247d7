/** `npm run bench:map -- --accounts 100000 --crm salesforce|hubspot`: a first full mapping against a sandbox in its own process. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import type { CrmName, SandboxAddress } from '../../server/demo/customer.ts';
import type { Company } from '../../server/sandbox/company.ts';
import { seedCompany } from '../../server/sandbox/seed.ts';
import { mapAccounts } from '../../server/use/mapAccounts.ts';
import { secondsAtRate } from './floor.ts';
import { print, startRig } from './rig.ts';

const USAGE = 'Usage: npm run bench:map -- [--accounts 100000] [--crm salesforce|hubspot]';

function readOptions(): { accounts: number; crm: CrmName } {
  const { values } = parseArgs({
    options: {
      accounts: { type: 'string', default: '100000' },
      crm: { type: 'string', default: 'salesforce' },
    },
  });
  const { crm } = values;
  if (crm !== 'salesforce' && crm !== 'hubspot') throw new TypeError(`Unknown CRM ${crm}. ${USAGE}`);
  if (!/^\d{2,7}$/.test(values.accounts))
    throw new TypeError(`Not a number of accounts: ${values.accounts}. ${USAGE}`);
  return { accounts: Number(values.accounts), crm };
}

async function withSandbox<T>(
  company: Company,
  work: (address: SandboxAddress & { control: string }) => Promise<T>,
): Promise<T> {
  const child = spawn(process.execPath, ['server/sandbox/main.ts', '--empty'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    for await (const line of createInterface(child.stdout)) {
      if (!line.startsWith('{')) continue;
      const address = addressOf(line);
      // The lists stay with us: they are the partners', not the CRM's.
      const body = JSON.stringify({ ...company, lists: [] });
      const loaded = await fetch(`${address.control}/load`, { method: 'POST', body });
      if (!loaded.ok) throw new Error(`the sandbox did not load the company: ${await loaded.text()}`);
      await loaded.arrayBuffer();
      return await work(address);
    }
    throw new Error('the sandbox ended before it said where it is');
  } finally {
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
  }
}

/** The sandbox says `accessToken` where we say whose it is. */
function addressOf(line: string): SandboxAddress & { control: string } {
  const { salesforce, hubspot, control } = JSON.parse(line) as SandboxAddress & {
    salesforce: { accessToken: string };
    control: string;
  };
  return { salesforce: { ...salesforce, adminToken: salesforce.accessToken }, hubspot, control };
}

interface Counted {
  counted: Record<CrmName, number>;
  byPath: Record<string, number>;
}

async function callsOf(control: string): Promise<Counted> {
  return (await (await fetch(`${control}/calls`)).json()) as Counted;
}

async function bench(): Promise<void> {
  const { accounts, crm } = readOptions();
  const deals = Math.round(accounts * 0.15);
  const company = seedCompany({ accounts, deals, lists: { min: accounts / 50, max: accounts / 10 } });
  await withSandbox(company, async (address) => {
    const rig = await startRig(address, crm, company);
    try {
      await fetch(`${address.control}/calls/reset`, { method: 'POST' });
      const cpu = process.cpuUsage();
      const started = performance.now();
      const run = await mapAccounts(rig.context);
      const seconds = (performance.now() - started) / 1000;
      const used = process.cpuUsage(cpu);
      const { counted, byPath } = await callsOf(address.control);
      const calls = counted[crm];
      const searches = Object.entries(byPath).reduce(
        (sum, [path, count]) => sum + (path.includes('/search') ? count : 0),
        0,
      );
      const target =
        crm === 'salesforce'
          ? ({ crm, edition: 'enterprise' } as const)
          : ({ crm, edition: 'professional' } as const);
      print({ name: 'map.seconds', value: round(seconds), unit: 's', crm, accounts });
      print({ name: 'map.cpuSeconds', value: round((used.user + used.system) / 1e6), unit: 's', crm });
      print({ name: 'map.calls', value: calls, unit: 'calls', crm, ownCount: run.calls });
      print({
        name: 'map.callsPerRate',
        value: round(secondsAtRate(target, calls, searches)),
        unit: 's',
        crm,
      });
      print({
        name: 'map.counts',
        value: run.counts.accounts ?? 0,
        unit: 'accounts',
        crm,
        state: run.state,
        counts: run.counts,
      });
      print({
        name: 'map.memory',
        value: Math.round(process.resourceUsage().maxRSS / 1024),
        unit: 'MB',
        crm,
      });
    } finally {
      await rig.close();
    }
  });
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

await bench();
