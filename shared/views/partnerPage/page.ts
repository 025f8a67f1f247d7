/** The partner's page as a whole: how the claim stands for this partner, what is asked, and the rules beside it. */
import type { Message, Value } from '../../contract/value.ts';
import { date, instant, list, msg, orNone, percent, text, word } from '../make.ts';
import { consentForm, claimFormPage, type PageForm } from './form.ts';
import { problemsOf, type Problem } from './problems.ts';
import type { OwnPart, PageState } from './state.ts';

export interface PageView {
  readonly title: Message;
  readonly lead: Message;
  /** What did not count, in the order of the form. */
  readonly problems: readonly Problem[];
  readonly facts: readonly { readonly label: Message; readonly value: Value }[];
  readonly form: PageForm | null;
  /** As it was written; empty for none. */
  readonly engagement: string;
  readonly foot: Message;
}

export function partnerPage(state: PageState): PageView {
  const { company, partner, contact, expiresAt, engagement, part, ask } = state;
  const problems = problemsOf(state.refusals);
  return {
    title: msg(ask === null ? 'page.title.status' : `page.title.${ask}`),
    lead: msg('page.lead', { contact, partner, company }),
    problems,
    facts: part === null ? [] : factsOf(part),
    form: formOf(state, problems),
    engagement,
    foot: msg('page.until', { at: instant(expiresAt) }),
  };
}

/** Said of a link that is forged, has run out or was withdrawn, all alike, so that it tells of nothing that exists. */
export function deadPage(reason: 'dead' | 'crowded' | 'foreign' | 'large' | 'failed'): PageView {
  return {
    title: msg(`page.${reason}.title`),
    lead: msg(`page.${reason}.lead`),
    problems: [],
    facts: [],
    form: null,
    engagement: '',
    foot: msg('page.dead.foot'),
  };
}

function formOf(state: PageState, problems: readonly Problem[]): PageForm | null {
  if (state.ask === null) return null;
  return state.ask === 'consent' ? consentForm(state, problems) : claimFormPage(state, state.ask, problems);
}

function factsOf(part: OwnPart): PageView['facts'] {
  const { customer, state, roles, share, protectedUntil } = part;
  return [
    { label: msg('page.customer'), value: text(customer) },
    { label: msg('page.status'), value: word(`registration.${state}`) },
    ...(protectedUntil === null ? [] : [{ label: msg('page.protectedUntil'), value: date(protectedUntil) }]),
    { label: msg('page.roles'), value: list(roles.map((role) => word(`role.${role}`))) },
    { label: msg('page.share'), value: orNone(share, percent) },
    { label: msg('page.answer'), value: answerOf(part) },
  ];
}

function answerOf({ consent, consentedBy, consentedAt }: OwnPart): Value {
  if (consent === 'pending') return word('page.answer.pending');
  const said = [word(`page.answered.${consent}`), text(consentedBy ?? '')];
  return list(consentedAt === null ? said : [...said, instant(consentedAt)]);
}
