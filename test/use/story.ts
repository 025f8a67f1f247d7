/** A small customer on one CRM from connecting to mapping, for tests that tell what happens to it next. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'vitest';
import { openApp, type App } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import {
  connectCustomer,
  CUSTOMERS,
  openCustomer,
  provisionCustomer,
  type CrmName,
} from '../../server/demo/customer.ts';
import type { Company } from '../../server/sandbox/company.ts';
import { createSandbox, type Sandbox } from '../../server/sandbox/sandbox.ts';
import type { WorldKind } from '../../server/sandbox/world.ts';
import type { Run } from '../../server/use/collections.ts';
import type { Context } from '../../server/use/context.ts';
import { decideMatch } from '../../server/use/decideMatch.ts';
import { importList } from '../../server/use/importList.ts';
import { listReviews } from '../../server/use/listReviews.ts';
import { mapAccounts } from '../../server/use/mapAccounts.ts';
import { receiveChanges } from '../../server/use/receiveChanges.ts';
import { setPolicy, type PolicyChange } from '../../server/use/sharePolicies.ts';
import { company as smallCompany, csvOf, PARTNERS, type ListLine, type PartnerRef } from './company.ts';
import { handOn, type Hand, type TrueAccount, type TrueOverlap } from './world.ts';

export const CRMS = ['salesforce', 'hubspot'] as const;

/** Tests that each begin with a customer of their own, so that those that wait for a CRM can do so side by side. */
export function storyTests(crm: CrmName, setUp: (story: Story) => Promise<void>, of?: Company) {
  return test.extend<{ story: Story }>({
    story: async ({ task: _task }, use) => {
      const story = await Story.begin(crm, of);
      try {
        await setUp(story);
        await use(story);
      } finally {
        await story.close();
      }
    },
  });
}

/** More than the whole second that Salesforce stamps with. */
const A_MOMENT = 2_000;

export class Story {
  readonly crm: CrmName;
  readonly sandbox: Sandbox;
  readonly app: App;
  readonly folder: string;
  readonly hand: Hand;
  context: Context & { close(): Promise<void> };
  /** The CRM's ids by ref; follows merges. */
  readonly ids: Map<string, string>;

  private constructor(
    crm: CrmName,
    sandbox: Sandbox,
    app: App,
    folder: string,
    context: Story['context'],
    ids: Map<string, string>,
  ) {
    this.crm = crm;
    this.sandbox = sandbox;
    this.app = app;
    this.folder = folder;
    this.context = context;
    this.ids = ids;
    this.hand = handOn(sandbox, crm);
  }

  static async begin(
    crm: CrmName,
    company: Company = smallCompany,
    { world = 'clean', env = {} }: { world?: WorldKind; env?: Readonly<Record<string, string>> } = {},
  ): Promise<Story> {
    const sandbox = await createSandbox({ limits: false, world });
    const ids = sandbox[crm].load(company);
    const folder = await mkdtemp(join(tmpdir(), 'alongside-story-'));
    const app = await openApp(readConfig({ ...environment(sandbox, folder), ...env }), {
      clock: sandbox.world,
    });
    const customer = customerOn(crm);
    await connectCustomer(app, sandbox, customer);
    const setUp = await openCustomer(app, sandbox, customer, () => undefined);
    await provisionCustomer(setUp, customer);
    await setUp.close();
    const context = await app.open(customer.tenant, customer.connection);
    return new Story(crm, sandbox, app, folder, context, ids);
  }

  id(ref: string): string {
    const id = this.ids.get(ref);
    if (id === undefined) throw new RangeError(`no ${ref}`);
    return id;
  }

  import(partner: PartnerRef, lines: readonly ListLine[]): ReturnType<typeof importList> {
    return this.importText(partner, csvOf(lines));
  }

  importText(partner: PartnerRef, csv: string): ReturnType<typeof importList> {
    const file = { partner: PARTNERS[partner], fileName: `${partner}.csv`, bytes: bytesOf(csv) };
    return importList(this.context.store, this.context.clock, file, () => undefined);
  }

  /** A full run, with time gone by since the last act. */
  async map(options?: Parameters<typeof mapAccounts>[1]): Promise<Run> {
    this.sandbox.world.advance(A_MOMENT);
    return addsUp(await mapAccounts(this.context, options));
  }

