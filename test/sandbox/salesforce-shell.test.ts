/** Deployments of what stands around records: lists, highlights, pages, tabs, actions and reports name only what is there. */
import { beforeEach, describe, expect, it } from 'vitest';
import { deploy, field, objectFile, openOrg, type TestOrg } from './org.ts';

let org: TestOrg;
beforeEach(async () => {
  org = await openOrg();
  return () => org.sandbox.close();
});

const file = (type: string, content: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><${type} xmlns="http://soap.sforce.com/2006/04/metadata">${content}</${type}>`;
const list = (column: string, filter = 'Score__c') =>
  `<listViews><fullName>Open</fullName><columns>NAME</columns><columns>${column}</columns><filterScope>Everything</filterScope><filters><field>${filter}</field><operation>greaterThan</operation><value>0</value></filters><label>Open</label></listViews>`;
const highlights = (name: string) =>
  `<compactLayouts><fullName>Brief</fullName><fields>Name</fields><fields>${name}</fields><label>Brief</label></compactLayouts>`;
const score = field('Score__c', 'Number', '<precision>5</precision><scale>0</scale>');
const note = field('Note__c', 'LongTextArea', '<length>2000</length><visibleLines>3</visibleLines>');
const deal = field(
  'Deal__c',
  'Lookup',
  '<referenceTo>Opportunity</referenceTo><relationshipName>Hints</relationshipName>',
);
const page = (name: string, behavior = 'Readonly') =>
  file(
    'Layout',
    `<layoutSections><layoutColumns><layoutItems><behavior>${behavior}</behavior><field>${name}</field></layoutItems></layoutColumns><style>OneColumn</style></layoutSections>`,
  );
const types = (relation: string, column: string) =>
  file(
    'ReportType',
    `<baseObject>Opportunity</baseObject><category>opportunities</category><deployed>true</deployed><join><outerJoin>false</outerJoin><relationship>${relation}</relationship></join><label>Hints</label><sections><columns><checkedByDefault>false</checkedByDefault><field>${column}</field><table>Opportunity.Hints__r</table></columns><masterLabel>Hints</masterLabel></sections>`,
  );
const report = (column: string) =>
  file(
    'Report',
    `<columns><field>${column}</field></columns><format>Tabular</format><name>Hints</name><reportType>Hints__c</reportType>`,
  );

interface Parts {
  inside?: string;
  files?: Record<string, string>;
  members?: Record<string, string[]>;
}

/** One object with these parts in its file, and these files beside it. */
async function problems({ inside = '', files = {}, members = {} }: Parts): Promise<string> {
  const object = objectFile('Hint', score + note + deal).replace(
    '</CustomObject>',
    `${inside}</CustomObject>`,
  );
  const all = { CustomObject: ['Hint__c'], ...members };
  return (await deploy(org.admin, { 'objects/Hint__c.object': object, ...files }, all)).problems.join();
}

const tab = {
  files: {
    'tabs/Hint__c.tab': file('CustomTab', '<customObject>true</customObject><motif>Custom53: Bell</motif>'),
  },
  members: { CustomTab: ['Hint__c'] },
};
const reports = (relation: string, column: string, shown: string) => ({
  files: {
    'reportTypes/Hints.reportType': types(relation, column),
    'reports/Ours-meta.xml': file('ReportFolder', '<name>Ours</name>'),
    'reports/Ours/Hints.report': report(shown),
  },
  members: { ReportType: ['Hints'], Report: ['Ours/', 'Ours/Hints'] },
});

describe('what names only what is there', () => {
  it('is taken, listed and read back', async () => {
    const inside = list('Score__c') + highlights('Score__c');
    const more = reports('Hints__r', 'Score__c', 'Opportunity.Hints__r$Score__c');
    expect(
      await problems({
        inside,
        files: { ...tab.files, ...more.files, 'layouts/Hint__c-Hint Layout.layout': page('Score__c') },
        members: { ...tab.members, ...more.members, Layout: ['Hint__c-Hint Layout'] },
      }),
    ).toBe('');
    expect(await org.admin.metadata.list({ type: 'ListView' })).toMatchObject([{ fullName: 'Hint__c.Open' }]);
    expect(await org.admin.metadata.read('ReportType', 'Hints')).toMatchObject({ baseObject: 'Opportunity' });
  });
});

describe('what does not', () => {
  it.each<[string, Parts, RegExp]>([
    ['a column', { inside: list('Nope__c') }, /Could not resolve list view column: Nope__c/],
    ['a filter', { inside: list('Score__c', 'Nope__c') }, /Could not resolve list view column: Nope__c/],
    [
      'a standard column by its field',
      { inside: list('CreatedDate') },
      /Could not resolve list view column: CreatedDate/,
    ],
    ['highlights', { inside: highlights('Nope__c') }, /no CustomField named Hint__c.Nope__c found/],
    ['a long text among highlights', { inside: highlights('Note__c') }, /Note__c to a compact layout/],
    [
      'highlights that are none',
      { inside: '<compactLayoutAssignment>Lost</compactLayoutAssignment>' },
      /no CompactLayout named Hint__c.Lost found/,
    ],
    [
      'a field on a page',
      {
        files: { 'layouts/Hint__c-Hint Layout.layout': page('Nope__c') },
        members: { Layout: ['Hint__c-Hint Layout'] },
      },
      /no CustomField named Hint__c.Nope__c found/,
    ],
    [
      'a tab of an app',
      {
        files: { 'applications/Ours.app': file('CustomApplication', '<tabs>Lost__c</tabs>') },
        members: { CustomApplication: ['Ours'] },
      },
      /no CustomTab named Lost__c found/,
    ],
    [
      'the component of an action',
      {
        files: {
          'quickActions/Opportunity.Go.quickAction': file(
            'QuickAction',
            '<lightningWebComponent>lost</lightningWebComponent><optionsCreateFeedItem>false</optionsCreateFeedItem><type>LightningWebComponent</type>',
          ),
        },
        members: { QuickAction: ['Opportunity.Go'] },
      },
      /no LightningComponentBundle named lost found/,
    ],
    [
      'an action on a page',
      {
        files: {
          'flexipages/Ours.flexipage': file(
            'FlexiPage',
            '<flexiPageRegions><itemInstances><componentInstance><componentInstanceProperties><name>actionNames</name><valueList><valueListItems><value>Opportunity.Lost</value></valueListItems></valueList></componentInstanceProperties><componentName>force:highlightsPanel</componentName></componentInstance></itemInstances><name>header</name><type>Region</type></flexiPageRegions><masterLabel>Ours</masterLabel><sobjectType>Opportunity</sobjectType><type>RecordPage</type>',
          ),
        },
        members: { FlexiPage: ['Ours'] },
      },
      /no QuickAction named Opportunity.Lost found/,
    ],
    ['the rows of a report type', reports('Losts__r', 'Score__c', ''), /Invalid relationship .* Losts__r/],
    ['a column of a report type', reports('Hints__r', 'Nope__c', ''), /named Hint__c.Nope__c found/],
    [
      'a column of a report',
      reports('Hints__r', 'Score__c', 'Opportunity.Hints__r$Nope__c'),
      /Invalid field name: Opportunity.Hints__r\$Nope__c/,
    ],
    [
      'a report without its folder',
      { files: { 'reports/Ours/Hints.report': report('x') }, members: { Report: ['Ours/Hints'] } },
      /Cannot find folder:Ours/,
    ],
  ])('%s', async (_what, parts, problem) => {
    expect(await problems(parts)).toMatch(problem);
    expect(await org.admin.metadata.list({ type: 'ListView' })).toEqual([]);
  });
});
