/** Shows the record's own rows, read only and from the CRM itself, while the Alongside server cannot be reached. */
import { LightningElement, api, wire } from 'lwc';
import { getRelatedListRecords } from 'lightning/uiRelatedListApi';
import NO_ROWS from '@salesforce/label/c.Alongside_No_Rows';
import ROWS from '@salesforce/label/c.Alongside_Rows';
import DEAL_PARTNER from '@salesforce/schema/Deal_Partner__c';
import DEAL_ROLES from '@salesforce/schema/Deal_Partner__c.Roles__c';
import DEAL_STAGES from '@salesforce/schema/Deal_Partner__c.Stages__c';
import DEAL_STATUS from '@salesforce/schema/Deal_Partner__c.Status__c';
import DEAL_OF_PARTNER from '@salesforce/schema/Deal_Partner__c.Deal__r.Name';
import PARTNER_ON_DEAL from '@salesforce/schema/Deal_Partner__c.Partner__r.Name';
import OVERLAP_DECISION from '@salesforce/schema/Account_Overlap__c.Decision__c';
import OVERLAP_PARTNER from '@salesforce/schema/Account_Overlap__c.Partner__r.Name';
import OVERLAP_SEGMENT from '@salesforce/schema/Account_Overlap__c.Partner_Segment__c';
import OVERLAP_TIER from '@salesforce/schema/Account_Overlap__c.Tier__c';

/** What stands before our names where the package is installed under a namespace. */
const PREFIX = DEAL_PARTNER.objectApiName.replace('Deal_Partner__c', '');

const LISTS = {
  deal: ['Deal_Partners__r', PARTNER_ON_DEAL, [DEAL_ROLES, DEAL_STAGES, DEAL_STATUS]],
  account: ['Account_Overlaps__r', OVERLAP_PARTNER, [OVERLAP_TIER, OVERLAP_SEGMENT, OVERLAP_DECISION]],
  partner: ['Deal_Partners_Partner__r', DEAL_OF_PARTNER, [DEAL_ROLES, DEAL_STATUS]],
};
const nameOf = ({ objectApiName, fieldApiName }) => `${objectApiName}.${fieldApiName}`;

export default class AlongsideRows extends LightningElement {
  @api card;
  @api recordId;
  rows = [];
  labels = { NO_ROWS, ROWS };
  isEmpty = false;
  problem;

  get list() {
    return `${PREFIX}${LISTS[this.card][0]}`;
  }

  /** Optional, so that a field which the user may not read does not take the whole list away. */
  get fields() {
    const [, name, others] = LISTS[this.card];
    return [name, ...others].map(nameOf);
  }

  @wire(getRelatedListRecords, {
    parentRecordId: '$recordId',
    relatedListId: '$list',
    optionalFields: '$fields',
  })
  take({ data, error }) {
    this.problem = error && reasonOf(error);
    if (!data) return;
    const [, name, others] = LISTS[this.card];
    this.rows = data.records.map((record) => ({
      id: record.id,
      name: textAt(record, name),
      about: others
        .map((field) => textAt(record, field))
        .filter(Boolean)
        .join(' · '),
    }));
    this.isEmpty = this.rows.length === 0;
  }
}

/** What the CRM says of a list that it does not give: one reason or several, or only a status. */
function reasonOf({ body, message, statusText }) {
  const reasons = [body ?? []].flat().map((one) => one.message);
  return reasons.filter(Boolean).join(' ') || message || statusText;
}

/** The CRM's own wording of a field, along a relation where the field names one. */
function textAt(record, { fieldApiName }) {
  const path = fieldApiName.split('.');
  const end = path.pop();
  const holder = path.reduce((at, relation) => at?.fields?.[relation]?.value, record);
  const field = holder?.fields?.[end];
  return field?.displayValue ?? field?.value ?? '';
}
