/** What a customer's org adds on top of the platform's own checks: validation rules, duplicate rules, locks, slow triggers. */
import { SalesforceError } from './errors.ts';
import type { Row } from './schema.ts';

/** True when the change is to be refused. `before` is undefined for a new record. */
export type Predicate = (row: Row, before: Row | undefined) => boolean;

interface ValidationRule {
  object: string;
  name: string;
  message: string;
  field: string | undefined;
  refuses: Predicate;
}

interface DuplicateRule {
  object: string;
  name: string;
  keyOf: (row: Row) => string | undefined;
  known: Map<string, Set<string>>;
}

/** One request's worth of writes: what to undo, and how much has been touched so far. */
export class Transaction {
  readonly undo: (() => void)[] = [];
  readonly perParent = new Map<string, number>();
  rows = 0;
  /** Set by `Sforce-Duplicate-Rule-Header: allowSave=true`. */
  allowDuplicates = false;
  /** For records of the past: entered before today's rules, or by people who have left since. */
  beforeRules = false;

  rollback(to = 0): void {
    while (this.undo.length > to) this.undo.pop()?.();
  }
}

export class Rules {
  /** Fails every record of a request past this many rows, as a slow trigger does. */
  cpuLimitAbove: number | undefined;
  readonly #validation: ValidationRule[] = [];
  readonly #duplicates: DuplicateRule[] = [];
  readonly #locks: { object: string | undefined; id: string; times: number }[] = [];
  readonly #hot = new Map<string, number>();

  addValidation(
    object: string,
    name: string,
    message: string,
    field: string | undefined,
    refuses: Predicate,
  ): void {
    this.#validation.push({ object, name, message, field, refuses });
  }

  /** Two records of the object with one key (undefined: no key) count as duplicates. */
  addDuplicate(
    object: string,
    name: string,
    keyOf: (row: Row) => string | undefined,
    existing: Iterable<Row>,
  ): void {
    const rule = { object, name, keyOf, known: new Map<string, Set<string>>() };
    this.#duplicates.push(rule);
    for (const row of existing) remember(rule, row);
  }

  /** Without an object, every write to the record or below it is refused. */
  lock(object: string | undefined, id: string, times: number): void {
    this.#locks.push({ object, id, times });
  }

  /** At most `children` writes below this parent in one request. */
  hotParent(parentId: string, children: number): void {
    this.#hot.set(parentId, children);
  }

  checkRecord(
    object: string,
    row: Row,
    before: Row | undefined,
    current: (id: string) => Row | undefined,
    transaction: Transaction,
  ): void {
    if (transaction.beforeRules) return;
    for (const rule of this.#validation)
      if (rule.object === object && rule.refuses(row, before))
        throw new SalesforceError('FIELD_CUSTOM_VALIDATION_EXCEPTION', rule.message, {
          fields: rule.field === undefined ? [] : [rule.field],
        });
    if (transaction.allowDuplicates) return;
    for (const rule of this.#duplicates) {
      const key = rule.object === object ? rule.keyOf(row) : undefined;
      if (key === undefined || (before !== undefined && rule.keyOf(before) === key)) continue;
      for (const id of rule.known.get(key) ?? []) {
        const other = current(id);
        if (id !== row.Id && other !== undefined && rule.keyOf(other) === key)
          throw new SalesforceError('DUPLICATES_DETECTED', 'Use one of these records?');
      }
    }
  }

  remember(object: string, row: Row): void {
    for (const rule of this.#duplicates) if (rule.object === object) remember(rule, row);
  }

  /** Fails a write to a locked record, below a locked or hot parent, or in a request too large for the org's triggers. */
  checkContention(object: string, ids: string[], transaction: Transaction): void {
    transaction.rows += 1;
    if (this.cpuLimitAbove !== undefined && transaction.rows > this.cpuLimitAbove)
      throw new SalesforceError(
        'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
        'AccountTrigger: System.LimitException: Apex CPU time limit exceeded',
      );
    for (const id of ids) {
      const lock = this.#locks.find(
        (held) => held.id === id && held.times > 0 && (held.object ?? object) === object,
      );
      if (lock !== undefined) {
        lock.times -= 1;
        throw locked(id);
      }
      const most = this.#hot.get(id);
      if (most === undefined) continue;
      const written = (transaction.perParent.get(id) ?? 0) + 1;
      transaction.perParent.set(id, written);
      if (written > most) throw locked(id);
    }
  }
}

function remember(rule: DuplicateRule, row: Row): void {
  const key = rule.keyOf(row);
  if (key === undefined) return;
  const ids = rule.known.get(key);
  if (ids === undefined) rule.known.set(key, new Set([row.Id]));
  else ids.add(row.Id);
}

function locked(id: string): SalesforceError {
  return new SalesforceError(
    'UNABLE_TO_LOCK_ROW',
    `unable to obtain exclusive access to this record or 1 records: ${id}`,
  );
}
