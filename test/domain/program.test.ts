import { describe, expect, test } from 'vitest';
import {
  recognisePartner,
  segmentOf,
  subjectOf,
  takesPart,
  type AccountRecord,
} from '../../shared/domain/partner.ts';
import {
  defaultProgram,
  nativeFieldsOf,
  parseProgram,
  type ProgramRules,
} from '../../shared/domain/program.ts';
import { ReadinessCount } from '../../shared/domain/readiness.ts';

const NO_DEALS = { open: false, won: false };

function rules(input: object): ProgramRules {
  const parsed = parseProgram(input);
  if ('problem' in parsed) throw new Error(parsed.problem);
  return parsed.rules;
}

function account(of: Partial<AccountRecord> = {}): AccountRecord {
  return { id: 'A1', fields: { name: 'Acme' }, native: {}, ...of };
}

describe('a program', () => {
  test('of nothing is the default, and the default is valid', () => {
    expect(rules({})).toEqual(defaultProgram());
    expect(rules(JSON.parse(JSON.stringify(defaultProgram())) as object)).toEqual(defaultProgram());
    expect(defaultProgram().sharing.ours.level).toBe('hidden');
  });

  test.each([
    [{ matchin: {} }, 'matchin'],
    [{ partners: { by: 'magic' } }, 'Say how partners are recognised'],
    [{ partners: { by: 'field', field: '', values: ['x'] } }, 'Name a field of the account'],
    [{ partners: { by: 'field', field: 'Type', values: [] } }, 'at least one value'],
    [{ partners: { by: 'field', field: 'Type', values: ['P'], types: { P: 'friend' } } }, 'partners.types'],
    [{ matching: { sureAt: 50, likelyAt: 60 } }, 'likelyAt may not be above sureAt'],
    [{ matching: { sureAt: 500, likelyAt: 60 } }, 'matching.sureAt'],
    [{ sharing: { theirs: { level: 'everything' }, ours: { level: 'all' } } }, 'sharing.theirs.level'],
    ['text', 'expected object'],
    [null, 'expected object'],
  ])('%j is refused: %s', (input, words) => {
    expect(parseProgram(input)).toEqual({ problem: expect.stringContaining(words) as string });
  });

  test('names every native field it reads, once', () => {
    const program = rules({
      partners: {
        by: 'field',
        field: 'Type',
        values: ['Partner'],
        typeField: 'Kind__c',
        tierField: 'Tier__c',
      },
      segments: { field: 'Stage__c', customer: ['Customer'] },
      fields: { registrationNumber: 'Duns__c', website: 'Type' },
      accounts: { field: 'Region__c', is: 'only', values: ['EMEA'] },
    });
    expect(nativeFieldsOf(program)).toEqual([
      'Duns__c',
      'Kind__c',
      'Region__c',
      'Stage__c',
      'Tier__c',
      'Type',
    ]);
    expect(nativeFieldsOf(defaultProgram())).toEqual([]);
  });
});

describe('a partner', () => {
  test('is recognised by a field’s value, in any case and among several', () => {
    const program = rules({
      partners: {
        by: 'field',
        field: 'Type',
        values: ['Partner', 'Reseller'],
        types: { Reseller: 'reseller' },
        tierField: 'Tier',
      },
    });
    expect(recognisePartner(account({ native: { Type: 'reseller ', Tier: 'Gold' } }), program)).toEqual({
      type: 'reseller',
      tier: 'Gold',
    });
    expect(recognisePartner(account({ native: { Type: 'Customer;Partner' } }), program)).toEqual({
      type: null,
      tier: null,
    });
    for (const Type of ['Customer', 'Partnerships', '', null]) {
      expect(recognisePartner(account({ native: { Type } }), program)).toBeNull();
    }
    expect(recognisePartner(account(), program)).toBeNull();
  });

  test('is recognised by a checkbox', () => {
    const program = rules({
      partners: {
        by: 'checkbox',
        field: 'IsPartner',
        typeField: 'Kind',
        types: { 'Tech Alliance': 'technologyAlliance' },
      },
    });
    for (const ticked of [true, 'true', 'Yes', 1]) {
      expect(
        recognisePartner(account({ native: { IsPartner: ticked, Kind: 'tech alliance' } }), program),
      ).toEqual({ type: 'technologyAlliance', tier: null });
    }
    for (const blank of [false, 'false', '', null]) {
      expect(recognisePartner(account({ native: { IsPartner: blank } }), program)).toBeNull();
    }
  });

  test('is recognised by a file of ids', () => {
    const program = rules({
      partners: { by: 'file', partners: [{ id: 'A1', type: 'msp', tier: 'Silver' }, { id: 'A2' }] },
    });
    expect(recognisePartner(account(), program)).toEqual({ type: 'msp', tier: 'Silver' });
    expect(recognisePartner(account({ id: 'A2' }), program)).toEqual({ type: null, tier: null });
    expect(recognisePartner(account({ id: 'A3' }), program)).toBeNull();
  });
});

