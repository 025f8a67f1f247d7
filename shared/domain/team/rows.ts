/** A part as a row of the CRM, and back. */
import type { Fields } from '../../schema/objects.ts';
import type { Part } from './part.ts';

/**
 * Null: the row names no partner or has no key, so it is nobody's part. Fields that may not be read count as empty
 * here; what is written back is only what `changed` of a decision holds.
 */
export function partOf(fields: Fields<'dealPartner'>): Part | null {
  const { key, partner } = fields;
  if (!key || !partner) return null;
  return {
    key,
    partner,
    roles: fields.roles ?? [],
    stages: fields.stages ?? [],
    status: fields.status ?? 'active',
    contact: fields.contact ?? null,
    share: fields.share ?? null,
    note: fields.note ?? null,
    joinedOn: fields.joinedOn ?? null,
    endedOn: fields.endedOn ?? null,
  };
}

/** @param enteredBy the user who decided, by the CRM's id */
export function partFields(part: Part, deal: string, enteredBy: string | null): Fields<'dealPartner'> {
  return { ...part, roles: [...part.roles], stages: [...part.stages], deal, enteredBy };
}
