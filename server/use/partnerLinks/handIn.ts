/** A claim that a partner's contact hands in: submitted as any other, with the contact's own part agreed to by the typed name. */
import { type Actor, draftRefusals, makeMove } from '../../../shared/domain/registration.ts';
import { refusal } from '../../../shared/domain/registration/claim.ts';
import { textRefusal } from '../../../shared/domain/registration/text.ts';
import { claimFormOf, first, namedPartners } from '../../../shared/views/partnerPage/read.ts';
import type { PageRefusal, Typed } from '../../../shared/views/partnerPage/state.ts';
import type { Language } from '../../../shared/views/words/catalogue.ts';
import type { Transaction } from '../../ports.ts';
import type { Verdict } from '../operations.ts';
import { registrationRules } from '../registrations/around.ts';
import { claimId, claimOf } from '../registrations/claims.ts';
import { registrations } from '../registrations/collections.ts';
import { prepareRegistration } from '../registrations/registerDeal.ts';
import { findPartners } from './coPartners.ts';
import { operationKeyOf } from './makeLink.ts';
import type { OpenedLink } from './openLink.ts';

/** Characters of a typed name, as the CRM's field holds them. */
const NAME_LIMIT = 120;

type Decide = (tx: Transaction) => Promise<Verdict<readonly PageRefusal[]>>;

/** What `beginOperation` decides by, or what is wrong before anything is asked. */
export async function prepareHandIn(
  { context, zone, link }: OpenedLink,
  typed: Typed,
  language: Language,
): Promise<Decide | readonly PageRefusal[]> {
  if (link.purpose === 'consent') throw new Error(`nothing is handed in by link ${link.id}`);
  const { rules } = await registrationRules(context, zone);
  const named = link.purpose === 'registration' ? namedPartners(typed, rules.policy.participants - 1) : [];
  const accounts = await findPartners(context, named);
  const form = claimFormOf(typed, link.purpose, { partner: link.partner, accounts, language });
  const name = first(typed, 'name');
  const wrong: PageRefusal[] = [
    ...draftRefusals(form, rules.policy),
    ...named
      .filter(({ at }) => accounts.get(at) === '')
      .map(({ at }) => ({ code: 'page.coPartner', field: `partner${at}`, args: {} }) as const),
    ...(name === '' ? [refusal('registration.consent.name', 'name')] : []),
    ...textRefusal(name, 'name', NAME_LIMIT),
  ];
  if (wrong.length > 0) return wrong;
  const actor: Actor = { as: 'partner', partner: link.partner, name };
  const by = { owner: link.createdBy, enteredBy: null };
  const operationKey = operationKeyOf(link.id);
  const asked = { operationKey, by, actor, submit: true };
  const register = await prepareRegistration(context, zone, form, asked);
  return async (tx) => {
    const verdict = await register(tx);
    if (!verdict.ok || verdict.intent === null) return verdict;
    await agree(tx, context.connection, link.claim, { actor, now: context.clock.now(), rules });
    return verdict;
  };
}

/** Whoever hands a claim in agrees to its own part of it. */
async function agree(
  tx: Transaction,
  connection: string,
  key: string,
  move: Parameters<typeof makeMove>[2],
): Promise<void> {
  const kept = await claimOf(tx, connection, key);
  if (!kept || move.actor.as !== 'partner') throw new Error(`claim ${key} was not kept`);
  const { partner, name } = move.actor;
  const consent = { move: 'consent', partner, consent: 'accepted', name } as const;
  const moved = makeMove(kept.registration, consent, move);
  // One that was kept from an earlier attempt may be agreed to already.
  if (!moved.ok || moved.entry === null) return;
  await tx.put(registrations, [
    { id: claimId(connection, key), document: { ...kept, registration: moved.registration } },
  ]);
}
