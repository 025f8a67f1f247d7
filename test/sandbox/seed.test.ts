import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { seedCompany } from '../../server/sandbox/seed.ts';

const company = seedCompany();

function records(csv: string): string[][] {
  const delimiter = csv.split('\r\n')[0]?.includes(';') ? ';' : ',';
  return parse(csv, { delimiter, relax_column_count: true }) as string[][];
}

describe('the made-up company', () => {
  it('is the same for the same seed and another for another', () => {
    const small = (seed: number) =>
      JSON.stringify(seedCompany({ seed, accounts: 50, deals: 5, partners: 2, lists: { min: 20, max: 30 } }));
    expect(small(1)).toBe(small(1));
    expect(small(1)).not.toBe(small(2));
  });

  it('has the size asked for, and every reference leads somewhere', () => {
    expect([company.accounts.length, company.deals.length, company.lists.length]).toEqual([2_000, 300, 7]);
    const accounts = new Set(company.accounts.map(({ ref }) => ref));
    const owners = new Set(company.owners.map(({ ref }) => ref));
    expect(company.accounts.every(({ ownerRef }) => owners.has(ownerRef))).toBe(true);
    expect(
      company.deals.every(({ accountRef, ownerRef }) => accounts.has(accountRef) && owners.has(ownerRef)),
    ).toBe(true);
    expect(company.owners.filter(({ active }) => !active)).toHaveLength(1);
    expect(
      company.lists.flatMap(({ truth }) => truth ?? []).every((ref) => ref === null || accounts.has(ref)),
    ).toBe(true);
  });

  it('has partners of seven types, and no two accounts of one name', () => {
    const partners = company.accounts.filter(({ kind }) => kind === 'partner');
    expect(new Set(partners.map(({ partnerType }) => partnerType)).size).toBe(7);
    expect(company.lists.map(({ partnerRef }) => partnerRef)).toEqual(partners.map(({ ref }) => ref));
    expect(new Set(company.accounts.map(({ name }) => name)).size).toBe(2_000);
  });

  it('makes a won deal only with a customer', () => {
    const kinds = new Map(company.accounts.map(({ ref, kind }) => [ref, kind]));
    const won = company.deals.filter(({ outcome }) => outcome === 'won');
    expect(won.length).toBeGreaterThan(50);
    expect(won.every(({ accountRef }) => kinds.get(accountRef) === 'customer')).toBe(true);
  });
});

describe('the lists', () => {
  it('have 300 to 1,500 rows with one truth each, and overlap in part', () => {
    for (const { csv, truth = [] } of company.lists) {
      expect(records(csv)).toHaveLength(truth.length + 1);
      expect(truth.length).toBeGreaterThanOrEqual(300);
      expect(truth.length).toBeLessThanOrEqual(1_500);
      const share = truth.filter((ref) => ref !== null).length / truth.length;
      expect(share).toBeGreaterThan(0.2);
      expect(share).toBeLessThan(0.75);
    }
  });

  it('are dirty in the ways of real ones', () => {
    const all = company.lists.map(({ csv }) => csv).join('\n');
    for (const dirt of [
      'http://www.',
      '=HYPERLINK(',
      'gmail.com',
      'Limited',
      ';',
      'OPEN OPP',
      'Deutschland',
      'call back',
    ]) {
      expect(all, dirt).toContain(dirt);
    }
    const headers = company.lists.map(({ csv }) => csv.split('\r\n')[0]);
    expect(new Set(headers).size).toBe(7);
    expect(
      company.lists.some(
        ({ truth = [] }) => new Set(truth.filter(Boolean)).size < truth.filter(Boolean).length,
      ),
    ).toBe(true);
  });

  it('keep the list with semicolons within Latin-1', () => {
    const list = company.lists.find(({ csv }) => csv.startsWith('Firma;'));
    expect(list?.csv).toMatch(/[äöüß]/);
    expect(list?.csv).not.toMatch(/[^\u0000-\u00ff]/);
  });

  it('name strangers that no account has', () => {
    const names = new Set(company.accounts.map(({ name }) => name));
    for (const { csv, truth = [] } of company.lists) {
      const [header = [], ...rows] = records(csv);
      const column = header.findIndex((title) => /name|company|firma/i.test(title));
      const wrong = rows.filter(
        (row, index) => truth[index] === null && names.has(row[column] ?? '') && row.length === header.length,
      );
      expect(wrong).toEqual([]);
    }
  });
});
