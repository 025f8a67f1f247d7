/** The org as tests and seeds see it: the truth behind the API, and the switches that make it misbehave. */
import type { CompanyAccount } from '../company.ts';
import { type CurrencyRate, enableCurrencies } from './currencies.ts';
import { type Dml, insertRow, updateRow } from './dml.ts';
import { Grants } from './grants.ts';
import { readId } from './ids.ts';
import { deleteRow, mergeRows, undeleteRow } from './lifecycle.ts';
import { type Predicate, Transaction } from './rules.ts';
import type { Row, Sharing, Value } from './schema.ts';
import { OrgState } from './state.ts';
import { wireValue } from './values.ts';

export class SalesforceOrg extends OrgState {
  /** Tokens and the external client app. */
  readonly grants = new Grants(this);
  /** How a lived-in org fills its own account fields when records are loaded. */
  readonly customerFill = new Map<string, (account: CompanyAccount) => unknown>();

  /** A certificate made in the org's Setup, PEM. */
  addCertificate(name: string, pem: string): void {
    this.certificates.set(name, pem);
  }

  /** The certificate or public key that JWT bearer assertions are signed with, PEM. */
  registerCertificate(pem: string): void {
    this.grants.registerCertificate(pem);
  }

  /** Ends every session. */
  expireTokens(): void {
    this.grants.expire();
  }

  /** Makes the org multi-currency for good; one of the currencies is corporate. */
  enableMultiCurrency(rates: CurrencyRate[]): void {
    enableCurrencies(this, rates);
  }

  dml(as: string = this.adminId): Dml {
    return { org: this, userId: as, transaction: new Transaction(), source: 'json' };
  }

  /** Rows of an object as the REST API would show them to an administrator; deleted ones only when asked. */
  rows(object: string, options: { deleted?: boolean } = {}): Record<string, Value>[] {
    return this.table(object)
      .byId.filter((row) => options.deleted === true || row['IsDeleted'] !== true)
      .map((row) => this.#wire(object, row));
  }

  row(object: string, id: string): Record<string, Value> | undefined {
    const row = this.table(object).rows.get(readId(id) ?? id);
    return row === undefined ? undefined : this.#wire(object, row);
  }

  insert(object: string, fields: Record<string, unknown>, options: { as?: string } = {}): string {
    return insertRow(this.dml(options.as), object, fields);
  }

  /** Inserts a record from before the customer's rules. */
  seed(object: string, fields: Record<string, unknown>): string {
    const dml = this.dml();
    dml.transaction.beforeRules = true;
    return insertRow(dml, object, fields);
  }

  update(object: string, id: string, fields: Record<string, unknown>, options: { as?: string } = {}): void {
    updateRow(this.dml(options.as), object, id, fields);
  }

  remove(object: string, id: string): void {
    deleteRow(this.dml(), this.sobject(object, this.adminId), id);
  }

  undelete(object: string, id: string): void {
    undeleteRow(this.dml(), this.sobject(object, this.adminId), id);
  }

  merge(object: string, winner: string, losers: string[]): void {
    mergeRows(this.dml(), this.sobject(object, this.adminId), winner, losers);
  }

  /** Sets fields without any check or stamp, system fields too: for worlds that need a past. */
  force(object: string, id: string, values: Record<string, Value>): void {
    const table = this.table(object);
    const row = table.rows.get(id);
    if (row === undefined) throw new Error(`${object} ${id} does not exist`);
    table.put(row, values);
  }

  validationRule(
    object: string,
    name: string,
    message: string,
    field: string | undefined,
    refuses: Predicate,
  ): void {
    this.rules.addValidation(object, name, message, field, refuses);
  }

  duplicateRule(object: string, name: string, keyOf: (row: Row) => string | undefined): void {
    this.rules.addDuplicate(object, name, keyOf, this.table(object).rows.values());
  }

  /**
   * The next `times` writes that touch `id` find it locked: writes to rows of `object` below it, or, when
   * `object` is the record's own object, any write to the record or below it.
   */
  lockRows(object: string, id: string, times = Number.POSITIVE_INFINITY): void {
    const found = this.find(id);
    this.rules.lock(found?.object.name === object ? undefined : object, found?.row.Id ?? id, times);
  }

  hotParent(parentId: string, children: number): void {
    this.rules.hotParent(parentId, children);
  }

  cpuLimitAbove(rows: number | undefined): void {
    this.rules.cpuLimitAbove = rows;
  }

  /** Makes records invisible for a while although their stamps are set: a long transaction that commits late. */
  commitLate(ids: string[], milliseconds: number): void {
    for (const id of ids) this.delay(readId(id) ?? id, this.world.now() + milliseconds);
  }

  hideField(username: string, path: string): void {
    const hidden = this.hiddenFields.get(username) ?? new Set<string>();
    this.hiddenFields.set(username, hidden.add(path));
    this.forgetAccess();
  }

  setSharing(object: string, sharing: Sharing): void {
    this.sobject(object, this.adminId).sharing = sharing;
  }

  #wire(objectName: string, row: Row): Record<string, Value> {
    const object = this.objects.get(objectName.toLowerCase());
    const shown: Record<string, Value> = {};
    for (const field of object?.fields ?? []) shown[field.name] = wireValue(field, row[field.name] ?? null);
    return shown;
  }
}
