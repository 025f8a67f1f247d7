/** What the org is, has and lacks; and the steps that bring it what it lacks. */
import { CrmError, type Described, type NativeField, type StepOutcome } from '../../ports.ts';
import { definitionOf, type ObjectName } from '../../../shared/schema/objects.ts';
import type { Found, FoundField, FoundObject, ProvisionStep, Wanted } from '../../../shared/schema/plan.ts';
import { wantedFor } from '../../../shared/schema/wanted.ts';
import type { Client, Row } from './client.ts';
import { deploy } from './deploy.ts';
import { garbled } from './errors.ts';
import { describeObjects, type Org, seenFieldOf, type SeenField, type SeenObject, TYPES } from './org.ts';
import { permissionSetName } from './permissionSets.ts';
import { quote } from './soql.ts';
import { RECORD_TYPE, RECORD_TYPE_ID } from './values.ts';

const MEGABYTE = 1024 * 1024;
/** Salesforce counts 2 KB for nearly every record, however much it holds. */
const BYTES_PER_ROW = 2 * 1024;
/** A composite request carries five collections of two hundred. */
const RECORDS_PER_CALL = 1_000;

export class Provisioner {
  readonly #client: Client;
  readonly #org: Org;
  /** The administrator's own session, with which alone metadata is deployed. */
  readonly #admin: Client | undefined;

  constructor(client: Client, org: Org, admin: Client | undefined) {
    this.#client = client;
    this.#org = org;
    this.#admin = admin;
  }

