/** Ways to work on claims from cards: what stands on an answer, and what is sent for a form. */
import type { Action } from '../../shared/contract/action.ts';
import type { InputValue, InputValues } from '../../shared/contract/field.ts';
import type { BlockOf } from '../../shared/contract/view.ts';
import { type Answered, blocks, type CardBench, type Who } from './desk.ts';

export const options = (...chosen: string[]): InputValue => ({ kind: 'multiSelect', options: chosen });
export const percent = (basisPoints: number): InputValue => ({ kind: 'percent', basisPoints });
export const text = (words: string): InputValue => ({ kind: 'text', text: words });
export const day = (date: string): InputValue => ({ kind: 'date', day: date });
export const money = (minor: number, currency = 'EUR'): InputValue => ({ kind: 'money', minor, currency });

/** A person before the card of one record, or before the page of registrations. */
export class ClaimWorker {
  readonly #bench: CardBench;
  readonly #who: Who;
  readonly #card: 'deal' | 'account' | 'registrations';
  readonly #ref: string;

  constructor(bench: CardBench, who: Who, card: 'deal' | 'account' | 'registrations', ref: string) {
    this.#bench = bench;
    this.#who = who;
    this.#card = card;
    this.#ref = ref;
  }

  look(): Promise<Answered> {
    return this.#ask({});
  }

  #ask(more: object): Promise<Answered> {
    // Another rep: the people of the bench are too few.
    const sent = this.#who === 'reader' ? { claims: { acc: 'edit' } } : {};
    const record =
      this.#card === 'registrations' ? null : { object: this.#card, id: this.#bench.story.id(this.#ref) };
    const asked = { ask: 'view' as const, card: this.#card, record, ...more };
    return this.#bench.ask(this.#who, asked, sent);
  }

  /** Does what the card offers by this name, with its targets and what its form starts from. */
  async act(name: string, values: InputValues = {}, about?: string): Promise<Answered> {
    const action = offered(await this.look(), name, about);
    return this.send(action, { ...action.form?.values, ...values });
  }

  send(action: Pick<Action, 'name' | 'targets'>, values: InputValues = {}, key?: string): Promise<Answered> {
    return this.#ask(this.#bench.act(action, values, key));
  }

  partner(ref: string): InputValue {
    return { kind: 'record', object: 'account', id: this.#bench.story.id(ref) };
  }

  /** A new claim with these parts, as `partner role share`. */
  async draft(
    values: InputValues,
    ...parts: readonly (readonly [string, string, number | null])[]
  ): Promise<Answered> {
    let answer = await this.act('registerDeal', values);
    for (const [ref, role, share] of parts) {
      answer = await this.act('addParticipant', {
        partner: this.partner(ref),
        roles: options(role),
        ...(share !== null && { share: percent(share) }),
      });
      if (!answer.body.ok) throw new Error(answer.text);
    }
    return answer;
  }
}

/** Every action that stands on the card. */
export function actionsOn({ body }: Answered): Action[] {
  if (!body.ok || !('view' in body)) throw new Error(`no view: ${JSON.stringify(body).slice(0, 400)}`);
  const found: Action[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    if ('look' in node && 'targets' in node) found.push(node as Action);
    for (const part of Object.values(node)) visit(part);
  };
  visit(body.view.blocks);
  return found;
}

/** @param about one of its targets */
export function offered(answer: Answered, name: string, about?: string): Action {
  const found = actionsOn(answer).find(
    (one) => one.name === name && (about === undefined || one.targets.includes(about)),
  );
  if (!found)
    throw new Error(
      `no ${name} among ${actionsOn(answer)
        .map((one) => one.name)
        .join(', ')}`,
    );
  return found;
}

/** The parts of the first claim on the card, each with the keys of what is said against it. */
export function partsOn(answer: Answered): { name: string; share: unknown; says: string[] }[] {
  const block = blocks(answer, 'suggestions').find(({ title }) => title?.key.startsWith('claim.partners'));
  return (block?.items ?? []).map(({ name, badges, reasons }) => ({
    name: 'name' in name ? name.name : 'key' in name ? name.key : '',
    share: badges.find(({ label }) => label.key === 'part.share')?.value,
    says: reasons.map(({ message }) => message.key),
  }));
}

/** The outcome that the card foretells; undefined: none. */
export function verdictOn(answer: Answered): string | undefined {
  return blocks(answer, 'notice').find(({ title }) => title?.key === 'verdict.title')?.message.key;
}

export function badgeOn(answer: Answered): BlockOf<'badges'>['badges'][number]['value'] | undefined {
  return blocks(answer, 'badges')[0]?.badges.find(({ label }) => label.key === 'deal.registration')?.value;
}
