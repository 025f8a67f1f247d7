/** Who decides on claims and by when, for how long they are then protected, and which need no person. */
import { choices, msg } from '../../make.ts';
import { amountOf, isTicked, numberOf, optionOf, optionsOf, textOf } from '../../read.ts';
import {
  whole,
  line,
  lines,
  ticked,
  amount,
  person,
  number,
  text,
  option,
  linesOf,
  listOf,
  type PolicyPart,
} from './fields.ts';

const WORKDAYS = ['1', '2', '3', '4', '5', '6', '7'] as const;

export const decision = {
  title: 'claimPolicy.decision',
  wrong: 'claimPolicy.wrong.decision',
  form: ({ deciders }) => [
    person('decider', deciders),
    person('delegate', deciders),
    whole('businessDays', 1, 30),
    {
      kind: 'multiSelect',
      name: 'workdays',
      label: msg('claimPolicy.workdays'),
      required: true,
      choices: choices('weekday', WORKDAYS),
      value: [],
    },
    lines('holidays', 'claimPolicy.holidays.help'),
    whole('answerDays', 1, 365),
    whole('appealDays', 0, 365),
    line('zone', 'claimPolicy.zone.help'),
  ],
  values: ({ decision }) => ({
    decider: option(decision.decider),
    delegate: option(decision.delegate),
    businessDays: number(decision.businessDays),
    workdays: { kind: 'multiSelect', options: decision.workdays.map(String) },
    holidays: text(decision.holidays.join('\n')),
    answerDays: number(decision.answerDays),
    appealDays: number(decision.appealDays),
    zone: text(decision.zone ?? ''),
  }),
  read: (policy, values) => ({
    ...policy,
    decision: {
      ...policy.decision,
      decider: optionOf(values['decider']),
      delegate: optionOf(values['delegate']),
      businessDays: numberOf(values['businessDays']),
      workdays: optionsOf(values['workdays']).map(Number),
      holidays: linesOf(values['holidays']),
      answerDays: numberOf(values['answerDays']),
      appealDays: numberOf(values['appealDays']),
      zone: textOf(values['zone'])?.trim() || null,
    },
  }),
} as const satisfies PolicyPart;

export const protection = {
  title: 'claimPolicy.protection',
  wrong: 'claimPolicy.wrong.protection',
  form: () => [
    whole('days', 1, 730),
    lines('rules', 'claimPolicy.rules.help'),
    {
      kind: 'select',
      name: 'covers',
      label: msg('claimPolicy.covers'),
      required: true,
      choices: choices('covers', ['productFamily', 'account']),
      value: null,
    },
    whole('extensionDays', 1, 365),
    whole('extensions', 0, 5),
    line('reminders', 'claimPolicy.reminders.help'),
  ],
  values: ({ protection }) => ({
    days: number(protection.days),
    rules: text(
      protection.rules.map(({ tier, type, days }) => `${tier ?? ''}; ${type ?? ''}; ${days}`).join('\n'),
    ),
    covers: option(protection.covers),
    extensionDays: number(protection.extensionDays),
    extensions: number(protection.extensions),
    reminders: text(protection.reminders.join(', ')),
  }),
  read: (policy, values) => ({
    ...policy,
    protection: {
      days: numberOf(values['days']),
      rules: linesOf(values['rules']).map((rule) => {
        const [tier = '', type = '', days = ''] = rule.split(';').map((part) => part.trim());
        return { tier: tier || null, type: type || null, days: days === '' ? null : Number(days) };
      }),
      covers: optionOf(values['covers']),
      extensionDays: numberOf(values['extensionDays']),
      extensions: numberOf(values['extensions']),
      reminders: listOf(values['reminders']).map(Number),
    },
  }),
} as const satisfies PolicyPart;

export const approval = {
  title: 'claimPolicy.approval',
  wrong: 'claimPolicy.wrong.approval',
  form: ({ rules, currency }) => {
    const entered = rules.registration.autoApproval?.upTo?.currency ?? currency;
    return [
      ticked('automatic'),
      line('tiers', 'claimPolicy.tiers.help'),
      ...(entered === null ? [] : [amount('upTo', entered)]),
    ];
  },
  values: ({ autoApproval }) => ({
    automatic: { kind: 'checkbox', checked: autoApproval !== null },
    tiers: text(autoApproval?.tiers.join(', ') ?? ''),
    ...(autoApproval?.upTo && { upTo: { kind: 'money', ...autoApproval.upTo } }),
  }),
  read: (policy, values) => ({
    ...policy,
    autoApproval: isTicked(values['automatic'])
      ? { tiers: listOf(values['tiers']), upTo: amountOf(values['upTo']) }
      : null,
  }),
} as const satisfies PolicyPart;
