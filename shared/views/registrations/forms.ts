/** The forms of who decides on claims: a reason picked or typed, another decider, the customer, other shares. */
import type { Field, Form, InputValues } from '../../contract/field.ts';
import { type Registration, standingParticipants } from '../../domain/registration.ts';
import { msg } from '../make.ts';
import { optionOf, percentOf, textOf } from '../read.ts';
import type { Named, PartnerFacts } from '../state.ts';
import type { Inbox } from './state.ts';

/** Characters that a form's text may have. */
const LONGEST = 2_000;
/** The choice that stands for none of the accounts. */
const NEITHER = 'none';

/** The reasons come first, since most decisions need no other words. */
export function reasonForm(kind: 'approve' | 'reject' | 'askInfo', reasons: readonly string[]): Form {
  const template: Field = {
    kind: 'select',
    name: 'template',
    label: msg('inbox.reason.template'),
    required: false,
    choices: reasons.map((reason, at) => ({ value: String(at), label: { text: reason.slice(0, 255) } })),
    value: null,
  };
  const why: Field = {
    kind: 'longText',
    name: 'why',
    label: msg('inbox.reason'),
    help: msg(`inbox.reason.${kind}`),
    required: false,
    maxLength: LONGEST,
    value: null,
  };
  return {
    title: msg(`inbox.${kind}`),
    fields: reasons.length > 0 ? [template, why] : [why],
    submit: msg(`inbox.${kind}`),
  };
}

/** Null: none was given. @param reasons as the policy has them now */
export function reasonInput(values: InputValues, reasons: readonly string[]): string | null {
  const picked = optionOf(values['template']);
  const template = picked === null ? undefined : reasons[Number(picked)];
  const typed = textOf(values['why'])?.trim();
  return [template, typed].filter(Boolean).join('\n') || null;
}

export function delegateForm({ deciders }: Pick<Inbox, 'deciders'>): Form {
  const choices = deciders.map(({ id, name }) => ({ value: id, label: { text: name.slice(0, 255) } }));
  return {
    title: msg('inbox.delegate'),
    intro: msg('inbox.delegate.intro'),
    fields: [
      { kind: 'select', name: 'user', label: msg('inbox.decider'), required: true, choices, value: null },
    ],
    submit: msg('inbox.delegate'),
  };
}

/** Null: nobody was chosen. */
export function delegateInput(values: InputValues): string | null {
  return optionOf(values['user']);
}

export function customerForm({ customer }: Registration, candidates: readonly Named[]): Form {
  const accounts = candidates.map(({ id, name }) => ({ value: id, label: { text: name.slice(0, 255) } }));
  return {
    title: msg('inbox.settle'),
    intro: msg('inbox.settle.intro', { customer: customer.name }),
    fields: [
      {
        kind: 'select',
        name: 'account',
        label: msg('inbox.settle.account'),
        required: true,
        choices: [...accounts, { value: NEITHER, label: msg('inbox.settle.none') }],
        value: null,
      },
    ],
    submit: msg('action.save'),
  };
}

/** Undefined: nothing was chosen; null: none of our accounts. */
export function customerInput(values: InputValues): string | null | undefined {
  const chosen = optionOf(values['account']);
  return chosen === null ? undefined : chosen === NEITHER ? null : chosen;
}

export function reshareForm(claim: Registration, partners: Readonly<Record<string, PartnerFacts>>): Form {
  return {
    title: msg('inbox.reshare'),
    intro: msg('inbox.reshare.intro', { customer: claim.customer.name }),
    fields: standingParticipants(claim).map(({ partner, share }, at) => ({
      kind: 'percent',
      name: `share${at}`,
      label: msg('inbox.part', { partner: partners[partner]?.name ?? partner }),
      required: true,
      min: 0,
      max: 10_000,
      value: share,
    })),
    submit: msg('action.save'),
  };
}

/** Basis points by the partner's account. */
export function reshareInput(values: InputValues, claim: Registration): Record<string, number> {
  return Object.fromEntries(
    standingParticipants(claim).flatMap(({ partner }, at) => {
      const share = percentOf(values[`share${at}`]);
      return share === null ? [] : [[partner, share]];
    }),
  );
}
