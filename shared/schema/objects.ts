/** The one list of objects, fields, relations, sharing and access. Metadata, provisioning and record types follow from it. */
import type { Field, FieldsOf } from './field.ts';
import {
  DEAL_ROLES,
  PARTNER_STATUSES,
  PARTNER_TYPES,
  REGISTRATION_STATES,
  SEGMENTS,
  SHAREABLE_FIELDS,
  SHARING_LEVELS,
  STAGES,
  TOUCHPOINT_KINDS,
} from './options.ts';
import { registrationObjects } from './registrationObjects.ts';
import { standardAccount, standardDeal, standardTask } from './standard.ts';

export * from './options.ts';

export type Access = 'none' | 'read' | 'edit' | 'all';

/** The permission sets we ship, in the order of rising rights. */
export const ROLES = ['Rep', 'Channel Manager', 'Admin', 'Integration'] as const;
export type Role = (typeof ROLES)[number];

export interface ObjectDefinition {
  label: string;
  plural: string;
  /** `record`: lives in the CRM wherever its edition can hold it. */
  held: 'everywhere' | 'whereObjects';
  /** Ours: prefix of the record's key. Standard objects have none. */
  keyPrefix?: string;
  /** Standard objects: the CRM's own name of the object. */
  native?: { readonly salesforce: string; readonly hubspot: string };
  /** Standard objects that a connection may keep closed to us; what needs them is then not offered. */
  optional?: boolean;
  /**
   * Where a CRM without custom objects keeps the rows: in this JSON field of this parent, which objects may share,
   * since their keys tell them apart. `by` names the row's reference to it where that is not the object's parent.
   */
  rowsIn?: { readonly parent: 'account' | 'deal'; readonly field: string; readonly by?: string };
  /** Who sees a record beyond its owner; a child of a parent follows the parent. */
  sharing?: 'parent' | 'private' | 'read';
  access?: Readonly<Record<Role, Access>>;
  fields: Readonly<Record<string, Field>>;
}

const key = { type: 'text', label: 'Alongside Key', length: 40, unique: true, required: true } as const;
const enteredBy = { type: 'reference', label: 'Entered By', to: 'user' } as const;

