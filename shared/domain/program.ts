/** The channel manager's rules of one connection, checked strictly: a misspelt setting is refused, never ignored. */
import { z } from 'zod';
import { PARTNER_TYPES, SHAREABLE_FIELDS, SHARING_LEVELS } from '../schema/objects.ts';
import { defaultMatchSettings } from './matching.ts';
import { registrationPolicy } from './registration/policy.ts';
import { STANDARD_TERMS } from './sharing.ts';
import { defaultRoleRules, roleRules } from './team/roles.ts';

/** The CRM's own name of an account field, as an admin sees it in the CRM's set-up. */
const nativeField = z.string().trim().min(1, 'Name a field of the account.').max(120);
const value = z.string().trim().min(1, 'A value may not be empty.').max(255);
const values = z.array(value).min(1, 'Give at least one value.').max(200);
const partnerType = z.enum(PARTNER_TYPES);

const recognition = z.discriminatedUnion(
  'by',
  [
    /** Record type, type value, life cycle: any field that says so by its value. */
    z.strictObject({
      by: z.literal('field'),
      field: nativeField,
      values,
      /** Our partner type for the value of `typeField` (of `field` if that is not given). */
      types: z.record(value, partnerType).default({}),
      typeField: nativeField.nullable().default(null),
      tierField: nativeField.nullable().default(null),
    }),
    z.strictObject({
      by: z.literal('checkbox'),
      field: nativeField,
      types: z.record(value, partnerType).default({}),
      typeField: nativeField.nullable().default(null),
      tierField: nativeField.nullable().default(null),
    }),
    /** Account ids from a file, with type and tier. */
    z.strictObject({
      by: z.literal('file'),
      partners: z
        .array(
          z.strictObject({
            id: value,
            type: partnerType.nullable().default(null),
            tier: z.string().trim().max(80).nullable().default(null),
          }),
        )
        .max(20_000),
    }),
  ],
  { error: 'Say how partners are recognised: by "field", "checkbox" or "file".' },
);

const share = z.strictObject({
  level: z.enum(SHARING_LEVELS),
  fields: z.array(z.enum(SHAREABLE_FIELDS)).default([]),
});

const percent = z.number().min(0).max(100);
const unproven = z.enum(['likely', 'no']);

export const programRules = z.strictObject({
  partners: recognition.default({ by: 'file', partners: [] }),
  /** Beyond deals (a won one makes a customer, an open one an open opportunity): a life-cycle field and its values. */
  segments: z
    .strictObject({
      field: nativeField.nullable().default(null),
      customer: z.array(value).default([]),
      openOpportunity: z.array(value).default([]),
    })
    .default({ field: null, customer: [], openOpportunity: [] }),
  /** Native fields that hold what the standard fields do not; an empty one falls back to the standard field. */
  fields: z
    .strictObject({
      website: nativeField.nullable().default(null),
      country: nativeField.nullable().default(null),
      registrationNumber: nativeField.nullable().default(null),
    })
    .default({ website: null, country: null, registrationNumber: null }),
  /** Which accounts take part: all, or those whose field holds (`only`) or does not hold (`except`) one of the values. */
  accounts: z
    .strictObject({ field: nativeField, is: z.enum(['only', 'except']), values })
    .nullable()
    .default(null),
  matching: z
    .strictObject({
      sureAt: percent,
      likelyAt: percent,
      /** Whether equal names with an equal address or phone, or rare ones in one country, may make a pair sure. */
      placeAsWitness: z.boolean().default(defaultMatchSettings.placeAsWitness),
      /** Where an equal domain is all there is: `likely` waits for a person, `no` is left out. */
      domainAlone: unproven.default(defaultMatchSettings.domainAlone),
      /** The same for pairs in two countries. */
      acrossCountries: unproven.default(defaultMatchSettings.acrossCountries),
    })
    .refine(({ sureAt, likelyAt }) => likelyAt <= sureAt, {
      path: ['likelyAt'],
      error: 'likelyAt may not be above sureAt.',
    })
    .default(defaultMatchSettings),
  /** What a partner's role in a deal weighs, whether it excludes others, and the stages it covers. */
  roles: roleRules.default(defaultRoleRules),
  /** Who may claim what, for how long it is protected, and who decides by when. */
  registration: registrationPolicy.prefault({}),
  /** What holds for a partner without a policy of its own. */
  sharing: z.strictObject({ theirs: share, ours: share }).default({
    theirs: { level: STANDARD_TERMS.theirs.level, fields: [] },
    ours: { level: STANDARD_TERMS.ours.level, fields: [] },
  }),
});

export type ProgramRules = z.infer<typeof programRules>;

export function defaultProgram(): ProgramRules {
  return programRules.parse({});
}

/** `problem` names each setting that is wrong and why, one a line. */
export function parseProgram(input: unknown): { rules: ProgramRules } | { problem: string } {
  const parsed = programRules.safeParse(input);
  return parsed.success ? { rules: parsed.data } : { problem: z.prettifyError(parsed.error) };
}

/** Every native account field the rules read, sorted, each once. */
export function nativeFieldsOf(rules: ProgramRules): string[] {
  const { partners, segments, fields, accounts } = rules;
  const ofPartners = partners.by === 'file' ? [] : [partners.field, partners.typeField, partners.tierField];
  const named = [...ofPartners, segments.field, ...Object.values(fields), accounts?.field ?? null];
  return [...new Set(named.filter((field) => field !== null))].sort();
}
