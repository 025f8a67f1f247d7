/** What one imitation org holds: objects, rows, users, permissions, certificates. Every other module reads and writes it. */
import type { World } from '../world.ts';
import { Access } from './access.ts';
import { SalesforceError } from './errors.ts';
import { makeId, readId } from './ids.ts';
import type { Grave } from './lifecycle.ts';
import { Rules } from './rules.ts';
import type { Row, SObject } from './schema.ts';
import { salesObjects } from './salesObjects.ts';
import { setupObjects } from './setupObjects.ts';
import { Table } from './table.ts';

/** Tables whose rows decide what users may do. */
const ACCESS_TABLES = new Set([
  'User',
  'PermissionSet',
  'PermissionSetAssignment',
  'ObjectPermissions',
  'FieldPermissions',
]);

export class OrgState {
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
  /** Public certificates by developer name, PEM. */
  readonly certificates = new Map<string, string>();
  readonly #tables = new Map<string, Table>();
  readonly #byPrefix = new Map<string, SObject>();
  readonly #late = new Map<string, number>();
  #access = new Map<string, Access>();
  #customObjects = 0;

  constructor(world: World) {
    this.world = world;
    for (const object of [...salesObjects(), ...setupObjects()]) this.register(object);
  }

  register(object: SObject): void {
    this.objects.set(object.name.toLowerCase(), object);
    this.#byPrefix.set(object.keyPrefix, object);
    this.#tables.set(object.name, new Table());
    this.#access.clear();
  }

  unregister(name: string): void {
    this.#byPrefix.delete(this.objects.get(name.toLowerCase())?.keyPrefix ?? '');
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
    return this.#byPrefix.get(id.slice(0, 3));
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
    for (const field of object.formulas) row[field.name] = field.formula?.(row) ?? null;
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

  /** Hides a record until then. */
  delay(id: string, until: number): void {
    this.#late.set(id, until);
  }

  get hasLate(): boolean {
    return this.#late.size > 0;
  }
}
