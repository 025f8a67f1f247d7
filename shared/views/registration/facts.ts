/** What a claim is about and how it stands, as facts. */
import type { Block, BlockOf } from '../../contract/view.ts';
import type { Registration } from '../../domain/registration.ts';
import { account, date, deal, instant, list, money, msg, orNone, text, word } from '../make.ts';
import type { OthersClaim, ShownClaim } from './state.ts';

type Fact = BlockOf<'facts'>['facts'][number];

export function claimFacts(shown: ShownClaim): Block {
  const { claim } = shown;
  const isDraft = claim.state === 'draft';
  return {
    kind: 'facts',
    title: msg(isDraft ? 'claim.title.draft' : 'deal.registration'),
    facts: [...(isDraft ? [] : standing(shown)), ...about(shown)],
  };
}

/** How a claim of others stands: no more than the deal's own fields say. */
export function othersFacts({ state, protectedUntil }: OthersClaim): Block {
  const facts: Fact[] = [{ label: msg('claim.state'), value: word(`registration.${state}`) }];
  if (protectedUntil !== null)
    facts.push({ label: msg('claim.protectedUntil'), value: date(protectedUntil) });
  return { kind: 'facts', title: msg('deal.registration'), facts };
}

function standing({ claim, due, daysLeft, viewer }: ShownClaim): Fact[] {
  const { state, submission, protection, ruling, decider } = claim;
  const facts: Fact[] = [{ label: msg('claim.state'), value: word(`registration.${state}`) }];
  if (submission) facts.push({ label: msg('claim.submittedAt'), value: instant(submission.at) });
  if (due !== null) {
    facts.push(
      { label: msg('claim.due'), value: date(due) },
      { label: msg('claim.decider'), value: word(decider === viewer ? 'actor.you' : 'actor.channelManager') },
    );
  }
  if (protection && daysLeft !== null) {
    const left = daysLeft > 0 ? word('claim.daysLeft', { days: daysLeft }) : word('claim.lastDay');
    facts.push({ label: msg('claim.protectedUntil'), value: list([date(protection.until), left]) });
  }
  if (ruling?.reason) facts.push({ label: msg('claim.reason'), value: text(ruling.reason) });
  return facts;
}

function about({ claim, account: known, deal: linked }: ShownClaim): Fact[] {
  const { customer, products, amount, expectedClose, note } = claim;
  const facts: Fact[] = [
    { label: msg('claim.customer'), value: known ? account(known) : orNone(customer.name, text) },
  ];
  if (linked) facts.push({ label: msg('openDeals.deal'), value: deal(linked) });
  facts.push({
    label: msg('claim.products'),
    value: orNone(productsOf(products), (all) => list(all.map(text))),
  });
  facts.push({ label: msg('deal.amount'), value: orNone(amount, money) });
  facts.push({ label: msg('claim.expectedClose'), value: orNone(expectedClose, date) });
  if (note !== null) facts.push({ label: msg('claim.note'), value: text(note) });
  return facts;
}

function productsOf(products: Registration['products']): Registration['products'] | null {
  return products.length > 0 ? products : null;
}