export const OBJECTS = {
  account: {
    label: 'Account',
    plural: 'Accounts',
    held: 'everywhere',
    native: { salesforce: 'Account', hubspot: 'companies' },
    fields: {
      ...standardAccount,
      overlaps: {
        type: 'json',
        label: 'Overlap Rows',
        help: 'Written by Alongside; do not edit.',
        length: 52_000,
        native: { salesforce: null, hubspot: 'alongside_overlaps' },
      },
      overlapPartners: {
        type: 'text',
        label: 'Overlap Partners',
        length: 255,
        help: 'Partners that know this account.',
      },
      overlapCount: { type: 'number', label: 'Overlap Count', decimals: 0 },
      partnerStatus: { type: 'select', label: 'Partner Status', options: PARTNER_STATUSES },
      partnerType: { type: 'multiSelect', label: 'Partner Type', options: PARTNER_TYPES, room: 'ifRoom' },
      partnerTier: { type: 'text', label: 'Partner Tier', length: 80, room: 'ifRoom' },
      partnerManager: { type: 'reference', label: 'Partner Manager', to: 'user', room: 'ifRoom' },
      overlapTotals: {
        type: 'text',
        label: 'Overlap Totals',
        length: 255,
        room: 'ifRoom',
        help: 'On a partner: how many of its accounts we know, by segment.',
      },
      openRegistrations: {
        type: 'number',
        label: 'Open Registrations',
        decimals: 0,
        room: 'ifRoom',
        help: 'Claims on this account that wait for a decision or are protected.',
      },
    },
  },
  deal: {
    label: 'Deal',
    plural: 'Deals',
    held: 'everywhere',
    native: { salesforce: 'Opportunity', hubspot: 'deals' },
    fields: {
      ...standardDeal,
      dealPartners: {
        type: 'json',
        label: 'Deal Partner Rows',
        help: 'Written by Alongside; do not edit.',
        length: 52_000,
        native: { salesforce: null, hubspot: 'alongside_deal_partners' },
      },
      partnerNames: { type: 'text', label: 'Partner Names', length: 255 },
      partnerCount: { type: 'number', label: 'Partner Count', decimals: 0 },
      partnerInvolvement: {
        type: 'select',
        label: 'Partner Involvement',
        options: ['none', 'sourced', 'influenced'],
      },
      registrationStatus: {
        type: 'select',
        label: 'Registration Status',
        options: REGISTRATION_STATES,
        room: 'ifRoom',
      },
      protectedUntil: {
        type: 'date',
        label: 'Protected Until',
        room: 'ifRoom',
        help: 'Last day on which the registration of this deal is protected.',
      },
      decisionDue: {
        type: 'date',
        label: 'Registration Decision Due',
        room: 'ifRoom',
        help: 'Day by which the registration of this deal has to be decided.',
      },
    },
  },
  task: {
    label: 'Task',
    plural: 'Tasks',
    held: 'everywhere',
    native: { salesforce: 'Task', hubspot: 'tasks' },
    optional: true,
    fields: standardTask,
  },
  accountOverlap: {
    label: 'Account Overlap',
    plural: 'Account Overlaps',
    held: 'everywhere',
    keyPrefix: 'ovl',
    rowsIn: { parent: 'account', field: 'overlaps' },
    sharing: 'parent',
    access: { Rep: 'read', 'Channel Manager': 'read', Admin: 'all', Integration: 'all' },
    fields: {
      key,
      account: { type: 'reference', label: 'Account', to: 'account', parent: true, required: true },
      partner: { type: 'reference', label: 'Partner', to: 'account', required: true },
      /** Identity of the partner's list row: see `rowIdentity`. */
      row: { type: 'text', label: 'List Row', length: 80, required: true },
      /** The row's identity by content, so that a decision outlives new ids in the partner's list. */
      rowContent: { type: 'text', label: 'List Row By Content', length: 80 },
      ourSegment: { type: 'select', label: 'Our Segment', options: SEGMENTS },
      partnerSegment: { type: 'select', label: 'Partner Segment', options: SEGMENTS },
      tier: { type: 'select', label: 'Match Tier', options: ['sure', 'likely'] },
      score: { type: 'number', label: 'Match Score', decimals: 1 },
      reasons: { type: 'json', label: 'Match Reasons', length: 4_000 },
      decision: { type: 'select', label: 'Decision', options: ['confirmed', 'rejected'] },
      decidedBy: { type: 'reference', label: 'Decided By', to: 'user' },
      decidedAt: { type: 'instant', label: 'Decided At' },
      /** Only what the partner's policy lets our people see. */
      partnerAccountName: { type: 'text', label: 'Partner Account Name', length: 255 },
      partnerOwner: { type: 'text', label: 'Partner Owner', length: 120 },
      partnerOwnerEmail: { type: 'text', label: 'Partner Owner Email', length: 120 },
      partnerContact: { type: 'text', label: 'Partner Contact', length: 255 },
      enteredBy,
    },
  },
  dealPartner: {
    label: 'Deal Partner',
    plural: 'Deal Partners',
    held: 'everywhere',
    keyPrefix: 'dpa',
    rowsIn: { parent: 'deal', field: 'dealPartners' },
    sharing: 'parent',
    access: { Rep: 'read', 'Channel Manager': 'read', Admin: 'all', Integration: 'all' },
    fields: {
      key,
      deal: { type: 'reference', label: 'Deal', to: 'deal', parent: true, required: true },
      partner: { type: 'reference', label: 'Partner', to: 'account', required: true },
      roles: { type: 'multiSelect', label: 'Roles', options: DEAL_ROLES },
      stages: { type: 'multiSelect', label: 'Stages Covered', options: STAGES },
      status: {
        type: 'select',
        label: 'Status',
        options: ['suggested', 'invited', 'active', 'declined', 'ended'],
      },
      contact: { type: 'text', label: 'Partner Contact', length: 255 },
      share: { type: 'share', label: 'Share' },
      note: { type: 'longText', label: 'Contribution', length: 2_000 },
      joinedOn: { type: 'date', label: 'Joined On' },
      endedOn: { type: 'date', label: 'Ended On' },
      enteredBy,
    },
  },
  partnerTouchpoint: {
    label: 'Partner Touchpoint',
    plural: 'Partner Touchpoints',
    held: 'everywhere',
    keyPrefix: 'tpt',
    rowsIn: { parent: 'deal', field: 'dealPartners', by: 'deal' },
    sharing: 'parent',
    access: { Rep: 'read', 'Channel Manager': 'read', Admin: 'all', Integration: 'all' },
    fields: {
      key,
      account: { type: 'reference', label: 'Account', to: 'account', parent: true, required: true },
      deal: { type: 'reference', label: 'Deal', to: 'deal' },
      partner: { type: 'reference', label: 'Partner', to: 'account', required: true },
      kind: { type: 'select', label: 'Kind', options: TOUCHPOINT_KINDS, required: true },
      on: { type: 'date', label: 'Date', required: true },
      note: { type: 'longText', label: 'Note', length: 2_000 },
      link: { type: 'text', label: 'Link', length: 255 },
      enteredBy,
    },
  },
  partnerProgram: {
    label: 'Partner Program',
    plural: 'Partner Programs',
    held: 'whereObjects',
    keyPrefix: 'prg',
    sharing: 'read',
    access: { Rep: 'read', 'Channel Manager': 'edit', Admin: 'all', Integration: 'all' },
    fields: {
      key,
      version: { type: 'number', label: 'Version', decimals: 0, required: true },
      rules: { type: 'json', label: 'Rules', length: 131_072 },
      changedAt: { type: 'instant', label: 'Changed At' },
      enteredBy,
    },
  },
  sharingPolicy: {
    label: 'Sharing Policy',
    plural: 'Sharing Policies',
    held: 'whereObjects',
    keyPrefix: 'pol',
    sharing: 'private',
    access: { Rep: 'none', 'Channel Manager': 'all', Admin: 'all', Integration: 'all' },
    fields: {
      key,
      partner: { type: 'reference', label: 'Partner', to: 'account', required: true },
      segment: { type: 'select', label: 'Segment', options: SEGMENTS },
      /** What of the partner's list our people see. */
      theirs: { type: 'select', label: 'Theirs', options: SHARING_LEVELS },
      theirFields: { type: 'multiSelect', label: 'Their Fields', options: SHAREABLE_FIELDS },
      /** What of our accounts may leave to the partner. */
      ours: { type: 'select', label: 'Ours', options: SHARING_LEVELS },
      ourFields: { type: 'multiSelect', label: 'Our Fields', options: SHAREABLE_FIELDS },
      revokedAt: { type: 'instant', label: 'Revoked At' },
      enteredBy,
    },
  },
  ...registrationObjects,
} as const satisfies Record<string, ObjectDefinition>;

export type ObjectName = keyof typeof OBJECTS;
export type Fields<Name extends ObjectName> = FieldsOf<(typeof OBJECTS)[Name]['fields']>;

export function definitionOf(object: ObjectName): ObjectDefinition {
  return OBJECTS[object];
}

export const OBJECT_NAMES = Object.keys(OBJECTS) as ObjectName[];