  async describe(): Promise<Described> {
    this.#org.forget();
    const wanted = wantedFor(this.#org.naming);
    const seen = await this.#org.objects();
    const there = this.#admin ? await describeObjects(this.#admin, this.#org.naming) : seen;
    const { records } = await this.#client.query('SELECT Id, Name, TimeZoneSidKey FROM Organization');
    const account = records[0];
    if (!account) throw garbled('an org without a record of itself');
    return {
      account: { id: String(account['Id']), name: String(account['Name']) },
      currency: { ...(await this.#org.currencies()), multiple: await this.#org.multipleCurrencies() },
      timeZone: String(account['TimeZoneSidKey'] ?? 'UTC'),
      wanted,
      found: this.#found(wanted, there, seen),
      nativeFields: nativeFieldsOf(seen, this.#org),
      ...(await this.#limits()),
      recordsPerCall: RECORDS_PER_CALL,
    };
  }

  /** Null where the integration user may not look at the org's limits. */
  async #limits(): Promise<Pick<Described, 'allowance' | 'storage'>> {
    try {
      const limits = (await this.#client.get('/limits')) as Record<
        string,
        { Max?: number; Remaining?: number }
      >;
      const { Max: limit, Remaining: left } = limits['DailyApiRequests'] ?? {};
      const room = limits['DataStorageMB']?.Remaining;
      return {
        allowance: limit === undefined || left === undefined ? null : { used: limit - left, limit },
        storage: room === undefined ? null : { leftBytes: room * MEGABYTE, bytesPerRow: BYTES_PER_ROW },
      };
    } catch (error) {
      if (error instanceof CrmError && error.fault.kind === 'denied')
        return { allowance: null, storage: null };
      throw error;
    }
  }

  async apply(steps: readonly ProvisionStep[]): Promise<StepOutcome[]> {
    if (steps.length === 0) return [];
    const admin = this.#admin;
    if (!admin)
      throw new CrmError(
        { kind: 'denied', what: 'Metadata API' },
        "Salesforce is provisioned by an administrator's own CLI session only; log in with `sf org login web` and name it",
      );
    if (this.#org.naming.namespace)
      throw new CrmError(
        { kind: 'denied', what: this.#org.naming.namespace },
        'Our package is installed here, and what belongs to a package is not deployed over; upgrade the package instead',
      );
    const there = await describeObjects(admin, this.#org.naming);
    const outcomes = await deploy(admin, steps, this.#ours(there), optionsOf(there));
    if (steps.some((step) => step.kind === 'grant')) await this.#assign(admin);
    this.#org.forget();
    return outcomes;
  }

  #found(
    wanted: Wanted,
    there: ReadonlyMap<ObjectName, SeenObject>,
    seen: ReadonlyMap<ObjectName, SeenObject>,
  ): Found {
    const objects = wanted.flatMap(({ object, native }): FoundObject[] => {
      const present = there.get(object);
      if (!present) return [];
      const mine = seen.get(object);
      const fields = [...present.fields].map(([name, field]) => foundField(field, mine?.fields.get(name)));
      return [{ native, fields }];
    });
    return { objects, packaged: this.#org.naming.namespace !== undefined };
  }

  /** What is wanted, without fields whose name the customer's own field of another type holds. */
  #ours(there: ReadonlyMap<ObjectName, SeenObject>): Wanted {
    return wantedFor(this.#org.naming).map((object) => {
      const seen = there.get(object.object);
      const names = this.#org.names(object.object);
      const isTheirs = ({ field, native }: { field: string; native: string }): boolean => {
        const named = names.get(field);
        return !!seen?.fields.has(native.toLowerCase()) && !(named && seenFieldOf(seen, named));
      };
      return { ...object, fields: object.fields.filter((field) => !isTheirs(field)) };
    });
  }

  /** Gives the integration user its permission set, without which nothing that was deployed is visible to it. */
  async #assign(admin: Client): Promise<void> {
    const me = (await this.#client.get('/services/oauth2/userinfo')) as Row;
    const name = quote(permissionSetName('Integration'));
    const user = quote(String(me['user_id']));
    const { records: sets } = await admin.query(`SELECT Id FROM PermissionSet WHERE Name = ${name}`);
    const { records: held } = await admin.query(
      `SELECT Id FROM PermissionSetAssignment WHERE AssigneeId = ${user} AND PermissionSet.Name = ${name}`,
    );
    if (held.length > 0) return;
    await admin.post('/sobjects/PermissionSetAssignment', {
      AssigneeId: me['user_id'],
      PermissionSetId: sets[0]?.['Id'],
    });
  }
}

function optionsOf(there: ReadonlyMap<ObjectName, SeenObject>): Map<string, readonly string[]> {
  const options = new Map<string, readonly string[]>();
  for (const object of there.values())
    for (const field of object.fields.values())
      if (field.options.length > 0) options.set(`${object.name}.${field.name}`, field.options);
  return options;
}

function foundField(field: SeenField, mine: SeenField | undefined): FoundField {
  return {
    native: field.name,
    type: TYPES[field.type] ?? null,
    nativeType: field.type,
    readable: mine !== undefined,
    // The key of a record is written once, with the record itself.
    writable: mine !== undefined && (mine.createable || mine.updateable),
    unique: field.unique,
    ...(field.length > 0 && { length: field.length }),
    ...(field.options.length > 0 && { options: field.options }),
  };
}

function nativeFieldsOf(seen: ReadonlyMap<ObjectName, SeenObject>, org: Org): Described['nativeFields'] {
  const result: Partial<Record<ObjectName, readonly NativeField[]>> = {};
  for (const [object, { fields, recordTypes }] of seen) {
    if (!definitionOf(object).native) continue;
    const names = [...org.names(object).values()];
    const ours = (name: string) => {
      const field = names.find(({ native }) => native.toLowerCase() === name.toLowerCase())?.field;
      return field === undefined ? {} : { field };
    };
    const byName: NativeField = {
      name: RECORD_TYPE,
      ...ours(RECORD_TYPE_ID),
      label: 'Record Type',
      type: 'picklist',
      options: [...recordTypes.values()],
      required: false,
      writable: false,
    };
    const others = [...fields.values()].map((field) => ({
      name: field.name,
      ...(field.name !== RECORD_TYPE_ID && ours(field.name)),
      label: field.label,
      type: field.type,
      options: field.options,
      required: field.createable && !field.nillable && !field.defaultedOnCreate,
      writable: field.createable || field.updateable,
    }));
    result[object] = fields.has('recordtypeid') ? [byName, ...others] : others;
  }
  return result;
}
