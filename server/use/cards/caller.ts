/** Who asks for a card, as the verified credential says and nothing else does. */
import type { RecordRef } from '../../../shared/contract/value.ts';
import type { Role } from '../../../shared/schema/objects.ts';

export interface Caller {
  readonly tenant: string;
  readonly connection: string;
  /** The CRM's id of the user. */
  readonly user: string;
  /** IANA name; null where the credential does not say. */
  readonly zone: string | null;
  /** What this user cannot read, as `object.field` by our names; `object.*` is the whole object. */
  readonly hidden: ReadonlySet<string>;
  /**
   * What the CRM itself vouched for in the credential: the one record (null: none) and what the user may do with it.
   * Null where the CRM has to be asked.
   */
  readonly vouched: {
    readonly record: string | null;
    readonly access: 'read' | 'edit';
    readonly role: Role;
  } | null;
}

/** What a caller may do with the record of the request, or with pages that are about none. */
export interface Access {
  readonly read: boolean;
  readonly edit: boolean;
  /** Null: no user of ours. */
  readonly role: Role | null;
}

export type RecordOrNone = RecordRef | null;

export function isChannelManager({ role }: Pick<Access, 'role'>): boolean {
  return role === 'Channel Manager' || role === 'Admin';
}
