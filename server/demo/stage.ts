/** The demo's parts in one hand: both imitations, the application with a store of its own, its server, the workbench. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openApp, type App } from '../app.ts';
import { readConfig } from '../config.ts';
import type { Company } from '../sandbox/company.ts';
import { makeCertificate, type OrgCertificate } from '../sandbox/salesforce/certificate.ts';
import { createSandbox, type Sandbox } from '../sandbox/sandbox.ts';
import { startWorkbench, type Workbench } from '../sandbox/workbench.ts';
import type { CardUser } from '../sandbox/workbench/cardHost.ts';
import { serve, type Serving } from '../serve.ts';
import { begin } from './begin.ts';
import { castFor, CERTIFICATE } from './cast.ts';
import { CUSTOMERS, type CrmName, type Customer } from './customer.ts';
import type { DemoOptions } from './options.ts';
import type { CustomerSummary } from './summary.ts';
import { sendWebhooks } from './webhooks.ts';

export class Stage {
  readonly sandbox: Sandbox;
  readonly app: App;
  readonly workbench: Workbench | null;
  /** Where the server listens once `serve` was called. */
  readonly serverUrl: string;
  readonly #company: Company;
  readonly #folder: string;
  readonly #users: Map<CrmName, CardUser[]>;
  #serving: Serving | undefined;

  private constructor(
    parts: Pick<Stage, 'sandbox' | 'app' | 'workbench' | 'serverUrl'>,
    company: Company,
    folder: string,
    users: Map<CrmName, CardUser[]>,
  ) {
    this.sandbox = parts.sandbox;
    this.app = parts.app;
    this.workbench = parts.workbench;
    this.serverUrl = parts.serverUrl;
    this.#company = company;
    this.#folder = folder;
    this.#users = users;
  }

  /** Nothing is connected yet. @throws Error EADDRINUSE when the workbench's port is taken */
  static async open(company: Company, options: DemoOptions): Promise<Stage> {
    const sandbox = await createSandbox({ world: options.world, edition: options.edition, company });
    const folder = await mkdtemp(join(tmpdir(), 'alongside-demo-'));
    const users = new Map<CrmName, CardUser[]>();
    const port = await freePort();
    const serverUrl = `http://127.0.0.1:${port}`;
    let workbench: Workbench | null = null;
    try {
      const certificate = await certificateIn(sandbox);
      // Before the work, so that a taken port is told at once, and the cards are compiled meanwhile.
      workbench = options.exit
        ? null
        : await startWorkbench(sandbox, options.port, {
            serverUrl,
            certificate,
            users: (crm) => users.get(crm) ?? [],
          });
      const app = await openApp(readConfig(settingsFor(sandbox, folder, serverUrl, port)));
      return new Stage({ sandbox, app, workbench, serverUrl }, company, folder, users);
    } catch (error) {
      await workbench?.close();
      await sandbox.close();
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  begin(customer: Customer, stop?: AbortSignal): Promise<CustomerSummary> {
    return begin(this.app, this.sandbox, this.#company, customer, stop);
  }

  /** Lets a visitor be somebody of the customers that have begun, and starts the server. */
  async serve(customers: readonly Customer[] = CUSTOMERS): Promise<void> {
    for (const customer of customers) {
      const cast = await castFor(this.app, this.sandbox, this.#company, customer, this.serverUrl);
      this.#users.set(customer.crm, cast);
    }
    await this.startServer();
    await sendWebhooks(this.sandbox.hubspot, this.serverUrl);
    const complaints = (await this.workbench?.built) ?? [];
    if (complaints.length > 0) throw new Error(complaints.join('\n'));
  }

  /** With its jobs; again after it was stopped, too. */
  async startServer(): Promise<void> {
    this.#serving = await serve(this.app);
  }

  /** The server alone ends, as when it crashes; the pages stay. */
  async stopServer(): Promise<void> {
    await this.#serving?.stop();
    this.#serving = undefined;
  }

  async close(): Promise<void> {
    await this.workbench?.close();
    await this.stopServer();
    await this.app.close();
    await this.sandbox.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** What the server is told by its environment, and the process of a nightly run as well. */
function settingsFor(
  { hubspot }: Sandbox,
  folder: string,
  serverUrl: string,
  port: number,
): NodeJS.ProcessEnv {
  const settings = {
    ALONGSIDE_FOLDER: folder,
    ALONGSIDE_MASTER_KEY: randomBytes(32).toString('base64'),
    ALONGSIDE_URL: serverUrl,
    PORT: String(port),
    HUBSPOT_CLIENT_ID: hubspot.clientId,
    HUBSPOT_CLIENT_SECRET: hubspot.clientSecret,
    LOG_LEVEL: 'error',
  };
  return Object.assign(process.env, settings);
}

async function certificateIn({ salesforce, world }: Sandbox): Promise<OrgCertificate> {
  const certificate = await makeCertificate(CERTIFICATE, world.now());
  salesforce.org.addCertificate(certificate.name, certificate.pem);
  return certificate;
}

/** The server's address has to be known before it listens: signatures are made for it. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
