/** A registration as rows of a CRM that has objects, and back; its history carries what has no field of its own. */
import { definitionOf, type Fields } from '../../schema/objects.ts';
import type { Facet, HistoryEntry, Participant, Registration } from './claim.ts';

export interface RegistrationRows {
  readonly registration: Fields<'dealRegistration'>;
  readonly participants: readonly Fields<'registrationParticipant'>[];
}

const PRODUCTS_BETWEEN = '; ';

/** Instants are in whole seconds, as CRMs keep them; the history tells them exactly. */
export function registrationRows(claim: Registration): RegistrationRows {
  const { key, state, customer, submission, ruling, protection } = claim;
  return {
    registration: {
      key,
      owner: claim.owner,
      status: state,
      account: customer.account,
      deal: claim.deal,
      customerName: customer.name,
      customerWebsite: customer.website,
      customerCountry: customer.country,
      customerMatch: customer.match,
      products: claim.products.join(PRODUCTS_BETWEEN) || null,
      amount: claim.amount,
      expectedClose: claim.expectedClose,
      note: claim.note,
      verdict: submission?.outcome ?? null,
      submittedAt: wholeSecond(submission?.at),
      sequence: submission?.sequence ?? null,
      decisionDue: wholeSecond(claim.clock?.dueAt),
      decider: claim.decider,
      decidedBy: ruling?.by ?? null,
      decidedAt: wholeSecond(ruling?.at),
      reason: ruling?.reason ?? null,
      protectedFrom: wholeSecond(protection?.from),
      protectedUntil: protection?.until ?? null,
      protectionEnds: wholeSecond(protection?.endsAt),
      extensions: protection?.extensions ?? null,
      policyVersion: claim.history.at(-1)?.policyVersion ?? null,
      history: fitting(claim.history),
      enteredBy: claim.enteredBy,
    },
    participants: claim.participants.map((one) => ({
      ...one,
      roles: [...one.roles],
      consentedAt: wholeSecond(one.consentedAt),
      registration: key,
      enteredBy: claim.enteredBy,
    })),
  };
}

/**
 * Null: the row has no key of ours, as one that was typed into the CRM; then it has to be adopted first. A status that
 * no move led to is not believed: how the claim stands follows from its history.
 */
export function registrationOf({ registration: row, participants }: RegistrationRows): Registration | null {
  if (!row.key) return null;
  const history = Array.isArray(row.history) ? (row.history as HistoryEntry[]) : [];
  const told = history.reduce<Facet>((facet, { after }) => ({ ...facet, ...after }), {});
  const account = row.account ?? null;
  return {
    key: row.key,
    state: told.state ?? 'draft',
    customer: {
      name: row.customerName ?? '',
      website: row.customerWebsite ?? null,
      country: row.customerCountry ?? null,
      account,
      match: account === null ? 'none' : (row.customerMatch ?? 'chosen'),
    },
    deal: row.deal ?? null,
    products: row.products?.split(';').flatMap((product) => product.trim() || []) ?? [],
    amount: row.amount ?? null,
    expectedClose: row.expectedClose ?? null,
    note: row.note ?? null,
    participants: participants.flatMap(participantIn),
    owner: row.owner ?? null,
    enteredBy: row.enteredBy ?? null,
    submission: told.submission ?? null,
    clock: told.clock ?? null,
    decider: row.decider ?? null,
    ruling: told.ruling ?? null,
    protection: told.protection ?? null,
    history,
  };
}

function participantIn(row: Fields<'registrationParticipant'>): Participant[] {
  if (!row.key || !row.partner) return [];
  return [
    {
      key: row.key,
      partner: row.partner,
      roles: row.roles ?? [],
      share: row.share ?? null,
      contribution: row.contribution ?? null,
      evidence: row.evidence ?? null,
      consent: row.consent ?? 'pending',
      consentedBy: row.consentedBy ?? null,
      consentedAt: row.consentedAt ?? null,
    },
  ];
}

function wholeSecond(at: number | null | undefined): number | null {
  return typeof at === 'number' ? Math.floor(at / 1_000) * 1_000 : null;
}

/** Where the field is full, what was typed before others relied on it makes room first. */
function fitting(history: readonly HistoryEntry[]): HistoryEntry[] {
  const { history: field } = definitionOf('dealRegistration').fields;
  const limit = field?.type === 'json' ? field.length : 0;
  const kept = [...history];
  while (JSON.stringify(kept).length > limit) {
    const oldest = kept.findIndex(({ move }) => move === 'edit');
    kept.splice(Math.max(0, oldest), 1);
  }
  return kept;
}
