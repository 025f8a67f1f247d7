/** However a company marks its partners, they are linked to their lists and are nobody's overlap themselves. */
import { afterEach, describe, expect, it } from 'vitest';
import type { ProgramRules } from '../../shared/domain/program.ts';
import { links } from '../../server/use/collections.ts';
import { partnerId } from '../../server/use/importList.ts';
import { changeProgram, readRules } from '../../server/use/rules.ts';
import type { Company } from '../../server/sandbox/company.ts';
import type { WorldKind } from '../../server/sandbox/world.ts';
import { company, LINES, PARTNERS, type PartnerRef } from './company.ts';
import { Story } from './story.ts';

/** Acme is found by its website, and another account has its name. */
const ours: Company = {
  ...company,
  accounts: [
    ...company.accounts.map((one) =>
      one.ref === 'acme' ? { ...one, website: 'https://acme-integrators.de' } : one,
    ),
    { ref: 'twin', name: PARTNERS.acme, country: 'Austria', kind: 'prospect', ownerRef: 'rep' },
  ],
};
const acmeItself = { id: '7', name: PARTNERS.acme, website: 'acme-integrators.de', country: 'DE' };

interface Mark {
  name: string;
  crm: 'salesforce' | 'hubspot';
  world: WorldKind;
  partners: Extract<ProgramRules['partners'], { field: string }>;
  /** What the customer's people did before we came. */
  mark?: (story: Story) => void;
}

const standard = { types: {}, typeField: null, tierField: null };
const MARKS: Mark[] = [
  {
    name: "a record type, by its developer's name",
    crm: 'salesforce',
    world: 'lived-in',
    partners: { by: 'field', field: 'RecordType', values: ['Partner'], ...standard },
  },
  {
    name: 'a checkbox',
    crm: 'salesforce',
    world: 'lived-in',
    partners: { by: 'checkbox', field: 'Is_Partner__c', ...standard },
  },
  {
    name: 'a checkbox',
    crm: 'hubspot',
    world: 'clean',
    partners: { by: 'checkbox', field: 'is_partner', ...standard },
    mark: (story) => {
      const { portal } = story.sandbox.hubspot;
      portal.define('companies', {
        groupName: 'companyinformation',
        name: 'is_partner',
        label: 'Is partner',
        description: '',
        type: 'bool',
        fieldType: 'booleancheckbox',
        options: ['true', 'false'].map((value, displayOrder) => ({
          label: value,
          value,
          displayOrder,
          hidden: false,
        })),
      });
      for (const ref of Object.keys(PARTNERS))
        portal.update('companies', story.id(ref), { is_partner: 'true' });
    },
  },
  {
    name: 'a life cycle',
    crm: 'hubspot',
    world: 'clean',
    partners: { by: 'field', field: 'lifecyclestage', values: ['evangelist'], ...standard },
    mark: (story) => {
      for (const ref of Object.keys(PARTNERS))
        story.sandbox.hubspot.portal.update('companies', story.id(ref), { lifecyclestage: 'evangelist' });
    },
  },
];

describe.each(MARKS)('partners told by $name on $crm', ({ crm, world, partners, mark }) => {
  let story: Story;
  afterEach(() => story.close());

  it('are linked, and no list finds them among our accounts', async () => {
    story = await Story.begin(crm, ours, { world });
    mark?.(story);
    const { program } = await readRules(story.context);
    await changeProgram(story.context, { ...program, partners: { by: 'file', partners: [] } }, null);
    await story.import('acme', [LINES.foundry, LINES.marine]);
    await story.import('beacon', [LINES.foundry, acmeItself]);
    await story.map();
    const account = async (ref: PartnerRef) =>
      (await story.context.store.get(links, `${crm}/${partnerId(PARTNERS[ref])}`))?.account;
    // Nobody is a partner yet: two accounts could be Acme, and one of them is on Beacon's list.
    expect(await account('acme')).toBeUndefined();
    expect(story.shown()).toEqual(['acme beacon sure', 'foundry beacon sure']);

    await changeProgram(story.context, { ...program, partners }, null);
    const run = await story.map();
    expect([await account('acme'), await account('beacon')]).toEqual([story.id('acme'), story.id('beacon')]);
    expect(run.counts['remove.accountOverlap']).toBe(1);
    expect(story.shown()).toEqual(['foundry acme sure', 'foundry beacon sure', 'marine acme sure']);
    expect(story.account('acme').overlapCount).toBeNull();
    expect((await story.map()).counts['written'] ?? 0).toBe(0);
  });
});
