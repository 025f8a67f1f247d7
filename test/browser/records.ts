/** What the CRM itself holds of partners, whatever we believe: read past the server, by the partners' names. */
import type { CrmName } from '../../server/demo/customer.ts';
import type { Stage } from '../../server/demo/stage.ts';
import { handOn } from '../use/world.ts';

export interface PartOnRecord {
  partner: string;
  roles: readonly string[];
}

/** The parts in every deal, by the partner's name. */
export function dealPartnersIn({ sandbox }: Stage, crm: CrmName): PartOnRecord[] {
  const names = namesIn(sandbox, crm);
  return rowsIn(sandbox, crm)
    .map(({ partner, roles }) => ({ partner: names.get(partner) ?? partner, roles }))
    .sort((a, b) => (a.partner < b.partner ? -1 : 1));
}

/** The partners that an account is said to overlap with; a rejected overlap says that it does not. */
export function overlapPartnersIn({ sandbox }: Stage, crm: CrmName, account: string): string[] {
  const names = namesIn(sandbox, crm);
  return handOn(sandbox, crm)
    .overlaps()
    .filter((row) => names.get(row.account) === account && row['decision'] !== 'rejected')
    .map(({ partner }) => names.get(partner) ?? partner)
    .sort();
}

function namesIn(sandbox: Stage['sandbox'], crm: CrmName): Map<string, string> {
  return new Map(
    handOn(sandbox, crm)
      .accounts()
      .map(({ id, name }) => [id, name]),
  );
}

function rowsIn(
  { salesforce: { org }, hubspot: { portal } }: Stage['sandbox'],
  crm: CrmName,
): PartOnRecord[] {
  if (crm === 'salesforce') {
    return org.rows('Deal_Partner__c').map((row) => ({
      partner: String(row['Partner__c']),
      roles: String(row['Roles__c']).split(';'),
    }));
  }
  return portal.objects('deals').flatMap(({ properties }) => {
    const text = properties['alongside_deal_partners'];
    return text ? (JSON.parse(text) as { rows: PartOnRecord[] }).rows : [];
  });
}
