/** Dated evidence that a partner did something for a deal: what must hold before it is logged. */
import type { Fields, TOUCHPOINT_KINDS } from '../../schema/objects.ts';
import { keyOf } from '../key.ts';
import { NOTE_LIMIT } from './editing.ts';
import { stands, type Part, type TeamContext } from './part.ts';

/** Characters, as the CRM's field holds them. */
export const LINK_LIMIT = 255;

export type TouchpointKind = (typeof TOUCHPOINT_KINDS)[number];

/** As a person sent it; null is left empty. */
export interface TouchpointInput {
  readonly kind: TouchpointKind | null;
  readonly partner: string | null;
  /** YYYY-MM-DD. */
  readonly on: string | null;
  readonly note: string | null;
  readonly link: string | null;
}

export type CheckedTouchpoint = TouchpointInput & {
  readonly [Name in 'kind' | 'partner' | 'on']: NonNullable<TouchpointInput[Name]>;
};

export interface TouchpointRefusal {
  readonly code: `touchpoint.${string}`;
  readonly field: keyof TouchpointInput;
  readonly args: Readonly<Record<string, number>>;
}

/** A settled team still gets evidence: what a partner did after the sale counts too. */
export function checkTouchpoint(
  input: TouchpointInput,
  team: readonly Part[],
  { today }: Pick<TeamContext, 'today'>,
): { ok: true; touchpoint: CheckedTouchpoint } | { ok: false; refusal: TouchpointRefusal } {
  const refuse = (code: TouchpointRefusal['code'], field: keyof TouchpointInput, limit?: number) => ({
    ok: false as const,
    refusal: { code, field, args: limit === undefined ? {} : { limit } },
  });
  const { kind, partner, on, note, link } = input;
  if (kind === null) return refuse('touchpoint.kind.missing', 'kind');
  if (partner === null || !team.some((part) => stands(part) && part.partner === partner)) {
    return refuse('touchpoint.partner.missing', 'partner');
  }
  if (on === null) return refuse('touchpoint.on.missing', 'on');
  if (on > today) return refuse('touchpoint.on.future', 'on');
  if ((note?.length ?? 0) > NOTE_LIMIT) return refuse('touchpoint.note.long', 'note', NOTE_LIMIT);
  if (link !== null && !isWebLink(link)) return refuse('touchpoint.link.invalid', 'link', LINK_LIMIT);
  return { ok: true, touchpoint: { kind, partner, on, note, link } };
}

/**
 * The row of a touchpoint. Its key follows from the operation that logged it, so that logging it again meets it.
 * @param by the user who logged it, by the CRM's id
 */
export function touchpointFields(
  { kind, partner, on, note, link }: CheckedTouchpoint,
  place: { readonly account: string; readonly deal: string },
  operationKey: string,
  by: string | null,
): Fields<'partnerTouchpoint'> {
  return { key: keyOf('tpt', operationKey), ...place, partner, kind, on, note, link, enteredBy: by };
}

/** An address that a card may link to: nothing but the web, so that no link runs a script. */
export function isWebLink(link: string): boolean {
  return link.length <= LINK_LIMIT && /^https?:\/\//i.test(link) && URL.canParse(link);
}
