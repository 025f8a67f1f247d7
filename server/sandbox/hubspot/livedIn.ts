/** What years of use leave in a portal: other people's properties, rules, twins, merges and a nearly spent day. */
import type { Company } from '../company.ts';
import { optionsOf } from './catalogue.ts';
import type { HubSpotPortal } from './portal.ts';

/** Sets up the portal before anything is loaded. */
export function furnish(portal: HubSpotPortal): void {
  const companies = portal.collection('companies');
  const inCompany = { groupName: 'companyinformation', description: '' };
  portal.define('companies', {
    ...inCompany,
    name: 'partner_count',
    label: 'Partner count',
    type: 'string',
    fieldType: 'text',
  });
  portal.define('companies', {
    ...inCompany,
    name: 'partner_status',
    label: 'Partner status',
    type: 'enumeration',
    fieldType: 'select',
    options: optionsOf([
      ['signed', 'Signed'],
      ['lost', 'Lost'],
    ]),
  });
  // Left by an earlier trial of a partner app, with a type that the app would not expect today.
  portal.define('companies', {
    ...inCompany,
    name: 'alongside_partner_tier',
    label: 'Partner tier (trial)',
    type: 'number',
    fieldType: 'number',
  });
  const extra = portal.edition === 'free' ? 0 : 40;
  for (let index = 1; index <= extra; index += 1) {
    portal.define('companies', {
      ...inCompany,
      name: `legacy_field_${index}`,
      label: `Legacy field ${index}`,
      type: 'string',
      fieldType: 'text',
    });
  }
  portal.define('deals', {
    groupName: 'dealinformation',
    description: '',
    name: 'competitor',
    label: 'Competitor',
    type: 'string',
    fieldType: 'text',
  });
  const phone = companies.definition('phone');
  if (phone) phone.rule = { ruleType: 'FORMAT', pattern: '^[0-9+()/. -]+$' };
  companies
    .definition('type')
    ?.options.push({ label: 'Distributor', value: 'DISTRIBUTOR', displayOrder: 9, hidden: false });
  companies
    .definition('lifecyclestage')
    ?.options.push({ label: 'Churned', value: '146398112', displayOrder: 9, hidden: false });
  portal.switches.requiredProperties.push(
    { type: 'companies', property: 'country', when: { property: 'type', value: 'DISTRIBUTOR' } },
    { type: 'deals', property: 'closedate', when: { property: 'dealstage', value: 'closedwon' } },
  );
  portal.rate.spentToday = Math.floor(portal.allowance.daily * 0.7);
  Object.assign(portal.webhooks.options, { shuffled: true, doubled: true });
}

const [ARCHIVED, MERGED, TWINNED, HIDDEN] = [5, 6, 10, 10];

/** Wears a freshly loaded company in; `ids` follows the survivors of merges. */
export function wearIn(portal: HubSpotPortal, company: Company, ids: Map<string, string>): void {
  const withDeals = new Set(company.deals.map(({ accountRef }) => accountRef));
  const plain = company.accounts.filter(({ ref, kind }) => kind !== 'partner' && !withDeals.has(ref));
  const take = (count: number) => plain.splice(-count).map(({ ref }) => ref);
  for (const ref of take(ARCHIVED)) portal.archive('companies', ids.get(ref) ?? '');
  const merged = take(MERGED);
  for (let index = 0; index + 1 < merged.length; index += 2) {
    const [primary = '', other = ''] = merged.slice(index, index + 2);
    const survivor = portal.merge('companies', ids.get(primary) ?? '', ids.get(other) ?? '');
    for (const ref of [primary, other]) ids.set(ref, survivor.id);
  }
  for (const ref of take(TWINNED)) {
    const { name = '', domain = '' } = portal.object('companies', ids.get(ref) ?? '')?.properties ?? {};
    portal.create('companies', { name: `${name} (2)`, domain });
  }
  for (const ref of take(HIDDEN)) portal.update('companies', ids.get(ref) ?? '', { domain: '', website: '' });
}
