/** What people are asked to do about a claim, each task once: its reference follows from what it is about. */
import { keyOf } from '../key.ts';
import type { RegistrationRules } from '../conflict/facts.ts';
import type { Registration } from './claim.ts';
import { remindersOf } from './clocks.ts';
import { dayAt } from './days.ts';
import { isWaiting } from './shown.ts';
import { shareRefusals } from './submission.ts';

export const TASK_KINDS = ['decide', 'overdue', 'answer', 'remind', 'linkDeal', 'reshare'] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

export interface Task {
  /** Unique; stands in the task's text, so that it is found again. */
  readonly reference: string;
  readonly kind: TaskKind;
  /** A user of the CRM; null: the policy names nobody. */
  readonly for: string | null;
  /** YYYY-MM-DD. */
  readonly due: string;
}

/** All that a claim asks for now, whether it was made already or not. */
export function tasksOf(claim: Registration, rules: RegistrationRules, now: number): Task[] {
  return [...deciding(claim, rules, now), ...answering(claim, rules), ...standing(claim, rules, now)];
}

function deciding(claim: Registration, { policy, zone }: RegistrationRules, now: number): Task[] {
  const { state, clock } = claim;
  const dueAt = clock?.dueAt ?? null;
  if (!isWaiting(claim) || dueAt === null) return [];
  const due = dayAt(dueAt - 1, zone);
  const decider = claim.decider ?? policy.decision.decider;
  const rounds = String(claim.history.filter(({ move }) => move === 'appeal').length);
  const place = String(claim.submission?.at ?? '');
  const tasks: Task[] = [];
  if (state !== 'moreInfo') tasks.push(task(claim, 'decide', decider, due, place, rounds, decider ?? ''));
  if (now >= dueAt) {
    const delegate = policy.decision.delegate ?? decider;
    tasks.push(task(claim, 'overdue', delegate, due, place, rounds, due));
  }
  return tasks;
}

function answering({ clock, ...claim }: Registration, { zone }: RegistrationRules): Task[] {
  if (claim.state !== 'moreInfo' || !clock || clock.askedAt === null) return [];
  return [task(claim, 'answer', claim.owner, dayAt(clock.askedAt, zone), String(clock.askedAt))];
}

function standing(claim: Registration, { policy, zone }: RegistrationRules, now: number): Task[] {
  const { state, protection, deal, owner } = claim;
  if (state !== 'approved' || protection === null) return [];
  const who = owner ?? claim.decider ?? policy.decision.decider;
  const tasks: Task[] = [];
  // Those that were missed are one: the last.
  const reminder = remindersOf(protection, policy.protection.reminders, zone).findLast(({ at }) => at <= now);
  if (reminder) {
    tasks.push(task(claim, 'remind', who, protection.until, protection.until, String(reminder.days)));
  }
  const today = dayAt(protection.from, zone);
  if (deal === null) tasks.push(task(claim, 'linkDeal', who, today, String(protection.from)));
  if (shareRefusals(claim).length > 0) {
    const declined = claim.participants.filter(({ consent }) => consent === 'declined');
    const decider = claim.decider ?? policy.decision.decider;
    tasks.push(task(claim, 'reshare', decider, today, ...declined.map(({ partner }) => partner).sort()));
  }
  return tasks;
}

function task(
  { key }: Pick<Registration, 'key'>,
  kind: TaskKind,
  user: string | null,
  due: string,
  ...about: string[]
): Task {
  return { reference: keyOf('tsk', key, kind, ...about), kind, for: user, due };
}
