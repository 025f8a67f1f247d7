/** Registrations, their participants and their conflicts: objects of the CRM where its edition has objects. */
import type { ObjectDefinition } from './objects.ts';
import {
  CONFLICT_KINDS,
  CONSENTS,
  CUSTOMER_MATCHES,
  DEAL_ROLES,
  OUTCOMES,
  REGISTRATION_STATES,
} from './options.ts';

const key = { type: 'text', label: 'Alongside Key', length: 40, unique: true, required: true } as const;
/** Empty in a row that a person has typed, until it is adopted. */
const keyLater = { ...key, required: false } as const;
const enteredBy = { type: 'reference', label: 'Entered By', to: 'user' } as const;
/** The rep who submitted, else the account's owner: with private sharing nobody else's reports show the row. */
const owner = {
  type: 'reference',
  label: 'Owner',
  to: 'user',
  native: { salesforce: 'OwnerId', hubspot: null },
} as const;

export const registrationObjects = {
  dealRegistration: {
    label: 'Deal Registration',
    plural: 'Deal Registrations',
    held: 'whereObjects',
    keyPrefix: 'reg',
    sharing: 'private',
    access: { Rep: 'read', 'Channel Manager': 'all', Admin: 'all', Integration: 'all' },
    fields: {
      key: keyLater,
      owner,
      /** By the CRM's clock: the precedence of a row that was typed. */
      createdAt: {
        type: 'instant',
        label: 'Created',
        readOnly: true,
        native: { salesforce: 'CreatedDate', hubspot: null },
      },
      status: { type: 'select', label: 'Status', options: REGISTRATION_STATES },
      account: { type: 'reference', label: 'Account', to: 'account' },
      deal: { type: 'reference', label: 'Deal', to: 'deal' },
      customerName: { type: 'text', label: 'Customer Name', length: 255 },
      customerWebsite: { type: 'text', label: 'Customer Website', length: 255 },
      customerCountry: { type: 'text', label: 'Customer Country', length: 120 },
      /** How the account was found; a likely one waits for a person's word. */
      customerMatch: { type: 'select', label: 'Customer Match', options: CUSTOMER_MATCHES },
      /** Parted by semicolons: the customer's product families are no list of ours. */
      products: { type: 'text', label: 'Product Families', length: 255 },
      amount: { type: 'money', label: 'Amount' },
      expectedClose: { type: 'date', label: 'Expected Close' },
      note: { type: 'longText', label: 'Note', length: 2_000 },
      verdict: { type: 'select', label: 'Verdict', options: OUTCOMES },
      submittedAt: { type: 'instant', label: 'Submitted At' },
      /** Precedence; see `comparePrecedence`. */
      sequence: { type: 'number', label: 'Sequence', decimals: 0 },
      decisionDue: { type: 'instant', label: 'Decision Due' },
      decider: { type: 'reference', label: 'Decider', to: 'user' },
      decidedBy: { type: 'reference', label: 'Decided By', to: 'user' },
      decidedAt: { type: 'instant', label: 'Decided At' },
      reason: { type: 'longText', label: 'Reason', length: 2_000 },
      protectedFrom: { type: 'instant', label: 'Protected From' },
      protectedUntil: { type: 'date', label: 'Protected Until' },
      protectionEnds: { type: 'instant', label: 'Protection Ends' },
      extensions: { type: 'number', label: 'Extensions', decimals: 0 },
      policyVersion: { type: 'number', label: 'Policy Version', decimals: 0 },
      history: {
        type: 'json',
        label: 'History',
        help: 'Every move with who, when, why, before and after. Written by Alongside; do not edit.',
        length: 131_072,
      },
      enteredBy,
    },
  },
  registrationParticipant: {
    label: 'Registration Participant',
    plural: 'Registration Participants',
    held: 'whereObjects',
    keyPrefix: 'rpa',
    sharing: 'parent',
    access: { Rep: 'read', 'Channel Manager': 'all', Admin: 'all', Integration: 'all' },
    fields: {
      key: keyLater,
      registration: {
        type: 'reference',
        label: 'Deal Registration',
        to: 'dealRegistration',
        parent: true,
        required: true,
      },
      partner: { type: 'reference', label: 'Partner', to: 'account', required: true },
      roles: { type: 'multiSelect', label: 'Roles', options: DEAL_ROLES },
      share: { type: 'share', label: 'Proposed Share' },
      contribution: { type: 'longText', label: 'Contribution', length: 2_000 },
      evidence: { type: 'text', label: 'Evidence', length: 255 },
      consent: { type: 'select', label: 'Consent', options: CONSENTS },
      consentedBy: { type: 'text', label: 'Consented By', length: 120 },
      consentedAt: { type: 'instant', label: 'Consented At' },
      enteredBy,
    },
  },
  registrationConflict: {
    label: 'Registration Conflict',
    plural: 'Registration Conflicts',
    held: 'whereObjects',
    keyPrefix: 'rcf',
    sharing: 'private',
    access: { Rep: 'none', 'Channel Manager': 'all', Admin: 'all', Integration: 'all' },
    fields: {
      key,
      registration: { type: 'reference', label: 'Registration', to: 'dealRegistration' },
      against: { type: 'reference', label: 'Against', to: 'dealRegistration' },
      deal: { type: 'reference', label: 'Deal', to: 'deal' },
      partner: { type: 'reference', label: 'Partner', to: 'account' },
      role: { type: 'select', label: 'Role', options: DEAL_ROLES },
      kind: { type: 'select', label: 'Kind', options: CONFLICT_KINDS },
      /** 0 to 1; orders the queue and decides nothing. */
      score: { type: 'number', label: 'Score', decimals: 2 },
      reasons: { type: 'json', label: 'Reasons', length: 4_000 },
      resolution: { type: 'select', label: 'Resolution', options: ['open', 'cleared', 'upheld'] },
      resolvedBy: { type: 'reference', label: 'Resolved By', to: 'user' },
      resolvedAt: { type: 'instant', label: 'Resolved At' },
      enteredBy,
    },
  },
} as const satisfies Record<string, ObjectDefinition>;
