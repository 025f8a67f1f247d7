/** The customer's own people at work in either CRM, and the truth about what stands there, whatever we believe. */
import { SEGMENTS } from '../../shared/schema/objects.ts';
import type { CrmName } from '../../server/demo/customer.ts';
import type { Sandbox } from '../../server/sandbox/sandbox.ts';

/** One overlap as it stands in the CRM, by our field names; empty fields are missing. */
export type TrueOverlap = Readonly<Record<string, unknown>> & {
  account: string;
  partner: string;
  key: string;
};
export interface TrueAccount {
  id: string;
  name: string;
  overlapCount: number | null;
  overlapPartners: string | null;
  overlapTotals: string | null;
}

export interface Hand {
  overlaps(): TrueOverlap[];
  accounts(): TrueAccount[];
  /** Everything of ours with its stamps: equal before and after means nothing was written. */
  stamps(): string;
  addAccount(fields: { name: string; website?: string; country?: string }): string;
  setWebsite(id: string, website: string): void;
  rename(id: string, name: string): void;
  remove(id: string): void;
  undelete(id: string): void;
  /** @returns the survivor's id */
  merge(winner: string, loser: string): string;
  winDeal(id: string): void;
  /** Takes a row out behind our back. */
  removeOverlap(key: string): void;
  /** Types into a row, by our field names. */
  editOverlap(key: string, fields: Readonly<Record<string, string | number | null>>): void;
  /** Refuses every write of ours to this record from now on, with a rule of the customer's. */
  refuse(id: string): void;
  /** The rule stops refusing. */
  relent(): void;
  lock(id: string, times: number): void;
}

export function handOn(sandbox: Sandbox, crm: CrmName): Hand {
  return crm === 'salesforce' ? salesforceHand(sandbox) : hubspotHand(sandbox);
}

const OVERLAP = 'Account_Overlap__c';

function salesforceHand({ salesforce: { org } }: Sandbox): Hand {
  const refused = new Set<string>();
  let ruled = false;
  const idOf = (key: string): string => {
    const row = org.rows(OVERLAP).find((one) => one['Alongside_Key__c'] === key);
    if (!row) throw new Error(`no overlap ${key}`);
    return String(row['Id']);
  };
  const apiName = (field: string) =>
    `${field.replace(/([A-Z])/g, '_$1').replace(/^./, (c) => c.toUpperCase())}__c`;
  return {
    overlaps: () =>
      org.rows(OVERLAP).map((row) => {
        const fields: Record<string, unknown> = {};
        for (const [name, value] of Object.entries(row)) {
          if (!name.endsWith('__c') || value === null) continue;
          const ours = name
            .slice(0, -3)
            .replace(/_/g, '')
            .replace(/^./, (c) => c.toLowerCase());
          fields[ours === 'alongsideKey' ? 'key' : ours] = value;
        }
        return fields as TrueOverlap;
      }),
    accounts: () =>
      org.rows('Account').map((row) => ({
        id: String(row['Id']),
        name: String(row['Name']),
        overlapCount: (row['Overlap_Count__c'] as number | null) ?? null,
        overlapPartners: (row['Overlap_Partners__c'] as string | null) ?? null,
        overlapTotals: (row['Overlap_Totals__c'] as string | null) ?? null,
      })),
    stamps: () =>
      JSON.stringify(
        [...org.rows('Account'), ...org.rows(OVERLAP)].map((row) => [row['Id'], row['SystemModstamp']]),
      ),
    addAccount: ({ name, website, country }) =>
      org.insert('Account', { Name: name, Website: website ?? null, BillingCountry: country ?? null }),
    setWebsite: (id, website) => org.update('Account', id, { Website: website }),
    rename: (id, name) => org.update('Account', id, { Name: name }),
    remove: (id) => org.remove('Account', id),
    undelete: (id) => org.undelete('Account', id),
    merge: (winner, loser) => {
      org.merge('Account', winner, [loser]);
      return winner;
    },
    winDeal: (id) => org.update('Opportunity', id, { StageName: 'Closed Won' }),
    removeOverlap: (key) => org.remove(OVERLAP, idOf(key)),
    editOverlap: (key, fields) =>
      org.update(
        OVERLAP,
        idOf(key),
        Object.fromEntries(Object.entries(fields).map(([name, value]) => [apiName(name), value])),
      ),
    refuse: (id) => {
      refused.add(id);
      if (ruled) return;
      ruled = true;
      org.validationRule(OVERLAP, 'Frozen', 'This account is frozen.', 'Account__c', (row) =>
        refused.has(String(row['Account__c'])),
      );
    },
    relent: () => refused.clear(),
    lock: (id, times) => org.lockRows('Account', id, times),
  };
}

