/** The registration policy on the program page: what holds, and a form for each part of it. */
import type { Message, Value } from '../../../contract/value.ts';
import type { Block, BlockOf } from '../../../contract/view.ts';
import { action, list, money, msg, NONE, number, orNone, text, word } from '../../make.ts';
import { TEXT_LIMIT } from './fields.ts';
import { POLICY_PART_NAMES, POLICY_PARTS } from './parts.ts';
import type { ProgramPageState } from '../state.ts';

type Fact = BlockOf<'facts'>['facts'][number];
const SHOWN_TEXT = 600;

export function policyBlocks(state: ProgramPageState, disabled: Message | null): Block[] {
  const { registration: policy } = state.rules;
  return [
    { kind: 'facts', title: msg('claimPolicy.title'), facts: policyFacts(state) },
    {
      kind: 'actions',
      actions: POLICY_PART_NAMES.map((name) => {
        const { title, values } = POLICY_PARTS[name];
        const start = values(policy);
        const isLong = Object.values(start).some(
          (one) => one?.kind === 'text' && one.text.length > TEXT_LIMIT,
        );
        return action('savePolicy', msg(title), {
          targets: [name],
          disabled: disabled ?? (isLong ? msg('claimPolicy.long') : null),
          form: { name, ...(!isLong && { values: start }) },
        });
      }),
    },
  ];
}

function policyFacts({ rules: { registration: policy }, deciders }: ProgramPageState): Fact[] {
  const { decision, protection, autoApproval, late, newDeal, reasons, engagement } = policy;
  const named = (user: string | null) =>
    orNone(user, (id) => text(deciders.find((one) => one.id === id)?.name ?? id));
  const facts: [Message, Value][] = [
    [msg('claimPolicy.decider'), named(decision.decider)],
    [msg('claimPolicy.delegate'), named(decision.delegate)],
    [msg('claimPolicy.businessDays'), number(decision.businessDays)],
    [msg('claimPolicy.days'), number(protection.days)],
    [msg('claimPolicy.rules'), number(protection.rules.length)],
    [msg('claimPolicy.covers'), word(`covers.${protection.covers}`)],
    [msg('claimPolicy.extensionDays'), number(protection.extensionDays)],
    [msg('claimPolicy.extensions'), number(protection.extensions)],
    [msg('claimPolicy.reminders'), list(protection.reminders.map(number))],
    [msg('claimPolicy.automatic'), word(autoApproval ? 'value.yes' : 'value.no')],
    [msg('claimPolicy.tiers'), orNone(autoApproval?.tiers.length ? autoApproval.tiers : null, texts)],
    [msg('claimPolicy.upTo'), orNone(autoApproval?.upTo, money)],
    [msg('claimPolicy.participants'), number(policy.participants)],
    [msg('claimPolicy.velocity'), number(policy.velocity)],
    [msg('claimPolicy.hours'), number(late.hours)],
    [msg('claimPolicy.domains'), number(policy.namedAccounts.domains.length)],
    [msg('claimPolicy.creates'), orNone(newDeal, ({ stage }) => text(stage))],
    [msg('claimPolicy.reasons'), reasons.length > 0 ? texts(reasons) : NONE],
    [msg('claimPolicy.engagement'), orNone(engagement, (all) => text(shortened(all)))],
  ];
  return facts.map(([label, value]) => ({ label, value }));
}

function texts(all: readonly string[]): Value {
  return list(all.map(text));
}

function shortened(all: string): string {
  return all.length > SHOWN_TEXT ? `${all.slice(0, SHOWN_TEXT)}…` : all;
}
