/** The yardstick itself is checked against the figures that the vendors' documentation gives by hand. */
import { describe, expect, test } from 'vitest';
import { changesFloor, floor, secondsAtRate, type Target } from './floor.ts';

const salesforce: Target = { crm: 'salesforce', edition: 'enterprise' };
const hubspot: Target = { crm: 'hubspot', edition: 'professional' };
const free: Target = { crm: 'hubspot', edition: 'free' };

describe('reading everything', () => {
  test.each([
    [1, 1],
    [2000, 1],
    [2001, 2],
    // Here a Bulk query of create, two polls and one page takes over from pages of 2,000.
    [50_000, 4],
    [1_000_000, 23],
  ])('%i records of Salesforce take %i calls', (rows, calls) => {
    expect(floor(salesforce, { operation: 'readAll', object: 'account', rows })).toBe(calls);
  });

  test('HubSpot lists 100 a page', () => {
    expect(floor(hubspot, { operation: 'readAll', object: 'account', rows: 100_001 })).toBe(1001);
  });
});

describe('reading what changed', () => {
  test('10,000 changed records of one object', () => {
    expect(changesFloor(salesforce, [10_000])).toBe(5);
    expect(changesFloor(hubspot, [10_000])).toBe(50);
  });

  test('nothing changed: five objects a call on Salesforce, one search an object on HubSpot', () => {
    expect(changesFloor(salesforce, [0, 0, 0, 0, 0])).toBe(1);
    expect(changesFloor(salesforce, [0, 0, 0, 0, 0, 0])).toBe(2);
    expect(changesFloor(hubspot, [0, 0, 0])).toBe(3);
    expect(changesFloor(salesforce, [])).toBe(0);
  });

  test('the pages of several objects share Composite calls', () => {
    expect(changesFloor(salesforce, [4000, 4000, 0])).toBe(2);
  });
});

describe('writing', () => {
  test.each([
    [200, 1],
    [1001, 2],
    [7000, 7],
    [7001, 6],
    [1_000_000, 6],
  ])('%i rows of Salesforce take %i calls', (rows, calls) => {
    expect(floor(salesforce, { operation: 'upsert', object: 'accountOverlap', rows })).toBe(calls);
  });

  test('the reasons of refused rows are one more call of a bulk job', () => {
    const work = { operation: 'upsert', object: 'accountOverlap', rows: 10_000 } as const;
    expect(floor(salesforce, { ...work, refused: 3 })).toBe(7);
  });

  test('HubSpot writes 100 records a batch, counting parents where they hold the rows', () => {
    expect(floor(hubspot, { operation: 'update', object: 'account', rows: 10_000 })).toBe(100);
    const overlaps = { operation: 'upsert', object: 'accountOverlap', rows: 10_000 } as const;
    expect(floor(hubspot, { ...overlaps, parents: 4000 })).toBe(40);
    expect(() => floor(hubspot, overlaps)).toThrow('say how many parents');
  });

  test('what HubSpot keeps in the store, and no rows at all, cost nothing', () => {
    expect(floor(hubspot, { operation: 'upsert', object: 'sharingPolicy', rows: 7 })).toBe(0);
    expect(floor(salesforce, { operation: 'remove', object: 'accountOverlap', rows: 0 })).toBe(0);
  });
});

test('describing and reading by id', () => {
  expect(floor(salesforce, { operation: 'describe', object: 'account', rows: 6 })).toBe(1);
  expect(floor(hubspot, { operation: 'describe', object: 'account', rows: 2 })).toBe(2);
  expect(floor(salesforce, { operation: 'readById', object: 'account', rows: 2001 })).toBe(2);
  expect(floor(hubspot, { operation: 'readById', object: 'account', rows: 2001 })).toBe(21);
});

test('the documented rate says how long calls must take', () => {
  expect(secondsAtRate(hubspot, 1900)).toBe(100);
  expect(secondsAtRate(free, 1000)).toBe(100);
  expect(secondsAtRate(hubspot, 60, 50)).toBe(10);
  expect(secondsAtRate(salesforce, 1000)).toBe(0);
});
