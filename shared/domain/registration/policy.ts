/** What a program says of registrations: who may claim what, for how long it is protected, and who decides by when. */
import { z } from 'zod';
import { DEAL_ROLES, PARTNER_TYPES } from '../../schema/objects.ts';
import { siteOf } from '../normalise.ts';
import { isZone } from './days.ts';

/** As many as the issue of credit among companies stays readable for; a program may allow fewer. */
export const MOST_PARTICIPANTS = 7;
/** Characters of the published rules of engagement. */
export const ENGAGEMENT_LIMIT = 20_000;

const text = (limit: number) => z.string().trim().min(1, 'It may not be empty.').max(limit);
const user = text(120).nullable().default(null);
const day = z.iso.date('A day is written as 2026-12-24.');
const protectedDays = z.int().min(1).max(730);

const protectionRule = z
  .strictObject({
    tier: text(80).nullable().default(null),
    type: z.enum(PARTNER_TYPES).nullable().default(null),
    days: protectedDays,
  })
  .refine(({ tier, type }) => tier !== null || type !== null, 'A rule names a tier, a type or both.');

const ownDomain = text(255).transform((given, context) => {
  const site = siteOf(given);
  if (site?.kind === 'own') return site.domain;
  context.issues.push({ code: 'custom', input: given, message: `${given} is no company's own domain.` });
  return z.NEVER;
});

const money = z.strictObject({ minor: z.int().min(0), currency: z.string().regex(/^[A-Z]{3}$/) });

export const registrationPolicy = z.strictObject({
  /** How many partners one claim may name. */
  participants: z.int().min(1).max(MOST_PARTICIPANTS).default(MOST_PARTICIPANTS),
  /** What an exclusive role excludes others from; a role that is not named, from the product family. */
  exclusivePer: z
    .partialRecord(z.enum(DEAL_ROLES), z.enum(['productFamily', 'deal']))
    .default({ lead: 'deal', sourcing: 'deal' }),
  protection: z
    .strictObject({
      days: protectedDays.default(90),
      /** The most telling rule counts: tier and type, then tier, then type; of equal ones the longest. */
      rules: z.array(protectionRule).max(200).default([]),
      /** Whether a promised protection keeps rivals off one product family or off the whole account. */
      covers: z.enum(['productFamily', 'account']).default('productFamily'),
      extensionDays: z.int().min(1).max(365).default(30),
      extensions: z.int().min(0).max(5).default(1),
      /** Days before the end. */
      reminders: z.array(z.int().min(1).max(365)).max(10).default([14, 7, 1]),
    })
    .prefault({}),
  decision: z
    .strictObject({
      businessDays: z.int().min(1).max(30).default(2),
      /** ISO: 1 is Monday. */
      workdays: z
        .array(z.int().min(1).max(7))
        .min(1, 'At least one day of the week must be a workday.')
        .default([1, 2, 3, 4, 5]),
      holidays: z.array(day).max(500).default([]),
      /** IANA name; null is the connection's own zone. */
      zone: z.string().refine(isZone, 'A zone is written as Europe/Berlin.').nullable().default(null),
      /** How often a question to the claimant stops the clock. */
      pauses: z.int().min(0).max(5).default(1),
      /** An unanswered question ends the claim after so many days, so that nobody holds a place by silence. */
      answerDays: z.int().min(1).max(365).default(14),
      appealDays: z.int().min(0).max(365).default(14),
      /** Users of the CRM. */
      decider: user,
      delegate: user,
    })
    .prefault({}),
  /** Which clear claims need no person; null: none. */
  autoApproval: z
    .strictObject({
      /** Every partner of the claim must have one of them; empty: any. */
      tiers: z.array(text(80)).max(50).default([]),
      /** Null: any amount. A claim without amount, or in another currency, is above every limit. */
      upTo: money.nullable().default(null),
    })
    .nullable()
    .default(null),
  /** Customers outside the program. */
  namedAccounts: z
    .strictObject({
      accounts: z.array(text(120)).max(5_000).default([]),
      domains: z.array(ownDomain).max(5_000).default([]),
    })
    .prefault({}),
  late: z
    .strictObject({
      /** The CRM's own names of final stages. */
      stages: z.array(text(120)).max(50).default([]),
      hours: z.int().min(0).max(720).default(48),
    })
    .prefault({}),
  /** From so many submissions of a partner on one day they are flagged. */
  velocity: z.int().min(2).max(1_000).default(3),
  /** How a deal is created for a claim that has none. */
  newDeal: z
    .strictObject({
      /** Record type or pipeline, by the CRM's own name. */
      kind: text(120).nullable().default(null),
      stage: text(120),
      owner: z.enum(['claimOwner', 'accountOwner']).default('claimOwner'),
      /** Where the claim expects none. */
      closeInDays: z.int().min(1).max(1_000).default(90),
      /** By the CRM's own field names. */
      values: z.record(text(120), z.union([z.string().max(255), z.number(), z.boolean()])).default({}),
    })
    .nullable()
    .default(null),
  /** The published rules of engagement. */
  engagement: z.string().trim().max(ENGAGEMENT_LIMIT).default(''),
  /** Reasons that a decider may pick from. */
  reasons: z.array(text(300)).max(20).default([]),
});

export type RegistrationPolicy = z.infer<typeof registrationPolicy>;

export function defaultPolicy(): RegistrationPolicy {
  return registrationPolicy.parse({});
}

export interface PolicyProblem {
  /** `protection.rules.0.days`; empty is the whole policy. */
  readonly place: string;
  readonly reason: string;
  readonly next: string;
}

/** What to do about a setting that is wrong, by the section it stands in. */
const NEXT: Readonly<Record<string, string>> = {
  participants: `Give a whole number from 1 to ${MOST_PARTICIPANTS}.`,
  exclusivePer: 'Give each role either productFamily or deal; whether it is exclusive is set with the roles.',
  protection: 'Give whole days from 1 to 730, and for each rule a tier, a type or both.',
  decision: 'Give whole business days, workdays from 1 (Monday) to 7, days as 2026-12-24 and an IANA zone.',
  autoApproval: 'Give tiers and an amount {minor, currency}, or null for no automatic approval.',
  namedAccounts: "Give ids of accounts, and domains that are a company's own.",
  late: 'Give the names of stages as the CRM has them, and whole hours.',
  velocity: 'Give a whole number from 2.',
  newDeal: 'Give a stage, and values by the names of fields as the CRM has them.',
  engagement: `Shorten the text to ${ENGAGEMENT_LIMIT} characters.`,
  reasons: 'Give at most 20 texts of at most 300 characters.',
};

/** Each problem with its place, its reason and what to do. */
export function parsePolicy(
  input: unknown,
): { policy: RegistrationPolicy } | { problems: readonly PolicyProblem[] } {
  const parsed = registrationPolicy.safeParse(input);
  if (parsed.success) return { policy: parsed.data };
  const problems = parsed.error.issues.map(({ path, message }) => ({
    place: path.join('.'),
    reason: message,
    next: NEXT[String(path[0] ?? '')] ?? `Keep to the settings there are: ${Object.keys(NEXT).join(', ')}.`,
  }));
  return { problems };
}