const ROWS = 'alongside_overlaps';

function hubspotHand({ hubspot: { portal }, world }: Sandbox): Hand {
  const envelopeOf = (text: string | undefined) =>
    JSON.parse(text ?? '{"rows":[]}') as { rows: Record<string, unknown>[] };
  const holding = (key: string) => {
    for (const { id, properties } of portal.objects('companies')) {
      const envelope = envelopeOf(properties[ROWS]);
      const at = envelope.rows.findIndex((row) => row['key'] === key);
      if (at >= 0) return { id, envelope, at };
    }
    throw new Error(`no overlap ${key}`);
  };
  return {
    overlaps: () =>
      portal
        .objects('companies')
        .flatMap(({ id, properties }) =>
          envelopeOf(properties[ROWS]).rows.map((row) => ({ ...row, account: id }) as unknown as TrueOverlap),
        ),
    accounts: () =>
      portal.objects('companies').map(({ id, properties }) => ({
        id,
        name: properties['name'] ?? '',
        overlapCount: properties['alongside_overlap_count']
          ? Number(properties['alongside_overlap_count'])
          : null,
        overlapPartners: properties['alongside_overlap_partners'] || null,
        overlapTotals: properties['alongside_overlap_totals'] || null,
      })),
    stamps: () => JSON.stringify(portal.objects('companies').map(({ id, updatedAt }) => [id, updatedAt])),
    addAccount: ({ name, website, country }) =>
      portal.create('companies', { name, ...(website && { domain: website }), ...(country && { country }) })
        .id,
    setWebsite: (id, website) =>
      void portal.update('companies', id, { domain: website.replace(/^https?:\/\//, '') }),
    rename: (id, name) => void portal.update('companies', id, { name }),
    remove: (id) => portal.archive('companies', id),
    undelete: (id) => portal.restore('companies', id),
    merge: (winner, loser) => portal.merge('companies', winner, loser).id,
    winDeal: (id) => void portal.update('deals', id, { dealstage: 'closedwon' }),
    removeOverlap: (key) => {
      const { id, envelope, at } = holding(key);
      envelope.rows.splice(at, 1);
      portal.update('companies', id, { [ROWS]: JSON.stringify(envelope) });
    },
    editOverlap: (key, fields) => {
      const { id, envelope, at } = holding(key);
      Object.assign(envelope.rows[at] as object, fields);
      portal.update('companies', id, { [ROWS]: JSON.stringify(envelope) });
    },
    refuse: (id) =>
      world.fail({
        crm: 'hubspot',
        path: /companies\/batch\/update$/,
        body: new RegExp(`"id":"${id}"`),
        times: Infinity,
        effect: { answer: refusalOf() },
      }),
    relent: () => world.faults.clear(),
    lock: (id, times) => portal.lock('companies', id, times),
  };
}

/** As HubSpot answers a value that a property's own rule forbids: the whole batch is refused. */
function refusalOf() {
  const message =
    'Property values were not valid: [{"isValid":false,"message":"frozen","name":"alongside_overlaps"}]';
  return {
    status: 400,
    body: { status: 'error', category: 'VALIDATION_ERROR', message, errors: [{ message }] },
  };
}

export const NO_TOTALS = SEGMENTS.map((segment) => `${segment} < 5`).join(', ');
