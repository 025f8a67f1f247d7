/** One reading of a change feed, sorted by what the changes are about. */
import type { Fields } from '../../shared/schema/objects.ts';
import type { CrmChange, CrmRecord, Ref } from '../ports.ts';

type DealRow = 'dealPartner' | 'partnerTouchpoint';

/** The page's changes by what they are, the last word on each record winning. */
export class SortedChanges {
  readonly accounts = new Map<string, CrmRecord<'account'>>();
  readonly deals = new Map<string, CrmRecord<'deal'>>();
  readonly programs: CrmRecord<'partnerProgram'>[] = [];
  readonly policies: CrmRecord<'sharingPolicy'>[] = [];
  readonly rows: CrmRecord<'accountOverlap'>[] = [];
  readonly goneAccounts = new Set<string>();
  readonly goneDeals = new Set<string>();
  /** Key of each vanished row and the account it stood on. */
  readonly goneRows = new Map<string, string>();
  /** Parts and touchpoints, by their key. */
  readonly dealRows = new Map<string, CrmRecord<DealRow>>();
  readonly goneDealRows = new Map<string, Fields<DealRow>>();
  readonly gonePolicies: string[] = [];
  readonly registrations = new Map<string, CrmRecord<'dealRegistration'>>();
  readonly goneRegistrations = new Set<string>();
  /** Of registrations, by the CRM's id. */
  readonly participants = new Map<string, Fields<'registrationParticipant'>>();
  readonly goneParticipants = new Map<string, Fields<'registrationParticipant'>>();
  readonly merged = new Map<string, string>();

  constructor(changes: readonly CrmChange[]) {
    for (const change of changes) {
      if (change.kind === 'touched') this.#touched(change.record);
      else if (change.kind === 'gone') this.#gone(change.ref, change.last);
      else if (change.ref.object === 'account') this.merged.set(change.ref.id, change.into);
      else this.#gone(change.ref);
    }
  }

  #touched(record: CrmRecord): void {
    switch (record.object) {
      case 'account':
        this.goneAccounts.delete(record.id);
        this.accounts.set(record.id, record as CrmRecord<'account'>);
        break;
      case 'deal':
        this.goneDeals.delete(record.id);
        this.deals.set(record.id, record as CrmRecord<'deal'>);
        break;
      case 'accountOverlap':
        this.rows.push(record as CrmRecord<'accountOverlap'>);
        break;
      case 'partnerProgram':
        this.programs.push(record as CrmRecord<'partnerProgram'>);
        break;
      case 'sharingPolicy':
        this.policies.push(record as CrmRecord<'sharingPolicy'>);
        break;
      case 'dealPartner':
      case 'partnerTouchpoint': {
        const row = record as CrmRecord<DealRow>;
        this.goneDealRows.delete(row.fields.key ?? '');
        this.dealRows.set(row.fields.key ?? '', row);
        break;
      }
      case 'dealRegistration':
        this.goneRegistrations.delete(record.id);
        this.registrations.set(record.id, record as CrmRecord<'dealRegistration'>);
        break;
      case 'registrationParticipant':
        this.goneParticipants.delete(record.id);
        this.participants.set(record.id, record.fields as Fields<'registrationParticipant'>);
        break;
      // Not polled: tasks are looked at by their ids, and conflicts follow from what is.
      case 'task':
      case 'registrationConflict':
        break;
    }
  }

  #gone({ object, id }: Ref, last?: CrmRecord): void {
    if (object === 'account') {
      this.accounts.delete(id);
      this.goneAccounts.add(id);
    } else if (object === 'deal') {
      this.deals.delete(id);
      this.goneDeals.add(id);
    } else if (object === 'accountOverlap') {
      const { key, account } = (last?.fields ?? {}) as Fields<'accountOverlap'>;
      if (key && account) this.goneRows.set(key, account);
    } else if (object === 'dealPartner' || object === 'partnerTouchpoint') {
      const fields = (last?.fields ?? {}) as Fields<DealRow>;
      this.dealRows.delete(fields.key ?? '');
      if (fields.key) this.goneDealRows.set(fields.key, fields);
    } else if (object === 'dealRegistration') {
      this.registrations.delete(id);
      this.goneRegistrations.add(id);
    } else if (object === 'registrationParticipant') {
      this.participants.delete(id);
      this.goneParticipants.set(id, (last?.fields ?? {}) as Fields<'registrationParticipant'>);
    } else if (object === 'sharingPolicy') {
      const { key } = (last?.fields ?? {}) as Fields<'sharingPolicy'>;
      if (key) this.gonePolicies.push(key);
    }
  }
}
