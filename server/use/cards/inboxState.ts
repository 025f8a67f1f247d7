/** Gathers the page of registrations: the front of each queue, judged as it stands now. */
import { defaultProgram } from '../../../shared/domain/program.ts';
import type { Registration } from '../../../shared/domain/registration.ts';
import type { LeftClaim, RegistrationsState } from '../../../shared/views/registrationsPage.ts';
import { programs } from '../collections.ts';
import { readingTogether } from '../readingTogether.ts';
import { knownCrm } from '../registrations/knownCrm.ts';
import { isChannelManager } from './caller.ts';
import { shownClaim } from './claimSection.ts';
import { ageOf, type Desk } from './desk.ts';
import { inboxOf } from './inboxFacts.ts';
import { namesFor, partnersFor } from './inboxNames.ts';
import { frontOf } from './inboxQueues.ts';

/** The viewer's claims that are drawn whole, so that the page stays below 50 kB. */
const MOST_OPEN = 2;

/** @param left by this very request, of several that were to be approved */
export async function inboxState(desk: Desk, left: readonly LeftClaim[] = []): Promise<RegistrationsState> {
  const { context, caller, access } = desk;
  const { store, connection } = context;
  const decides = isChannelManager(access);
  const [age, stored, front, crm] = await Promise.all([
    ageOf(desk, null),
    store.get(programs, connection),
    frontOf(context, caller.user, decides),
    knownCrm(context),
  ]);
  const program = stored?.rules ?? defaultProgram();
  const { registration: policy, roles } = program;
  const rules = { policy, roles, version: stored?.version ?? 0, zone: policy.decision.zone ?? desk.zone };
  const together: Desk = { ...desk, context: { ...context, store: readingTogether(store) } };
  const { names, partners: known } = await namesFor(together, program, front);
  const shown = (claim: Registration) => shownClaim(together, claim, rules, names);
  const open = front.own.claims.filter(isOpen).slice(0, MOST_OPEN);
  const others = front.own.claims.filter((claim) => !open.includes(claim));
  const [inbox, sections, own] = await Promise.all([
    decides ? inboxOf(together, { front, rules, names, shown }) : null,
    Promise.all(open.map(shown)),
    Promise.all(others.map(shown)),
  ]);
  const rivals = inbox?.waiting.items.flatMap(({ against }) => against ?? []) ?? [];
  const partners = await partnersFor(together, program, rivals, known);
  return {
    stamp: null,
    age,
    now: context.clock.now(),
    inbox,
    left,
    partners,
    section: {
      claims: sections,
      others: [],
      hidden: 0,
      partners,
      offered: [],
      mayRegister: access.role !== null,
      start: { customer: 'typed', amount: null, expectedClose: null, deals: [] },
      currency: crm?.currencies[0] ?? null,
    },
    own: { items: own, more: front.own.count - front.own.claims.length },
  };
}

function isOpen({ state }: Registration): boolean {
  return state === 'draft' || state === 'moreInfo';
}