  async poll(options?: Parameters<typeof receiveChanges>[1]): Promise<Run> {
    this.sandbox.world.advance(A_MOMENT);
    const run = await receiveChanges(this.context, options);
    if (!run) throw new Error('another run holds the lease');
    return addsUp(run);
  }

  policy(partner: PartnerRef, change: Omit<PolicyChange, 'partner'>): Promise<void> {
    return setPolicy(this.context, { partner: PARTNERS[partner], ...change });
  }

  /** A person's word on the pair of this account and this partner, wherever it stands now. */
  async decide(account: string, partner: string, decision: 'confirmed' | 'rejected'): Promise<void> {
    const standing = this.hand
      .overlaps()
      .find((row) => row.account === this.id(account) && row.partner === this.id(partner));
    const waiting = (await this.reviews()).find(
      (one) => one.account === this.id(account) && one.partner === this.id(partner),
    );
    const row = standing?.['row'] ?? waiting?.row;
    if (typeof row !== 'string') throw new RangeError(`nothing to decide on ${account} and ${partner}`);
    this.sandbox.world.advance(A_MOMENT);
    await decideMatch(this.context, {
      account: this.id(account),
      partner: this.id(partner),
      row,
      decision,
      user: null,
    });
  }

  async reviews() {
    return (await listReviews(this.context, 1_000)).reviews;
  }

  /** What waits for a person, as `account partner`. */
  async waiting(): Promise<string[]> {
    return (await this.reviews()).map((one) => `${this.ref(one.account)} ${this.ref(one.partner)}`).sort();
  }

  /** What stands in the CRM, as `account partner sure|likely|confirmed|rejected`. */
  shown(): string[] {
    return this.hand
      .overlaps()
      .map((row) => {
        const word = String(row['decision'] ?? row['tier'] ?? 'none');
        return `${this.ref(row.account)} ${this.ref(row.partner)} ${word}`;
      })
      .sort();
  }

  overlap(account: string, partner: string): TrueOverlap {
    const found = this.hand
      .overlaps()
      .filter((row) => row.account === this.id(account) && row.partner === this.id(partner));
    if (found.length !== 1) throw new Error(`${found.length} overlaps of ${account} and ${partner}`);
    return found[0] as TrueOverlap;
  }

  account(ref: string): TrueAccount {
    const found = this.hand.accounts().find(({ id }) => id === this.id(ref));
    if (!found) throw new RangeError(`no account ${ref} in the CRM`);
    return found;
  }

  /** Everything of ours in the CRM, without stamps. */
  state(): { overlaps: TrueOverlap[]; accounts: TrueAccount[] } {
    const overlaps = this.hand.overlaps().sort((a, b) => (a.key < b.key ? -1 : 1));
    return { overlaps, accounts: this.hand.accounts().sort((a, b) => (a.id < b.id ? -1 : 1)) };
  }

  merge(winner: string, loser: string): void {
    const survivor = this.hand.merge(this.id(winner), this.id(loser));
    this.ids.set(winner, survivor);
    this.ids.delete(loser);
  }

  async reopen(): Promise<void> {
    await this.context.close();
    const { tenant, connection } = customerOn(this.crm);
    this.context = await this.app.open(tenant, connection);
  }

  async close(): Promise<void> {
    await this.context.close();
    await this.app.close();
    await this.sandbox.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  ref(id: string): string {
    for (const [ref, known] of this.ids) if (known === id) return ref;
    return id;
  }
}

export function customerOn(crm: CrmName): (typeof CUSTOMERS)[number] {
  const customer = CUSTOMERS.find((one) => one.crm === crm);
  if (!customer) throw new RangeError(`no customer on ${crm}`);
  return customer;
}

export function environment(sandbox: Sandbox, folder: string): Record<string, string> {
  return {
    ALONGSIDE_FOLDER: folder,
    ALONGSIDE_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
    HUBSPOT_CLIENT_ID: sandbox.hubspot.clientId,
    HUBSPOT_CLIENT_SECRET: sandbox.hubspot.clientSecret,
    LOG_LEVEL: 'silent',
  };
}

export async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

/** Principle 8: each wanted row ends as written, unchanged or failed. */
function addsUp(run: Run): Run {
  const { wanted = 0, written = 0, unchanged = 0, failed = 0 } = run.counts;
  if (wanted !== written + unchanged + failed)
    throw new Error(`counts do not add up: ${JSON.stringify(run.counts)}`);
  return run;
}
