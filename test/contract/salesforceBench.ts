/** The Salesforce adapter on an imitation org, plain or with our package's namespace. */
import type { Crm } from '../../server/ports.ts';
import { clientCredentials } from '../../server/crm/salesforce/oauth.ts';
import { openSalesforce } from '../../server/crm/salesforce/index.ts';
import type { Tokens } from '../../server/crm/tokens.ts';
import { type SalesforceSandbox, startSalesforce } from '../../server/sandbox/salesforce/index.ts';
import { World } from '../../server/sandbox/world.ts';
import { fieldName, type Naming, objectName } from '../../shared/schema/naming.ts';
import { planProvision } from '../../shared/schema/planProvision.ts';
import type { Bench } from './bench.ts';

export interface SalesforceBench extends Bench {
  world: World;
  sandbox: SalesforceSandbox;
  naming: Naming;
  /** A second adapter on the same org, with its own tokens. */
  another(options?: { share?: number; deadline?: number }): Promise<Crm>;
}

export async function openSalesforceBench(namespace?: string): Promise<SalesforceBench> {
  const world = new World('clean');
  const sandbox = await startSalesforce(world, { bulkPace: 20, ...(namespace && { namespace }) });
  await provision(sandbox);
  const naming: Naming = { dialect: 'salesforce', ...(namespace && { namespace }) };
  const another = (options: { share?: number; deadline?: number } = {}) =>
    openAdapter(sandbox, { ...options, ...(namespace && { namespace }) });
  const crm = await another();
  const { org } = sandbox;
  world.calls.reset();
  const field = (name: string) => fieldName(naming, 'account', name) as string;
  const asked = () => world.calls.entries.filter((call) => call.path === '/services/oauth2/token').length;
  return {
    crm,
    world,
    sandbox,
    naming,
    another,
    counted: () => world.calls.count('salesforce'),
    tokensAsked: asked,
    addAccount: ({ name, website }) => org.insert('Account', { Name: name, Website: website ?? null }),
    addDeal: ({ name, account, amount }) =>
      org.insert('Opportunity', {
        Name: name,
        AccountId: account,
        Amount: amount,
        StageName: 'Prospecting',
        CloseDate: '2027-01-31',
      }),
    renameAccount: (id, name) => org.update('Account', id, { Name: name }),
    removeAccount: (id) => org.remove('Account', id),
    restoreAccount: (id) => org.undelete('Account', id),
    mergeAccounts: (winner, loser) => {
      org.merge('Account', winner, [loser]);
      return winner;
    },
    overlapsStored: (_account, key) =>
      org
        .rows(objectName(naming, 'accountOverlap'))
        .filter((row) => row[fieldName(naming, 'accountOverlap', 'key') as string] === key).length,
    newDeal: { stage: 'Qualification', native: { NextStep: 'Call them', Type: 'New Customer' } },
    absentAccount: `001gK00zzzzzzzz${suffix('001gK00zzzzzzzz')}`,
    lockAccount: (id, times) => org.lockRows('Account', id, times),
    hideAccountField: (name) => org.hideField(sandbox.integrationUser, `Account.${field(name)}`),
    showAccountFields: () => {
      org.hiddenFields.clear();
      org.forgetAccess();
    },
    expireTokens: () => sandbox.grants.expire(),
    loseAnswers: (times) =>
      world.fail({
        crm: 'salesforce',
        method: 'POST',
        path: /\/composite$/,
        times,
        effect: { drop: 'after' },
      }),
    throttle: () =>
      world.fail({
        crm: 'salesforce',
        effect: { answer: { status: 503, headers: { 'Retry-After': '1' }, body: [] } },
      }),
    exhaust: () => world.fail({ crm: 'salesforce', times: Infinity, effect: { answer: spent() } }),
    reset: () => world.faults.clear(),
    settle: async () => world.advance(1_000),
    close: async () => {
      await crm.close();
      await sandbox.close();
    },
  };
}

function spent() {
  return {
    status: 403,
    body: [{ errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'TotalRequests Limit exceeded.' }],
  };
}

function suffix(id: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
  return [0, 5, 10]
    .map((start) =>
      [...id.slice(start, start + 5)].reduce(
        (bits, letter, place) => bits | (/[A-Z]/.test(letter) ? 1 << place : 0),
        0,
      ),
    )
    .map((bits) => letters[bits])
    .join('');
}

/** An adapter as the integration user, or with an administrator's session besides. */
export async function openAdapter(
  sandbox: SalesforceSandbox,
  options: { namespace?: string; admin?: boolean; share?: number; deadline?: number },
): Promise<Crm> {
  const { url, clientId, clientSecret, adminToken } = sandbox;
  let kept: Tokens | null = null;
  const storage = {
    load: async () => kept,
    save: async (tokens: Tokens) => {
      kept = tokens;
    },
  };
  return openSalesforce({
    url,
    tokens: clientCredentials({ url, clientId, clientSecret }, storage),
    share: options.share ?? 1,
    clock: { now: () => sandbox.org.world.now() },
    ...(options.namespace && { namespace: options.namespace }),
    ...(options.deadline && { deadline: options.deadline }),
    ...(options.admin && { deployWith: { accessToken: adminToken, instanceUrl: url } }),
  });
}

/** As an administrator would: plan, apply, and again for the rights that only show once the objects are there. */
async function provision(sandbox: SalesforceSandbox): Promise<void> {
  const crm = await openAdapter(sandbox, { admin: true });
  const { wanted, found } = await crm.describe();
  const outcomes = await crm.apply(planProvision(wanted, found).steps);
  const failure = outcomes.find((outcome) => outcome.status === 'failed');
  if (failure?.status === 'failed') throw failure.error;
  await crm.close();
}
