/** One partner's part in one deal, and what a rule of the team answers. */
import type { DEAL_ROLES, Fields, STAGES } from '../../schema/objects.ts';

export type DealRole = (typeof DEAL_ROLES)[number];
export type Stage = (typeof STAGES)[number];

/** As it stands in the CRM. */
export interface Part {
  readonly key: string;
  /** The partner's account. */
  readonly partner: string;
  readonly roles: readonly DealRole[];
  /** Empty: the stages follow the roles. */
  readonly stages: readonly Stage[];
  readonly status: NonNullable<Fields<'dealPartner'>['status']>;
  readonly contact: string | null;
  /** Basis points of the whole partner credit of the deal; null is not agreed yet. */
  readonly share: number | null;
  readonly note: string | null;
  /** YYYY-MM-DD. */
  readonly joinedOn: string | null;
  readonly endedOn: string | null;
}

/** What a person may say of a part. */
export type PartInput = Pick<Part, 'partner' | 'roles' | 'stages' | 'contact' | 'share' | 'note'>;

export interface TeamContext {
  readonly deal: string;
  /** The calendar day in the user's zone, YYYY-MM-DD. */
  readonly today: string;
  /** The credit of a won deal is settled: nobody may change the team any more. */
  readonly locked: boolean;
}

export interface TeamRefusal {
  /** Names the words too. */
  readonly code: `team.${string}`;
  /** The field of the form it is about; null is the whole team. */
  readonly field: keyof PartInput | null;
  readonly args: Readonly<Record<string, string | number>>;
}

/** `changed`: the parts to write, as they shall be. An empty list: everything stands as wished already. */
export type TeamDecision =
  | { readonly ok: true; readonly team: readonly Part[]; readonly changed: readonly Part[] }
  | { readonly ok: false; readonly refusal: TeamRefusal };

/** Whether a part counts: one that was only suggested, was declined or has ended covers nothing and holds no share. */
export function stands({ status }: Pick<Part, 'status'>): boolean {
  return status === 'active' || status === 'invited';
}

export function refuse(
  code: TeamRefusal['code'],
  field: TeamRefusal['field'],
  args: TeamRefusal['args'] = {},
): { ok: false; refusal: TeamRefusal } {
  return { ok: false, refusal: { code, field, args } };
}

/** The team with these parts put in place of those with the same keys, or at the end. */
export function decided(team: readonly Part[], parts: readonly Part[]): TeamDecision {
  const before = new Map(team.map((part) => [part.key, part]));
  const changed = parts.filter((part) => !samePart(before.get(part.key), part));
  const after = new Map(before);
  for (const part of changed) after.set(part.key, part);
  return { ok: true, team: [...after.values()], changed };
}

function samePart(a: Part | undefined, b: Part): boolean {
  return a !== undefined && (Object.keys(b) as (keyof Part)[]).every((name) => sameValue(a[name], b[name]));
}

function sameValue(a: Part[keyof Part], b: Part[keyof Part]): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b;
  return a.length === b.length && a.every((item, at) => item === b[at]);
}
