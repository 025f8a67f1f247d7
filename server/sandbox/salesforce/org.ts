/** One imitation org: its objects, rows, users and the switches a test turns. */
import type { CompanyAccount } from '../company.ts';
import type { World } from '../world.ts';
import { Access } from './access.ts';
import { type Dml, insertRow, updateRow } from './dml.ts';
import { SalesforceError } from './errors.ts';
import { makeId, readId } from './ids.ts';
import { deleteRow, type Grave, mergeRows, undeleteRow } from './lifecycle.ts';
import { type Predicate, Rules, Transaction } from './rules.ts';
import { type Row, type Sharing, SObject, type Value } from './schema.ts';
import { salesObjects, setupObjects } from './standard.ts';
import { Table } from './table.ts';
import { wireValue } from './values.ts';

/** Tables whose rows decide what users may do. */
const ACCESS_TABLES = new Set([
  'User',
  'PermissionSet',
  'PermissionSetAssignment',
  'ObjectPermissions',
  'FieldPermissions',
]);

export class SalesforceOrg {
  readonly world: World;
  readonly id = makeId('00D', 1);
  /** The administrator, as whom tests and deployments act unless they say otherwise. */
  adminId = '';
  /** Our package's namespace, when the org has the package installed under one. */
  namespace: string | undefined;
  multiCurrency = false;
  /** ISO code of the company currency. */
  currency = 'EUR';
  readonly objects = new Map<string, SObject>();
  readonly rules = new Rules();
  readonly graves = new Map<string, Grave>();
  /** Fields hidden from a user by field-level security, by username: `Account.Industry`. */
  readonly hiddenFields = new Map<string, Set<string>>();
  /** API calls allowed and used in the rolling 24 hours. */
  readonly daily = { limit: 100_000, used: 0 };
  /** Opaque metadata by `Type:fullName`. */
  readonly metadata = new Map<string, Record<string, unknown>>();
  /** How a lived-in org fills its own account fields when records are loaded. */
  readonly customerFill = new Map<string, (account: CompanyAccount) => unknown>();
  /** Public certificates by developer name, PEM. */
  readonly certificates = new Map<string, string>();
  readonly #tables = new Map<string, Table>();
  readonly #late = new Map<string, number>();
  #access = new Map<string, Access>();
  #customObjects = 0;

  constructor(world: World) {
    this.world = world;
    for (const object of [...salesObjects(), ...setupObjects()]) this.register(object);
  }

  register(object: SObject): void {
    this.objects.set(object.name.toLowerCase(), object);
    this.#tables.set(object.name, new Table());
    this.#access.clear();
  }

  unregister(name: string): void {
    this.objects.delete(name.toLowerCase());
    this.#tables.delete(name);
    this.#access.clear();
  }

  /** Key prefix of the next custom object: a00, a01, … */
  nextKeyPrefix(): string {
    const prefix = `a${makeId('000', this.#customObjects).slice(13, 15)}`;
    this.#customObjects += 1;
    return prefix;
  }

  table(name: string): Table {
    const table = this.#tables.get(name);
    if (table === undefined) throw new Error(`The org has no object ${name}`);
    return table;
  }

  /** The object by API name as this user sees it. @throws INVALID_TYPE when it is missing or hidden. */
  sobject(name: string, userId: string): SObject {
    const object = this.objects.get(name.toLowerCase());
    if (object !== undefined && this.access(userId).can('Read', object)) return object;
    throw new SalesforceError(
      'INVALID_TYPE',
      `sObject type '${name}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.`,
    );
  }

  objectOfId(id: string): SObject | undefined {
    for (const object of this.objects.values()) if (object.keyPrefix === id.slice(0, 3)) return object;
    return undefined;
  }

  /** Any record by id, deleted ones too. */
  find(idText: string): { object: SObject; row: Row } | undefined {
    const id = readId(idText);
    const object = id === undefined ? undefined : this.objectOfId(id);
    const row = object === undefined || id === undefined ? undefined : this.table(object.name).rows.get(id);
    return object === undefined || row === undefined ? undefined : { object, row };
  }

  access(userId: string): Access {
    let access = this.#access.get(userId);
    if (access === undefined) {
      access = new Access(this, userId);
      this.#access.set(userId, access);
    }
    return access;
  }

  /** Told after every write: permissions may have changed. */
  touched(object: SObject): void {
    if (ACCESS_TABLES.has(object.name)) this.#access.clear();
  }

  forgetAccess(): void {
    this.#access.clear();
  }

  /** Values the platform computes when a record is saved. */
  derive(object: SObject, row: Row): void {
    for (const field of object.fields) if (field.formula !== undefined) row[field.name] = field.formula(row);
    if (object.name !== 'Opportunity') return;
    const stage = this.table('OpportunityStage').find('ApiName', row['StageName'] ?? null)[0];
    row['IsClosed'] = stage?.['IsClosed'] ?? false;
    row['IsWon'] = stage?.['IsWon'] ?? false;
    row['ForecastCategory'] = stage?.['ForecastCategory'] ?? 'Pipeline';
    row['Probability'] ??= stage?.['DefaultProbability'] ?? null;
  }

  /** False while a record committed late is still on its way. */
  visible(id: string): boolean {
    const until = this.#late.get(id);
    return until === undefined || this.world.now() >= until;
  }

  get hasLate(): boolean {
    return this.#late.size > 0;
  }

  // What follows is for tests and seeds.

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
    for (const id of ids) this.#late.set(readId(id) ?? id, this.world.now() + milliseconds);
  }

  hideField(username: string, path: string): void {
    const hidden = this.hiddenFields.get(username) ?? new Set<string>();
    this.hiddenFields.set(username, hidden.add(path));
    this.#access.clear();
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
