/** What is asked of our Apex, and the faults that have to be found where they are put. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { caught, clean, type Step } from '../verdict.ts';
import { analyzed } from './analyzer.ts';
import { typed } from './types.ts';

/** What the security review asks for by these names, and all that the Graph Engine knows; each with a fault of its own. */
const SELECTORS = {
  AppExchange: /AvoidHardcodedCredentials/,
  'Recommended:Security': /ApexSOQLInjection/,
  'sfge:all': /ApexFlsViolation/,
};
const NAMES = Object.keys(SELECTORS);

const FAULTY = `public class Faulty {
  private static final String PASSWORD = 'open sesame';
  @AuraEnabled
  public static void read(String name) {
    Deal_Partner__c row = new Deal_Partner__c();
    row.No_Such__c = 1;
    insert row;
    List<Account> found = Database.query('SELECT Id FROM Account WHERE Name = \\'' + name + '\\'');
    System.debug(PASSWORD + found);
  }
}
`;
const META = `<?xml version="1.0" encoding="UTF-8"?>
<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata">
    <apiVersion>65.0</apiVersion>
    <status>Active</status>
</ApexClass>
`;

/** @param faulty a copy of the package that is ours to spoil */
export async function steps(ours: string, faulty: string): Promise<Step[]> {
  const classes = join(faulty, 'force-app/main/default/classes');
  await writeFile(join(classes, 'Faulty.cls'), FAULTY);
  await writeFile(join(classes, 'Faulty.cls-meta.xml'), META);
  const good = await analyzed(ours, NAMES);
  const bad = await analyzed(faulty, NAMES);
  return [
    ['types', () => clean(typed(ours))],
    ['types finds a fault', () => caught(typed(faulty), /No_Such__c/)],
    ...Object.entries(SELECTORS).flatMap(([name, fault]): Step[] => [
      [name, () => clean(good.get(name) ?? [])],
      [`${name} finds a fault`, () => caught(bad.get(name) ?? [], fault)],
    ]),
  ];
}
