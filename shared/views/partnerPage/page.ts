/** The partner's page as a whole: how the claim stands for this partner, what is asked, and the rules beside it. */
import type { Message, Value } from '../../contract/value.ts';
import { date, instant, list, msg, orNone, percent, text, word } from '../make.ts';
import { consentForm, claimFormPage, type PageForm } from './form.ts';
import { problemsOf, type Problem } from './problems.ts';
import type { OwnPart, PageState } from './state.ts';

export interface PageView {
  readonly title: Message;
  readonly lead: Message;
  /** What did not count, in the order of the form; null: nothing. `title` is of the whole page then. */
  readonly problems: {
    readonly title: Message;
    readonly heading: Message;
    readonly items: readonly Problem[];
  } | null;
  readonly facts: readonly { readonly label: Message; readonly value: Value }[];
  readonly form: PageForm | null;
  /** As they were written; null for none. */
  readonly rules: { readonly heading: Message; readonly text: string } | null;
  readonly foot: Message;
}

export function partnerPage(state: PageState): PageView {
  const { company, partner, contact, expiresAt, engagement, part, ask } = state;
  const problems = problemsOf(state.refusals);
  const name = ask === null ? 'page.title.status' : (`page.title.${ask}` as const);
  return {
    title: msg(name),
    lead:
      company === ''
        ? msg('page.lead.plain', { contact, partner })
        : msg('page.lead', { contact, partner, company }),
    problems:
      problems.length === 0
        ? null
        : {
            title: msg('page.problem.title', { title: word(name) }),
            heading: msg('page.problems'),
            items: problems,
          },
    facts: part === null ? [] : factsOf(part),
    form: formOf(state, problems),
    rules: engagement === '' ? null : { heading: msg('page.rules'), text: engagement },
    foot: msg('page.until', { at: instant(expiresAt) }),
  };
}

/** Said of a link that is forged, has run out or was withdrawn, all alike, so that it tells of nothing that exists. */
export function deadPage(reason: 'dead' | 'crowded' | 'foreign' | 'large' | 'failed'): PageView {
  return {
    title: msg(`page.${reason}.title`),
    lead: msg(`page.${reason}.lead`),
    problems: null,
    facts: [],
    form: null,
    rules: null,
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