describe('an account', () => {
  const program = rules({
    segments: { field: 'Stage', customer: ['customer', 'evangelist'], openOpportunity: ['opportunity'] },
  });

  test.each([
    [null, { open: false, won: true }, 'customer'],
    [null, { open: true, won: true }, 'customer'],
    ['Customer', NO_DEALS, 'customer'],
    ['customer', { open: true, won: false }, 'customer'],
    ['lead', { open: true, won: false }, 'openOpportunity'],
    ['Opportunity', NO_DEALS, 'openOpportunity'],
    ['lead', NO_DEALS, 'prospect'],
    [null, NO_DEALS, 'prospect'],
  ] as const)('of life cycle %s with deals %j is a %s', (Stage, deals, segment) => {
    expect(segmentOf(account({ native: { Stage } }), deals, program)).toBe(segment);
  });

  test('takes part by the program’s filter', () => {
    const only = rules({ accounts: { field: 'Region', is: 'only', values: ['EMEA'] } });
    const except = rules({ accounts: { field: 'Region', is: 'except', values: ['EMEA'] } });
    const emea = account({ native: { Region: 'emea' } });
    expect([emea, account()].map((one) => takesPart(one, only))).toEqual([true, false]);
    expect([emea, account()].map((one) => takesPart(one, except))).toEqual([false, true]);
    expect(takesPart(account(), defaultProgram())).toBe(true);
  });

  test('is matched by the fields the program names, else by the standard ones', () => {
    const named = rules({ fields: { website: 'Site', country: 'Land', registrationNumber: 'Duns' } });
    const fields = { name: 'Acme', website: 'acme.com', country: 'Germany', city: 'Bonn' };
    expect(
      subjectOf(account({ fields, native: { Site: 'acme.de', Land: '', Duns: 412779011 } }), named),
    ).toMatchObject({
      website: 'acme.de',
      country: 'Germany',
      city: 'Bonn',
      registrationNumber: '412779011',
    });
    expect(subjectOf(account({ fields: {} }), defaultProgram())).toMatchObject({
      id: 'A1',
      name: '',
      website: null,
    });
  });
});

test('readiness counts each account once, by what keeps it from being matched', () => {
  const count = new ReadinessCount();
  const add = (name: string, website: string | null, country: string | null = 'DE', more = {}) => {
    count.add({
      subject: { id: name, name, website, country },
      partner: null,
      takesPart: true,
      segment: 'prospect',
      ...more,
    });
  };
  add('Acme', 'acme.com');
  add('ACME GmbH', 'www.acme.com', null);
  add('Acme AG', 'acme.org');
  add('Beta', null);
  add('Gamma', 'gmail.com');
  add('Delta', 'delta.wixsite.com', 'DE', { segment: 'customer' });
  add('Epsilon', 'linkedin.com/company/epsilon');
  add('', 'zeta.com');
  add('Left Out', 'out.com', 'DE', { takesPart: false });
  add('Partner', 'partner.com', 'DE', { partner: { type: 'msp', tier: null } });
  add('Other Partner', 'partner.org', 'DE', { partner: { type: null, tier: null } });
  const before = count.result();
  expect(before).toEqual({
    total: 11,
    partners: 2,
    partnersByType: { msp: 1, unknown: 1 },
    leftOut: 1,
    takePart: 8,
    segments: { customer: 1, openOpportunity: 0, prospect: 7 },
    withoutName: 1,
    withoutDomain: 1,
    freeMail: 1,
    hosting: 1,
    social: 1,
    withoutCountry: 1,
    duplicateDomains: 1,
    duplicateNames: 1,
  });
  add('Late', 'late.com');
  expect(before.total).toBe(11);
});
