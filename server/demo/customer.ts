/** What a customer does to begin: connect a CRM, say how partners are marked, provision, import lists, map. */
import type { App } from '../app.ts';
import { programRules, type ProgramRules } from '../../shared/domain/program.ts';
import type { PartnerListFile } from '../sandbox/company.ts';
import type { Context, Progress } from '../use/context.ts';
import { importList } from '../use/importList.ts';
import { previewProvision, provision } from '../use/provision.ts';
import { changeProgram } from '../use/rules.ts';

/** Where the imitations are and what signs in to them, as `npm run sandbox` prints it. */
export interface SandboxAddress {
  salesforce: {
    url: string;
    orgId: string;
    clientId: string;
    clientSecret: string;
    adminToken: string;
    integrationUser: string;
  };
  hubspot: { url: string; portalId: number; clientId: string; clientSecret: string; refreshToken: string };
}

export type CrmName = 'salesforce' | 'hubspot';

export interface Customer {
  tenant: string;
  connection: CrmName;
  crm: CrmName;
}

/** Two tenants, one on each CRM, since nothing is shared between them. */
export const CUSTOMERS: readonly Customer[] = [
  { tenant: 'northwind', connection: 'salesforce', crm: 'salesforce' },
  { tenant: 'contoso', connection: 'hubspot', crm: 'hubspot' },
];

/** How this company marked its partners and customers before it had Alongside. */
const PROGRAMS: Readonly<Record<CrmName, ProgramRules>> = {
  salesforce: programRules.parse({
    partners: {
      by: 'field',
      field: 'Type',
      values: ['Channel Partner / Reseller', 'Technology Partner', 'Installation Partner'],
    },
    segments: { field: 'Type', customer: ['Customer - Direct'] },
    fields: { registrationNumber: 'AccountNumber' },
    sharing: {
      theirs: { level: 'all', fields: ['name', 'owner', 'ownerEmail'] },
      ours: { level: 'overlaps' },
    },
  }),
  hubspot: programRules.parse({
    partners: { by: 'field', field: 'type', values: ['PARTNER'] },
    segments: { field: 'lifecyclestage', customer: ['customer'] },
    sharing: {
      theirs: { level: 'all', fields: ['name', 'owner', 'ownerEmail'] },
      ours: { level: 'overlaps' },
    },
  }),
};

export async function connectCustomer(
  app: App,
  sandbox: SandboxAddress,
  { tenant, connection, crm }: Customer,
): Promise<void> {
  const credentials = app.credentials(tenant);
  const account = crm === 'salesforce' ? sandbox.salesforce.orgId : String(sandbox.hubspot.portalId);
  await app.settings.update((draft) => {
    draft.tenants[tenant] = {
      connections: {
        [connection]: {
          crm,
          url: sandbox[crm].url,
          accountId: account,
          apiShare: 0.9,
          pollSeconds: 60,
          mapAt: '02:00',
          timeZone: 'UTC',
        },
      },
    };
  });
  if (crm === 'salesforce') {
    const { clientId, clientSecret } = sandbox.salesforce;
    await credentials.keepCredential(connection, { kind: 'clientCredentials', clientId, clientSecret });
  } else {
    await credentials.keepCredential(connection, { kind: 'oauth' });
    await credentials.keepTokens(connection, {
      accessToken: '',
      refreshToken: sandbox.hubspot.refreshToken,
      expiresAt: 0,
    });
  }
}

/** Opens the connection with the admin's session, so that provisioning may deploy. */
export function openCustomer(
  app: App,
  sandbox: SandboxAddress,
  { tenant, connection, crm }: Customer,
  progress: (step: Progress) => void,
): ReturnType<App['open']> {
  const { adminToken: accessToken, url: instanceUrl } = sandbox.salesforce;
  return app.open(tenant, connection, {
    progress,
    ...(crm === 'salesforce' && { admin: { accessToken, instanceUrl } }),
  });
}

export async function provisionCustomer(context: Context, { crm }: Customer): Promise<number> {
  const outcomes = await provision(context, await previewProvision(context));
  const failed = outcomes.flatMap(({ outcome }) => (outcome.status === 'failed' ? [outcome.error] : []));
  if (failed[0]) throw failed[0];
  await changeProgram(context, PROGRAMS[crm], null);
  return outcomes.length;
}

export async function importLists(
  context: Context,
  lists: readonly PartnerListFile[],
  partnerName: (ref: string) => string,
): Promise<{ rows: number; refused: number }> {
  let rows = 0;
  let refused = 0;
  for (const list of lists) {
    const imported = await importList(
      context.store,
      context.clock,
      { partner: partnerName(list.partnerRef), fileName: list.fileName, bytes: bytesOf(list) },
      context.progress,
    );
    rows += imported.rows;
    refused += imported.refused;
  }
  return { rows, refused };
}

async function* bytesOf(list: PartnerListFile): AsyncGenerator<Uint8Array> {
  yield Buffer.from(list.csv);
}
