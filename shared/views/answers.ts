/** Whole answers to a card: a view or a refusal, with the words of the viewer's language that it needs and no others. */
import type { RefusalAnswer, SearchAnswer, ViewAnswer } from '../contract/answer.ts';
import type { Message } from '../contract/value.ts';
import type { CardView } from '../contract/view.ts';
import type { AskRefusal, TeamRefusal, TouchpointRefusal } from '../domain/team.ts';
import type { ReasonArg } from '../domain/conflict.ts';
import { msg, percent, text } from './make.ts';
import type { WrongPolicy } from './program/policy/parts.ts';
import type { ClaimRefusal } from './registration.ts';
import type { Trouble } from './trouble.ts';
import { wordsFor } from './words/catalogue.ts';

/** What an act ended with, to be said once. */
export type Done = 'saved' | 'accepted' | 'unchanged' | 'asked';

export function viewAnswer(
  view: CardView,
  locale: string,
  act: { done: Done | null; changedRecord: boolean } = { done: null, changedRecord: false },
): ViewAnswer {
  const answer = {
    ok: true as const,
    view,
    ...(act.done !== null && { done: msg(`done.${act.done}`) }),
    changedRecord: act.changedRecord,
  };
  return { ...answer, words: wordsFor(answer, locale) };
}

/** What a record search found, by name. */
export function searchAnswer(found: readonly { id: string; name: string }[], locale: string): SearchAnswer {
  const choices = found
    .slice(0, 50)
    .map(({ id, name }) => ({ value: id, label: { text: name.slice(0, 255) } }));
  return { ok: true, choices, words: wordsFor(choices, locale) };
}

/** Why the server refuses what no rule of the domain judges. */
export type PlainRefusal =
  | 'ask.asked'
  | 'ask.closed'
  | 'ask.nobody'
  | 'delegate.unknown'
  | 'link.answered'
  | 'link.contact.missing'
  | 'link.many'
  | 'link.noAddress'
  | 'inbox.createDeal.unset'
  | 'managers.missing'
  | 'match.unknown'
  | 'overlap.reject.missing'
  | 'refused.channelManager'
  | 'refused.mayNotEdit'
  | 'refused.superAdmin'
  | 'request.invalid'
  | 'request.repeated'
  | 'request.unknownAction'
  | 'team.partner.unknown'
  | 'threshold.missing'
  | 'threshold.order'
  | WrongPolicy;

/** A refusal's code names its words too. */
export function refusalAnswer(
  refusal:
    | TeamRefusal
    | TouchpointRefusal
    | AskRefusal
    | ClaimRefusal
    | { code: PlainRefusal; field?: string | null },
  locale: string,
): RefusalAnswer {
  const args = 'args' in refusal ? refusal.args : {};
  const message: Message = { key: refusal.code, args: inWords(args) };
  return refused(refusal.code, message, refusal.field ?? null, false, locale);
}

/** Why nothing could be done at all. */
export function troubleAnswer(trouble: Trouble, locale: string): RefusalAnswer {
  const key = `trouble.${trouble}` as const;
  return refused(key, msg(key), null, trouble !== 'forbidden', locale);
}

/** The CRM took the decision but not the writing; `why` is what it said. */
export function notSavedAnswer(code: string, why: string, retry: boolean, locale: string): RefusalAnswer {
  const message = msg('refused.notSaved', { reason: text(why.slice(0, 1_000)) });
  return refused(code, message, null, retry, locale);
}

function refused(
  code: string,
  message: Message,
  field: string | null,
  retry: boolean,
  locale: string,
): RefusalAnswer {
  const words = wordsFor(message, locale);
  return { ok: false, code, ...(field !== null && { field }), message, retry, words };
}

/** The domain counts shares in basis points; people read them in percent. */
function inWords(args: Readonly<Record<string, ReasonArg>>): NonNullable<Message['args']> {
  const shares = ['share', 'left'];
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [
      name,
      typeof value === 'number' && shares.includes(name) ? percent(value) : value,
    ]),
  );
}
