/** The CRM's own fields that we read, by our names. They exist in every org or portal and are never provisioned. */
import type { Field } from './field.ts';

const standard = (salesforce: string | null, hubspot: string | null) => ({ native: { salesforce, hubspot } });

export const standardAccount = {
  name: { type: 'text', label: 'Name', length: 255, ...standard('Name', 'name') },
  website: { type: 'text', label: 'Website', length: 255, ...standard('Website', 'domain') },
  phone: { type: 'text', label: 'Phone', length: 40, ...standard('Phone', 'phone') },
  street: { type: 'text', label: 'Street', length: 255, ...standard('BillingStreet', 'address') },
  city: { type: 'text', label: 'City', length: 120, ...standard('BillingCity', 'city') },
  postcode: { type: 'text', label: 'Postcode', length: 40, ...standard('BillingPostalCode', 'zip') },
  country: { type: 'text', label: 'Country', length: 120, ...standard('BillingCountry', 'country') },
  owner: { type: 'reference', label: 'Owner', to: 'user', ...standard('OwnerId', 'hubspot_owner_id') },
} as const satisfies Record<string, Field>;

export const standardDeal = {
  name: { type: 'text', label: 'Name', length: 255, ...standard('Name', 'dealname') },
  /** HubSpot keeps it as an association; its adapter fills it in. */
  account: { type: 'reference', label: 'Account', to: 'account', ...standard('AccountId', null) },
  amount: { type: 'money', label: 'Amount', ...standard('Amount', 'amount') },
  stage: { type: 'text', label: 'Stage', length: 120, ...standard('StageName', 'dealstage') },
  closeDate: { type: 'date', label: 'Close Date', noon: ['hubspot'], ...standard('CloseDate', 'closedate') },
  closed: { type: 'checkbox', label: 'Closed', readOnly: true, ...standard('IsClosed', 'hs_is_closed') },
  won: { type: 'checkbox', label: 'Won', readOnly: true, ...standard('IsWon', 'hs_is_closed_won') },
  owner: { type: 'reference', label: 'Owner', to: 'user', ...standard('OwnerId', 'hubspot_owner_id') },
  createdAt: { type: 'instant', label: 'Created', readOnly: true, ...standard('CreatedDate', 'createdate') },
  description: {
    type: 'longText',
    label: 'Description',
    length: 32_000,
    unwatched: true,
    ...standard('Description', 'description'),
  },
  /** Record type or pipeline, by the name that the CRM's settings show; its adapter knows the id. */
  kind: {
    type: 'text',
    label: 'Kind',
    length: 120,
    unwatched: true,
    ...standard('RecordTypeId', 'pipeline'),
  },
} as const satisfies Record<string, Field>;

/** A task for a person. It has no key of ours: whoever makes one finds it again by the reference in its text. */
export const standardTask = {
  /** HubSpot keeps it as an association; its adapter makes and reads it. */
  account: { type: 'reference', label: 'Related To', to: 'account', ...standard('WhatId', null) },
  /** Where it is about a deal without an account. */
  deal: { type: 'reference', label: 'Related To', to: 'deal', ...standard('WhatId', null) },
  subject: { type: 'text', label: 'Subject', length: 255, ...standard('Subject', 'hs_task_subject') },
  text: { type: 'longText', label: 'Text', length: 32_000, ...standard('Description', 'hs_task_body') },
  due: { type: 'date', label: 'Due Date', noon: ['hubspot'], ...standard('ActivityDate', 'hs_timestamp') },
  owner: { type: 'reference', label: 'Assigned To', to: 'user', ...standard('OwnerId', 'hubspot_owner_id') },
  done: {
    type: 'checkbox',
    label: 'Done',
    on: ['COMPLETED'],
    readOnly: true,
    ...standard('IsClosed', 'hs_task_status'),
  },
} as const satisfies Record<string, Field>;
