/** What a claim may hold and when it is flagged, what becomes of it, and what its people read. */
import { choices, msg } from '../../make.ts';
import { isTicked, numberOf, optionOf, textOf } from '../../read.ts';
import {
  whole,
  line,
  lines,
  ticked,
  number,
  text,
  option,
  linesOf,
  assigned,
  type PolicyPart,
} from './fields.ts';

export const limits = {
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
} as const satisfies PolicyPart;

export const newDeal = {
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
} as const satisfies PolicyPart;

export const texts = {
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
} as const satisfies PolicyPart;
