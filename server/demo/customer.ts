/** What a customer does to begin: connect a CRM, say how partners are marked, provision, import lists, map. */
import type { App } from '../app.ts';
import { programRules, type ProgramRules } from '../../shared/domain/program.ts';
import type { ProvisionConflict } from '../../shared/schema/plan.ts';
import type { PartnerListFile } from '../sandbox/company.ts';
import type { Context, Progress } from '../use/context.ts';
import { importList } from '../use/importList.ts';
import { previewProvision, provision } from '../use/provision.ts';
import { changeProgram } from '../use/rules.ts';
import type { RefusedRow } from './refusals.ts';

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
  signal?: AbortSignal,
): ReturnType<App['open']> {
  const { adminToken: accessToken, url: instanceUrl } = sandbox.salesforce;
  return app.open(tenant, connection, {
    progress,
    ...(signal && { signal }),
    ...(crm === 'salesforce' && { admin: { accessToken, instanceUrl } }),
  });
}

export interface Provisioned {
  steps: number;
  /** What a person would have to settle; left alone here. */
  conflicts: readonly ProvisionConflict[];
  /** Optional fields for which this edition has no room. */
  leftOut: readonly { object: string; field: string }[];
}

/** @throws CrmError when a step is refused. */
export async function provisionCustomer(context: Context, { crm }: Customer): Promise<Provisioned> {
  const preview = await previewProvision(context);
  const outcomes = await provision(context, preview);
  const failed = outcomes.flatMap(({ outcome }) => (outcome.status === 'failed' ? [outcome.error] : []));
  if (failed[0]) throw failed[0];
  await changeProgram(context, PROGRAMS[crm], null);
  const { conflicts, leftOut } = preview.plan;
  return { steps: outcomes.length, conflicts, leftOut };
}

export interface ListsTaken {
  rows: number;
  refused: number;
  /** The first of each list. */
  refusals: readonly RefusedRow[];
}

export async function importLists(
  context: Context,
  lists: readonly PartnerListFile[],
  partnerName: (ref: string) => string,
): Promise<ListsTaken> {
  let rows = 0;
  let refused = 0;
  const refusals: RefusedRow[] = [];
  const fromOldSystem = lists.find(({ csv }) => fitsLatin1(csv));
  for (const list of lists) {
    const { fileName } = list;
    const bytes = bytesOf(list, list === fromOldSystem ? 'latin1' : 'utf8');
    const file = { partner: partnerName(list.partnerRef), fileName, bytes };
    const imported = await importList(context.store, context.clock, file, context.progress, context.signal);
    rows += imported.rows;
    refused += imported.refused;
    refusals.push(...imported.refusals.map((refusal) => ({ ...refusal, fileName })));
  }
  return { rows, refused, refusals };
}

/** Has letters beyond ASCII, and all of them in Latin-1: such a file may well come in that encoding. */
function fitsLatin1(text: string): boolean {
  return /[\u00a0-\u00ff]/.test(text) && !/[^\u0000-\u007f\u00a0-\u00ff]/.test(text);
}

async function* bytesOf({ csv }: PartnerListFile, encoding: 'latin1' | 'utf8'): AsyncGenerator<Uint8Array> {
  yield Buffer.from(csv, encoding);
}
