/** Claims, partners and deals to judge: each as plain as it can be, with what a test is about put on top. */
import type {
  ConflictFacts,
  DealFacts,
  PartnerFacts,
  RegistrationRules,
  Rival,
} from '../../../shared/domain/conflict.ts';
import {
  defaultPolicy,
  type Participant,
  protect,
  type Registration,
  type RegistrationPolicy,
  registrationPolicy,
} from '../../../shared/domain/registration.ts';
import { type DealRole, defaultRoleRules, type Part } from '../../../shared/domain/team.ts';

export const NOW = Date.parse('2026-11-23T10:00:00Z');

export function rulesOf(policy: object = {}): RegistrationRules {
  const parsed: RegistrationPolicy = { ...defaultPolicy(), ...registrationPolicy.parse(policy) };
  return { policy: parsed, roles: defaultRoleRules(), version: 7, zone: 'Europe/Berlin' };
}

export function partner(id: string, of: Partial<PartnerFacts> = {}): PartnerFacts {
  return {
    id,
    name: `Partner ${id}`,
    type: 'reseller',
    tier: 'Gold',
    status: 'active',
    domains: [`${id.toLowerCase()}-partner.test`],
    ...of,
  };
}

export const PARTNERS = new Map(['A', 'B', 'C', 'D', 'E'].map((id) => [id, partner(id)]));

export function takesPart(
  id: string,
  roles: readonly DealRole[],
  share: number | null = 10_000,
): Participant {
  return {
    key: `rpa${id}`,
    partner: id,
    roles,
    share,
    contribution: null,
    evidence: null,
    consent: 'pending',
    consentedBy: null,
    consentedAt: null,
  };
}

export function claim(key: string, of: Partial<Registration> = {}): Registration {
  return {
    key,
    state: 'draft',
    customer: { name: 'Acme', website: 'acme.test', country: 'DE', account: 'C1', match: 'sure' },
    deal: null,
    products: ['Edge'],
    amount: null,
    expectedClose: null,
    note: null,
    participants: [takesPart('A', ['resell'])],
    owner: 'U1',
    enteredBy: 'U1',
    submission: null,
    clock: null,
    decider: null,
    ruling: null,
    protection: null,
    history: [],
    ...of,
  };
}

/** One that was submitted before, as the so-manieth. */
export function submitted(key: string, sequence: number, of: Partial<Registration> = {}): Registration {
  const submission = {
    sequence,
    typedAt: null,
    at: NOW - 86_400_000,
    outcome: 'clear',
    late: false,
  } as const;
  return claim(key, { state: 'submitted', submission, ...of });
}

/** One that was approved the day before. */
export function approved(key: string, sequence: number, of: Partial<Registration> = {}): Registration {
  const protection = protect(NOW - 86_400_000, 90, 'Europe/Berlin');
  return submitted(key, sequence, { state: 'approved', protection, ...of });
}

export function deal(id: string, of: Partial<DealFacts> = {}): DealFacts {
  return {
    id,
    account: 'C1',
    createdAt: NOW - 30 * 86_400_000,
    stage: 'Discovery',
    closeDate: '2027-06-30',
    closed: false,
    won: false,
    team: [],
    ...of,
  };
}

export function part(id: string, of: Partial<Part> = {}): Part {
  return {
    key: `dpa${id}`,
    partner: id,
    roles: ['coSell'],
    stages: [],
    status: 'active',
    contact: null,
    share: null,
    note: null,
    joinedOn: '2026-01-01',
    endedOn: null,
    ...of,
  };
}

export function facts(rivals: readonly Registration[], of: Partial<ConflictFacts> = {}): ConflictFacts {
  return {
    rivals: rivals.map((registration): Rival => ({ registration, match: 'sure' })),
    deals: [],
    partners: PARTNERS,
    customerDomains: ['acme.test'],
    submissionsToday: new Map(),
    ...of,
  };
}
