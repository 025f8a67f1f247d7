/** The forms of the partner's page: what they ask, in which order, and what stands in them already. */
import type { Message } from '../../contract/value.ts';
import { DEAL_ROLES } from '../../schema/objects.ts';
import { msg } from '../make.ts';
import { seenOf } from './read.ts';
import type { Problem } from './problems.ts';
import type { PageState, Typed } from './state.ts';

interface Common {
  readonly name: string;
  readonly label: Message;
  readonly help: Message | null;
  readonly required: boolean;
  /** What was wrong with it. */
  readonly problem: Message | null;
}

export interface TypedField extends Common {
  readonly kind: 'line' | 'lines' | 'day';
  readonly value: string;
  readonly limit: number;
  /** As browsers know it, so that they offer what they keep. */
  readonly autocomplete: 'name' | 'off';
  readonly keys: 'text' | 'decimal' | 'url';
}

export interface TickedField extends Common {
  /** `one`: exactly one of them. */
  readonly kind: 'one' | 'several';
  readonly choices: readonly { readonly value: string; readonly label: Message }[];
  readonly values: readonly string[];
}

export type PageField = TypedField | TickedField;

export interface PageGroup {
  readonly title: Message | null;
  /** Folded away until it is wanted; null: always there. */
  readonly open: boolean | null;
  readonly fields: readonly PageField[];
}

export interface PageForm {
  readonly intro: Message;
  readonly groups: readonly PageGroup[];
  /** Sent back as it is. */
  readonly seen: string | null;
  readonly submit: Message;
}

type LineOptions = Partial<Omit<TypedField, 'name' | 'label' | 'value' | 'problem'>>;

/** Makes fields with what was typed into them before and what was wrong with it. */
class Fields {
  readonly #typed: Typed;
  readonly #problems: readonly Problem[];

  constructor(typed: Typed, problems: readonly Problem[]) {
    this.#typed = typed;
    this.#problems = problems;
  }

  line(name: string, label: Message, options: LineOptions = {}): PageField {
    const plain = { kind: 'line', limit: 255, autocomplete: 'off', keys: 'text' } as const;
    return { ...this.#common(name, label), value: this.#values(name)[0] ?? '', ...plain, ...options };
  }

  ticks(
    name: string,
    label: Message,
    kind: 'one' | 'several',
    choices: readonly [string, Message][],
  ): PageField {
    return {
      ...this.#common(name, label),
      kind,
      required: kind === 'one',
      choices: choices.map(([value, said]) => ({ value, label: said })),
      values: this.#values(name),
    };
  }

  roles(at: number): PageField {
    const choices = DEAL_ROLES.map((role): [string, Message] => [role, msg(`role.${role}`)]);
    return this.ticks(`roles${at}`, msg('page.form.roles'), 'several', choices);
  }

  share(at: number): PageField {
    return this.line(`share${at}`, msg('page.form.share'), {
      help: msg('page.form.share.help'),
      limit: 8,
      keys: 'decimal',
    });
  }

  /** Whether anything stands in one of them. */
  isUsed(...names: string[]): boolean {
    return names.some(
      (name) =>
        this.#values(name).some((value) => value !== '') ||
        this.#problems.some(({ field }) => field === name),
    );
  }

  #values(name: string): readonly string[] {
    return this.#typed[name] ?? [];
  }

  #common(name: string, label: Message): Common {
    const problem = this.#problems.find(({ field }) => field === name)?.message ?? null;
    return { name, label, help: null, required: false, problem };
  }
}

export function consentForm({ partner, typed, part }: PageState, problems: readonly Problem[]): PageForm {
  const fields = new Fields(typed, problems);
  const answers: [string, Message][] = [
    ['accepted', msg('page.form.accept')],
    ['declined', msg('page.form.decline')],
  ];
  return {
    intro: msg('page.intro.consent', { partner }),
    groups: [always(fields.ticks('answer', msg('page.answer'), 'one', answers), signature(fields))],
    seen: part === null ? null : seenOf(part),
    submit: msg('page.form.answer'),
  };
}

export function claimFormPage(
  { typed, coPartners }: PageState,
  purpose: 'referral' | 'registration',
  problems: readonly Problem[],
): PageForm {
  const fields = new Fields(typed, problems);
  const customer = [
    fields.line('customer', msg('page.form.customer'), { required: true }),
    fields.line('website', msg('page.form.website'), { keys: 'url' }),
    fields.line('country', msg('page.form.country'), { limit: 120 }),
  ];
  const note = fields.line('note', msg('page.form.note'), { kind: 'lines', limit: 2_000 });
  const intro = msg(`page.intro.${purpose}`);
  const submit = msg('page.form.handIn');
  if (purpose === 'referral') {
    return { intro, groups: [always(...customer, note, signature(fields))], seen: null, submit };
  }
  return {
    intro,
    groups: [
      { title: msg('page.group.customer'), open: null, fields: customer },
      { title: msg('page.group.deal'), open: null, fields: [...dealFields(fields), note] },
      { title: msg('page.group.own'), open: null, fields: [fields.roles(0), fields.share(0)] },
      ...Array.from({ length: coPartners }, (_none, at) => coPartner(fields, at + 1)),
      always(signature(fields)),
    ],
    seen: null,
    submit,
  };
}

function dealFields(fields: Fields): PageField[] {
  return [
    fields.line('products', msg('page.form.products'), { help: msg('page.form.products.help') }),
    fields.line('amount', msg('page.form.amount'), { limit: 24, keys: 'decimal' }),
    fields.line('currency', msg('page.form.currency'), { help: msg('page.form.currency.help'), limit: 3 }),
    fields.line('close', msg('page.form.close'), { kind: 'day', limit: 10 }),
  ];
}

function coPartner(fields: Fields, at: number): PageGroup {
  const name = fields.line(`partner${at}`, msg('page.form.partner'), { help: msg('page.form.partner.help') });
  return {
    title: msg('page.group.partner', { number: at }),
    open: fields.isUsed(`partner${at}`, `roles${at}`, `share${at}`),
    fields: [name, fields.roles(at), fields.share(at)],
  };
}

function signature(fields: Fields): PageField {
  return fields.line('name', msg('page.form.name'), {
    help: msg('page.form.name.help'),
    limit: 120,
    autocomplete: 'name',
    required: true,
  });
}

function always(...fields: PageField[]): PageGroup {
  return { title: null, open: null, fields };
}
