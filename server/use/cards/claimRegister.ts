/** Begins a claim: a draft of what the card is about, with the deal's present team on it. */
import type { ActRequest } from '../../../shared/contract/request.ts';
import { keyOf } from '../../../shared/domain/key.ts';
import { defaultProgram, type ProgramRules } from '../../../shared/domain/program.ts';
import type { ClaimForm, Customer, ParticipantInput } from '../../../shared/domain/registration.ts';
import { type Part, stands } from '../../../shared/domain/team.ts';
import { claimRefusal, withClaimInput } from '../../../shared/views/registration.ts';
import { programs } from '../collections.ts';
import { prepareRegistration } from '../registrations/registerDeal.ts';
import { mayEditDeal, mayReadCustomer } from './claimAccess.ts';
import type { Prepared } from './dealActs.ts';
import type { Desk } from './desk.ts';
import { visibleRows } from './hidden.ts';
import { readAccounts } from './readAccounts.ts';
import { readDeal } from './readDeal.ts';
import type { Refused } from './refusal.ts';
import { partsOf, pendingOn, withChanges } from './teamOnDeal.ts';

const NOBODY: Customer = { name: '', website: null, country: null, account: null, match: 'none' };

/** Null: there is no such record. @param id of the operation: sent again it meets the same claim */
export async function prepareRegister(
  desk: Desk,
  request: ActRequest,
  id: string,
): Promise<Prepared | { refusal: Refused } | null> {
  const {
    context,
    caller: { user },
  } = desk;
  const program = (await context.store.get(programs, context.connection))?.rules ?? defaultProgram();
  const start = await startOn(desk, request, program);
  if (start === null) return null;
  const form = withClaimInput(start, request.values);
  if (form.customer.account === null && form.customer.name.trim() === '') {
    return {
      refusal: claimRefusal([{ code: 'registration.customer.missing', field: 'customer.name', args: {} }]),
    };
  }
  if (form.deal !== null && !(await mayEditDeal(desk, request.record, form.deal))) {
    return { refusal: { code: 'refused.mayNotEdit' } };
  }
  const decide = await prepareRegistration(context, desk.zone, form, {
    operationKey: id,
    by: { owner: user, enteredBy: user },
    actor: { as: 'rep', user },
    submit: false,
  });
  return {
    decide: async (tx) => {
      const verdict = await decide(tx);
      if (!verdict.ok) return { ok: false, refusal: claimRefusal(verdict.refusal) };
      // Accepted under this key, so that a form that is sent again does not undo what was changed since.
      return { ok: true, intent: { kind: 'claim', key: keyOf('reg', id), zone: desk.zone } };
    },
  };
}

/** What the form of a new claim is laid over. */
async function startOn(
  desk: Desk,
  { record, stamp }: ActRequest,
  program: ProgramRules,
): Promise<ClaimForm | null> {
  const empty: ClaimForm = {
    customer: NOBODY,
    deal: null,
    products: [],
    amount: null,
    expectedClose: null,
    note: null,
    participants: [],
  };
  if (record === null) return empty;
  if (record.object === 'account') {
    const customer = await customerOf(desk, program, record.id);
    return customer && { ...empty, customer };
  }
  const { context } = desk;
  const read = await readDeal(context, record.id, stamp);
  if (!read) return null;
  const { fields, parts } = withChanges(read, await pendingOn(context.store, context.connection, record.id));
  const known = fields.account && (await mayReadCustomer(desk, fields.account)) ? fields.account : null;
  const customer = known === null ? null : await customerOf(desk, program, known);
  const team = partsOf(visibleRows('dealPartner', parts, desk.caller))
    .filter(stands)
    .slice(0, program.registration.participants);
  return { ...empty, customer: customer ?? NOBODY, deal: record.id, participants: team.map(participantOf) };
}

async function customerOf({ context }: Desk, program: ProgramRules, id: string): Promise<Customer | null> {
  const account = (await readAccounts(context, program, [id])).get(id);
  if (!account) return null;
  const { name, website, country } = account.fields;
  return {
    name: name ?? '',
    website: website ?? null,
    country: country ?? null,
    account: id,
    match: 'chosen',
  };
}

function participantOf({ partner, roles, share }: Part): ParticipantInput {
  return { partner, roles, share, contribution: null, evidence: null };
}
