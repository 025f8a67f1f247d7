/** The closed lists that select fields offer; every layer takes its unions of values from here. */
export const SEGMENTS = ['customer', 'openOpportunity', 'prospect'] as const;
export type Segment = (typeof SEGMENTS)[number];

export const PARTNER_TYPES = [
  'globalSystemIntegrator',
  'systemIntegrator',
  'isv',
  'msp',
  'mssp',
  'reseller',
  'distributor',
  'referral',
  'influence',
  'implementation',
  'technologyAlliance',
  'marketplace',
] as const;
export type PartnerType = (typeof PARTNER_TYPES)[number];

export const PARTNER_STATUSES = [
  'prospect',
  'onboarding',
  'active',
  'atRisk',
  'offboarding',
  'terminated',
] as const;

export const DEAL_ROLES = [
  'lead',
  'sourcing',
  'influence',
  'technicalValidation',
  'coSell',
  'resell',
  'distribution',
  'implementation',
  'managedService',
  'marketplace',
] as const;

export const STAGES = [
  'discovery',
  'evaluation',
  'purchase',
  'implementation',
  'adoption',
  'renewal',
] as const;

/** What a partner can have done for a deal or account. */
export const TOUCHPOINT_KINDS = [
  'introduction',
  'meeting',
  'demo',
  'technicalHelp',
  'proposal',
  'reference',
  'information',
  'other',
] as const;

export const SHARING_LEVELS = ['hidden', 'counts', 'overlaps', 'all'] as const;

/** What of a list row or an account may be shared field by field at level `all`. */
export const SHAREABLE_FIELDS = [
  'name',
  'website',
  'country',
  'city',
  'owner',
  'ownerEmail',
  'contact',
] as const;

export const REGISTRATION_STATES = [
  'draft',
  'submitted',
  'inReview',
  'moreInfo',
  'approved',
  'rejected',
  'appealed',
  'withdrawn',
  'expired',
  'converted',
] as const;
export type RegistrationState = (typeof REGISTRATION_STATES)[number];

/** How a claim's customer was found among our accounts. */
export const CUSTOMER_MATCHES = ['chosen', 'sure', 'likely', 'none'] as const;

export const CONSENTS = ['pending', 'accepted', 'declined'] as const;

/** What a verdict on a claim can find, those that hold it for review first. */
export const CONFLICT_KINDS = [
  'roleClash',
  'protectedAccount',
  'namedAccount',
  'directOverlap',
  'selfDealing',
  'lateClaim',
  'likelyMatch',
  'alreadyYours',
  'complements',
  'velocity',
] as const;

/** What a verdict comes to, the gravest first. */
export const OUTCOMES = ['refused', 'hold', 'join', 'flag', 'clear'] as const;
export type Outcome = (typeof OUTCOMES)[number];
