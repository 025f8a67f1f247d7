/** Rows that people typed into the CRM: what they say as a form, and which moves an edit of a claim's own rows comes to. */
import { DEAL_ROLES } from '../../schema/objects.ts';
import { keyOf } from '../key.ts';
import { isWebLink, WHOLE } from '../team.ts';
import type { Registration } from './claim.ts';
import { isDay } from './days.ts';
import type { ClaimForm, ParticipantInput } from './form.ts';
import type { RegistrationPolicy } from './policy.ts';
import type { Wish } from './request.ts';
import { registrationOf, type RegistrationRows } from './rows.ts';

/** The form that these rows would have come from; what no form takes is left out. */
export function formTyped(rows: RegistrationRows, policy: RegistrationPolicy): ClaimForm {
  const key = rows.registration.key ?? '';
  const participants = rows.participants.map((row) => ({
    ...row,
    key: row.key ?? keyOf('rpa', key, row.partner ?? ''),
  }));
  const read = registrationOf({ registration: { ...rows.registration, key: key || 'typed' }, participants });
  if (!read) throw new Error('a row with a key is none');
  const { customer, deal, products, amount, expectedClose, note } = read;
  const first = read.participants.filter(
    ({ partner }, at) => read.participants.findIndex((one) => one.partner === partner) === at,
  );
  return {
    customer,
    deal,
    products,
    amount: amount !== null && amount.minor >= 0 ? amount : null,
    expectedClose: expectedClose !== null && isDay(expectedClose) ? expectedClose : null,
    note,
    participants: first.slice(0, policy.participants).map(inputOf),
  };
}

function inputOf({ partner, roles, share, contribution, evidence }: Registration['participants'][number]) {
  const input: ParticipantInput = {
    partner,
    roles: DEAL_ROLES.filter((role) => roles.includes(role)),
    share: share !== null && share >= 0 && share <= WHOLE ? share : null,
    contribution,
    evidence: evidence !== null && isWebLink(evidence) ? evidence : null,
  };
  return input;
}

/**
 * What an edit of a claim's rows asks for; whatever else differs is no move, and the rows are put right. Who may write
 * the rows is who decides on claims: such a person may say whose a claim is, who decides, which deal and customer it is
 * about, and may type on in what is still open.
 */
export function movesTyped(claim: Registration, rows: RegistrationRows, policy: RegistrationPolicy): Wish[] {
  const { owner, decider, deal, account } = rows.registration;
  const wishes: Wish[] = [];
  if (claim.state === 'draft' || claim.state === 'moreInfo') {
    wishes.push({ move: 'edit', form: formTyped(rows, policy) });
  } else {
    if (account !== undefined && account !== claim.customer.account) {
      wishes.push({ move: 'settleCustomer', account });
    }
    if (deal !== undefined && deal !== claim.deal) wishes.push({ move: 'linkDeal', deal });
  }
  const assigned = {
    // A claim of nobody stands with whom the CRM gave its row to.
    ...(owner && claim.owner !== null && owner !== claim.owner && { owner }),
    ...(decider !== undefined && decider !== claim.decider && { decider }),
  };
  if (Object.keys(assigned).length > 0) wishes.push({ move: 'assign', ...assigned });
  return wishes;
}
