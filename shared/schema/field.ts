/** The closed list of field types, what a field may say of itself, and the TypeScript type each one carries. */
import type { Money } from '../domain/money.ts';

interface Common {
  label: string;
  /** One sentence for the admin who meets the field in the CRM's set-up. */
  help?: string;
  required?: boolean;
  /**
   * Standard fields of a CRM carry the CRM's own names; null means this CRM has no such field.
   * Fields without `native` are ours: their names come from `naming.ts` and provisioning creates them.
   */
  native?: Readonly<Record<Dialect, string | null>>;
  /** Ours only: `ifRoom` fields are left out where an edition has no room for more fields. Default `always`. */
  room?: 'always' | 'ifRoom';
  /** Standard fields that no one can write, such as a computed stamp. */
  readOnly?: boolean;
  /** Standard fields that are asked for when they are needed: a change of theirs is news to nobody. */
  unwatched?: boolean;
}

export type Dialect = 'salesforce' | 'hubspot';

export type Field = Common &
  (
    | { type: 'text'; length: number; unique?: boolean }
    | { type: 'longText'; length: number }
    /** Free JSON, kept as text of at most `length` characters. */
    | { type: 'json'; length: number }
    | { type: 'number'; decimals: number }
    /** Whole basis points: 10,000 is 100 %. */
    | { type: 'share' }
    | { type: 'money' }
    /** Calendar date as YYYY-MM-DD. `noon`: CRMs that keep an instant there; noon in UTC is that day almost everywhere. */
    | { type: 'date'; noon?: readonly Dialect[] }
    /** UTC milliseconds. */
    | { type: 'instant' }
    /** `on`: what else than `true` means that it is ticked, where a CRM keeps a choice there. */
    | { type: 'checkbox'; on?: readonly string[] }
    | { type: 'select'; options: readonly string[] }
    | { type: 'multiSelect'; options: readonly string[] }
    /** The id of a record of `to`. `parent` makes the child live and die with it and share its access. */
    | { type: 'reference'; to: string; parent?: boolean }
  );

export type FieldType = Field['type'];

type Value<F extends Field> = F extends { type: 'number' | 'share' | 'instant' }
  ? number
  : F extends { type: 'checkbox' }
    ? boolean
    : F extends { type: 'money' }
      ? Money
      : F extends { type: 'multiSelect'; options: readonly (infer O)[] }
        ? O[]
        : F extends { type: 'select'; options: readonly (infer O)[] }
          ? O
          : F extends { type: 'json' }
            ? unknown
            : string;

/**
 * A record's fields by our names. `null` is an empty field; an absent one was not asked for or may not be read,
 * and must never be written back as empty.
 */
export type FieldsOf<Fields extends Record<string, Field>> = {
  [Name in keyof Fields]?: Value<Fields[Name]> | null;
};

export type FieldValue = string | number | boolean | Money | string[] | null | unknown;
