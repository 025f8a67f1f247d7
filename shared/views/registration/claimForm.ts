/** The form for what a claim is about: customer, product families, amount, close, note. */
import type { Field, Form, InputValues } from '../../contract/field.ts';
import type { Money } from '../../domain/money.ts';
import type { ClaimForm, Registration } from '../../domain/registration.ts';
import { NOTE_LIMIT } from '../../domain/team.ts';
import { msg } from '../make.ts';
import { amountOf, dayOf, optionOf, textOf } from '../read.ts';
import type { Named } from '../state.ts';
import type { RegistrationSection } from './state.ts';

/** Characters, as the CRM's fields hold them; separators come on top of what stays of the products. */
const LIMITS = { customerName: 255, customerWebsite: 255, customerCountry: 120, products: 300 } as const;
const MOST_DEALS = 50;

const CUSTOMER_FIELDS: readonly Field[] = [
  {
    kind: 'text',
    name: 'customerName',
    label: msg('claim.customer'),
    required: true,
    maxLength: LIMITS.customerName,
    value: null,
  },
  {
    kind: 'text',
    name: 'customerWebsite',
    label: msg('company.website'),
    help: msg('claim.website.help'),
    required: false,
    maxLength: LIMITS.customerWebsite,
    value: null,
  },
  {
    kind: 'text',
    name: 'customerCountry',
    label: msg('company.country'),
    required: false,
    maxLength: LIMITS.customerCountry,
    value: null,
  },
];

/** For a new claim. */
export function registerForm({ start, currency }: RegistrationSection): Form {
  const customer = start.customer === 'typed' ? CUSTOMER_FIELDS : [];
  const deal = start.deals.length > 0 ? [dealField(start.deals, false)] : [];
  return {
    title: msg('claim.register'),
    intro: msg('claim.register.intro'),
    fields: [...customer, ...deal, ...particulars(currency, start.amount, start.expectedClose)],
    submit: msg('claim.begin'),
  };
}

/** Claims of one currency share their form; it starts from the values of the action. */
export function editForm(claim: Registration, currency: string | null): { name: string; form: Form } {
  const entered = claim.amount?.currency ?? currency;
  const typed = isTyped(claim);
  const fields = [...(typed ? CUSTOMER_FIELDS : []), ...particulars(entered, null, null)];
  return {
    name: `edit${typed ? 'Customer' : 'Claim'}${entered ?? ''}`,
    form: { title: msg('claim.edit'), fields, submit: msg('action.save') },
  };
}

/** What the form starts from for a claim that stands. */
export function claimValues({ customer, products, amount, expectedClose, note }: Registration): InputValues {
  const text = (value: string | null) =>
    value === null || value === '' ? null : ({ kind: 'text', text: value } as const);
  return {
    ...(isTyped({ customer }) && {
      customerName: text(customer.name),
      customerWebsite: text(customer.website),
      customerCountry: text(customer.country),
    }),
    products: text(products.join('; ')),
    ...(amount && { amount: { kind: 'money' as const, ...amount } }),
    expectedClose: expectedClose === null ? null : { kind: 'date', day: expectedClose },
    note: text(note),
  };
}

/** What was entered, laid over what stood: a field that was not on the form stays as it is. */
export function withClaimInput(form: ClaimForm, values: InputValues): ClaimForm {
  const sent = (name: string) => Object.hasOwn(values, name);
  const { customer } = form;
  return {
    ...form,
    ...(isTyped(form) && sent('customerName') && { customer: { ...customer, ...customerInput(values) } }),
    ...(sent('deal') && { deal: optionOf(values['deal']) }),
    ...(sent('products') && { products: families(textOf(values['products'])) }),
    ...(sent('amount') && { amount: amountOf(values['amount']) }),
    ...(sent('expectedClose') && { expectedClose: dayOf(values['expectedClose']) }),
    ...(sent('note') && { note: textOf(values['note']) }),
  };
}

/** Whether the customer goes by what was typed: the account that was found for it may be another tomorrow. */
function isTyped({ customer }: Pick<ClaimForm, 'customer'>): boolean {
  return customer.match !== 'chosen';
}

function customerInput(values: InputValues) {
  return {
    name: textOf(values['customerName'])?.trim() ?? '',
    website: textOf(values['customerWebsite'])?.trim() || null,
    country: textOf(values['customerCountry'])?.trim() || null,
  };
}

function families(text: string | null): string[] {
  return (text ?? '')
    .split(/[;,\n]/)
    .map((family) => family.trim())
    .filter((family) => family !== '');
}

/** @param deals the customer's open ones */
export function dealField(deals: readonly Named[], required: boolean): Field {
  return {
    kind: 'select',
    name: 'deal',
    label: msg('openDeals.deal'),
    help: msg('claim.deal.help'),
    required,
    choices: deals
      .slice(0, MOST_DEALS)
      .map(({ id, name }) => ({ value: id, label: { text: name.slice(0, 255) } })),
    value: null,
  };
}

function particulars(currency: string | null, amount: Money | null, expectedClose: string | null): Field[] {
  const entered = amount?.currency ?? currency;
  const money: Field[] =
    entered === null
      ? []
      : [
          {
            kind: 'money',
            name: 'amount',
            label: msg('deal.amount'),
            required: false,
            currency: entered,
            value: amount,
          },
        ];
  return [
    {
      kind: 'text',
      name: 'products',
      label: msg('claim.products'),
      help: msg('claim.products.help'),
      required: false,
      maxLength: LIMITS.products,
      value: null,
    },
    ...money,
    {
      kind: 'date',
      name: 'expectedClose',
      label: msg('claim.expectedClose'),
      required: false,
      value: expectedClose,
    },
    {
      kind: 'longText',
      name: 'note',
      label: msg('claim.note'),
      required: false,
      maxLength: NOTE_LIMIT,
      value: null,
    },
  ];
}
