/** What a caller may do with a record: vouched for by the credential, or asked of the CRM and kept for five minutes. */
import type { Clock } from '../../ports.ts';
import type { Context } from '../context.ts';
import type { Access, Caller, RecordOrNone } from './caller.ts';

/** Milliseconds for which an answer may be shown by; before a write it is asked for again. */
const LASTS = 5 * 60_000;
const MOST_KEPT = 50_000;

export class Permissions {
  readonly #clock: Clock;
  readonly #kept = new Map<string, { access: Access; at: number }>();
  readonly #readable = new Map<string, { read: boolean; at: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Who may what has been changed by us. */
  forget(): void {
    this.#kept.clear();
    this.#readable.clear();
  }

  /**
   * Those of these deals that the caller may read. None may be shown without it: what is said of one record says
   * nothing of the others.
   * @throws CrmError when the CRM cannot say
   */
  async readableDeals(
    { crm }: Pick<Context, 'crm'>,
    { tenant, connection, user }: Caller,
    ids: readonly string[],
  ): Promise<ReadonlySet<string>> {
    const at = this.#clock.now();
    const place = (id: string) => `${tenant}/${connection}/${user}/${id}`;
    const kept = ids.flatMap((id) => {
      const one = this.#readable.get(place(id));
      return one && at - one.at < LASTS ? [[id, one.read] as const] : [];
    });
    const known = new Map(kept);
    const unknown = ids.filter((id) => !known.has(id));
    const readable = unknown.length === 0 ? new Set() : await crm.readable(user, 'deal', unknown);
    if (this.#readable.size + unknown.length > MOST_KEPT) this.#readable.clear();
    for (const id of unknown) this.#readable.set(place(id), { read: readable.has(id), at });
    return new Set(ids.filter((id) => known.get(id) ?? readable.has(id)));
  }

  /**
   * @param anew asks the CRM whatever is known
   * @throws CrmError when the CRM cannot say; then nothing may be shown
   */
  async of(
    { crm }: Pick<Context, 'crm'>,
    caller: Caller,
    record: RecordOrNone,
    anew = false,
  ): Promise<Access> {
    if (caller.vouched) return vouchedFor(caller.vouched, record);
    const place = `${caller.tenant}/${caller.connection}/${caller.user}/${record ? `${record.object}/${record.id}` : ''}`;
    const known = this.#kept.get(place);
    if (!anew && known && this.#clock.now() - known.at < LASTS) return known.access;
    const role = await crm.roleOf(caller.user);
    // Asked first, since the answer to it tells who may read as well.
    const edit = record !== null && (await crm.may(caller.user, 'edit', record));
    const read = record === null ? role !== null : edit || (await crm.may(caller.user, 'read', record));
    const access = { read: read && role !== null, edit: edit && role !== null, role };
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
    this.#kept.set(place, { access, at: this.#clock.now() });
    return access;
  }
}

/** A token speaks of one record and no other. */
function vouchedFor(
  { record: vouched, access, role }: NonNullable<Caller['vouched']>,
  record: RecordOrNone,
): Access {
  if (vouched !== (record?.id ?? null)) return { read: false, edit: false, role };
  return { read: true, edit: record !== null && access === 'edit', role };
}
