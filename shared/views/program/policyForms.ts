/** The forms of the registration policy, one for each thing that is decided together, and what they mean when they come back. */
import type { Field, Form, InputValue, InputValues } from '../../contract/field.ts';
import type { RegistrationPolicy } from '../../domain/registration/policy.ts';
import { choices, msg, type MessageKey } from '../make.ts';
import { amountOf, isTicked, numberOf, optionOf, optionsOf, textOf } from '../read.ts';
import type { ProgramPageState } from './state.ts';

/** Characters of a form's text. */
export const TEXT_LIMIT = 4_000;
const WORKDAYS = ['1', '2', '3', '4', '5', '6', '7'] as const;

type People = ProgramPageState['deciders'];

/** Each part of the policy with its form; `values` is what it starts from, `read` the policy with what was entered. */
export interface PolicyPart {
  readonly title: MessageKey;
  /** Said where what was entered is not possible. */
  readonly wrong: MessageKey;
  form(state: ProgramPageState): Field[];
  values(policy: RegistrationPolicy): InputValues;
  /** As it was entered: whether it is possible is for the policy's own check to say. */
  read(policy: RegistrationPolicy, values: InputValues): unknown;
}

export const POLICY_PARTS = {
  decision: {
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
  },
  protection: {
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
  },
  approval: {
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
  },
  limits: {
    title: 'claimPolicy.limits',
    wrong: 'claimPolicy.wrong.limits',
    form: () => [
      whole('participants', 1, 7),
      whole('velocity', 2, 1_000),
      whole('hours', 0, 720),
      lines('stages', 'claimPolicy.stages.help'),
      lines('domains', 'claimPolicy.domains.help'),
    ],
    values: ({ participants, velocity, late, namedAccounts }) => ({
      participants: number(participants),
      velocity: number(velocity),
      hours: number(late.hours),
      stages: text(late.stages.join('\n')),
      domains: text(namedAccounts.domains.join('\n')),
    }),
    read: (policy, values) => ({
      ...policy,
      participants: numberOf(values['participants']),
      velocity: numberOf(values['velocity']),
      late: { hours: numberOf(values['hours']), stages: linesOf(values['stages']) },
      namedAccounts: { ...policy.namedAccounts, domains: linesOf(values['domains']) },
    }),
  },
  newDeal: {
    title: 'claimPolicy.newDeal',
    wrong: 'claimPolicy.wrong.newDeal',
    form: () => [
      ticked('creates'),
      line('stage', 'claimPolicy.stage.help'),
      line('kind', 'claimPolicy.kind.help'),
      {
        kind: 'select',
        name: 'owner',
        label: msg('claimPolicy.owner'),
        required: false,
        choices: choices('dealOwner', ['claimOwner', 'accountOwner']),
        value: null,
      },
      whole('closeInDays', 1, 1_000, false),
      lines('values', 'claimPolicy.values.help'),
    ],
    values: ({ newDeal }) => ({
      creates: { kind: 'checkbox', checked: newDeal !== null },
      stage: text(newDeal?.stage ?? ''),
      kind: text(newDeal?.kind ?? ''),
      owner: option(newDeal?.owner ?? 'claimOwner'),
      closeInDays: number(newDeal?.closeInDays ?? 90),
      values: text(
        Object.entries(newDeal?.values ?? {})
          .map(([name, value]) => `${name} = ${String(value)}`)
          .join('\n'),
      ),
    }),
    read: (policy, values) => ({
      ...policy,
      newDeal: isTicked(values['creates'])
        ? {
            stage: textOf(values['stage'])?.trim() ?? '',
            kind: textOf(values['kind'])?.trim() || null,
            owner: optionOf(values['owner']) ?? 'claimOwner',
            closeInDays: numberOf(values['closeInDays']),
            values: { ...Object.fromEntries(linesOf(values['values']).map(assigned)) },
          }
        : null,
    }),
  },
  texts: {
    title: 'claimPolicy.texts',
    wrong: 'claimPolicy.wrong.texts',
    form: () => [
      lines('reasons', 'claimPolicy.reasons.help'),
      lines('engagement', 'claimPolicy.engagement.help'),
    ],
    values: ({ reasons, engagement }) => ({
      reasons: text(reasons.join('\n')),
      engagement: text(engagement),
    }),
    read: (policy, values) => ({
      ...policy,
      reasons: linesOf(values['reasons']),
      engagement: textOf(values['engagement']) ?? '',
    }),
  },
} as const satisfies Record<string, PolicyPart>;

export type PolicyPartName = keyof typeof POLICY_PARTS;
export type WrongPolicy = (typeof POLICY_PARTS)[PolicyPartName]['wrong'];
export const POLICY_PART_NAMES = Object.keys(POLICY_PARTS) as PolicyPartName[];

export function policyForms(state: ProgramPageState): Record<string, Form> {
  return Object.fromEntries(
    POLICY_PART_NAMES.map((name) => {
      const part: PolicyPart = POLICY_PARTS[name];
      return [name, { title: msg(part.title), fields: part.form(state), submit: msg('action.save') }];
    }),
  );
}

type FieldOf = `claimPolicy.${string}` & MessageKey;

function whole(name: string, min: number, max: number, required = true): Field {
  return { kind: 'number', name, label: labelOf(name), required, min, max, value: null };
}

function line(name: string, help: FieldOf): Field {
  return {
    kind: 'text',
    name,
    label: labelOf(name),
    help: msg(help),
    required: false,
    maxLength: 255,
    value: null,
  };
}

function lines(name: string, help: FieldOf): Field {
  const label = labelOf(name);
  return {
    kind: 'longText',
    name,
    label,
    help: msg(help),
    required: false,
    maxLength: TEXT_LIMIT,
    value: null,
  };
}

function ticked(name: string): Field {
  return { kind: 'checkbox', name, label: labelOf(name), required: false, value: false };
}

function amount(name: string, currency: string): Field {
  return { kind: 'money', name, label: labelOf(name), required: false, currency, value: null };
}

function person(name: 'decider' | 'delegate', people: People): Field {
  const known = people.map(({ id, name: called }) => ({ value: id, label: { text: called.slice(0, 255) } }));
  return { kind: 'select', name, label: labelOf(name), required: false, choices: known, value: null };
}

function labelOf(name: string) {
  return msg(`claimPolicy.${name}` as FieldOf);
}

function number(value: number): InputValue {
  return { kind: 'number', value };
}

function text(value: string): InputValue {
  return value === '' ? null : { kind: 'text', text: value };
}

function option(value: string | null): InputValue {
  return value === null ? null : { kind: 'select', option: value };
}

function linesOf(value: InputValue | undefined): string[] {
  return parted(value, /\n/);
}

function listOf(value: InputValue | undefined): string[] {
  return parted(value, /[,;\n]/);
}

function parted(value: InputValue | undefined, at: RegExp): string[] {
  return (textOf(value) ?? '')
    .split(at)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** `Field = value`; numbers and yes or no are what they look like. */
function assigned(given: string): [string, string | number | boolean] {
  const at = given.indexOf('=');
  if (at < 0) return [given, ''];
  const value = given.slice(at + 1).trim();
  const typed = /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
  return [given.slice(0, at).trim(), value === 'true' || value === 'false' ? value === 'true' : typed];
}
