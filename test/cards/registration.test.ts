/** A deal registered from its card in either CRM by HTTP: a draft of several partners, what stands against it, and what becomes of it. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Action } from '../../shared/contract/action.ts';
import { CRMS } from '../use/story.ts';
import { blocks, CardBench, type Answered } from './desk.ts';

const money = (minor: number) => ({ kind: 'money', minor, currency: 'EUR' });
const roles = (...options: string[]) => ({ kind: 'multiSelect', options });
const percent = (basisPoints: number) => ({ kind: 'percent', basisPoints });
const text = (words: string) => ({ kind: 'text', text: words });

/** Every action that stands on the card. */
function actionsOn(answer: Answered): Action[] {
  if (!answer.body.ok || !('view' in answer.body)) throw new Error(JSON.stringify(answer.body).slice(0, 400));
  const found: Action[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    if ('look' in node && 'targets' in node) found.push(node as Action);
    for (const part of Object.values(node)) visit(part);
  };
  visit(answer.body.view.blocks);
  return found;
}

function offered(answer: Answered, name: string): Action {
  const found = actionsOn(answer).find((one) => one.name === name);
  if (!found)
    throw new Error(
      `no ${name} among ${actionsOn(answer)
        .map((one) => one.name)
        .join(', ')}`,
    );
  return found;
}

describe.each(CRMS)('registering a deal on %s', (crm) => {
  let bench: CardBench;
  beforeAll(async () => {
    bench = await CardBench.begin(crm);
    await bench.story.map();
    await bench.story.poll();
  });
  afterAll(() => bench?.close());

  const partner = (ref: string) => ({ kind: 'record', object: 'account', id: bench.story.id(ref) });
  const badge = (answer: Answered) =>
    blocks(answer, 'badges')[0]?.badges.find(({ label }) => label.key === 'deal.registration')?.value;

  test('a rep begins a draft, adds partners, and submits it', async () => {
    const seen = await bench.deal('rep', 'marineOpen');
    expect(badge(seen)).toMatchObject({ key: 'registration.none' });
    const register = offered(seen, 'registerDeal');
    const begun = await bench.deal(
      'rep',
      'marineOpen',
      bench.act(register, { products: text('Edge; Core'), amount: money(150_000), note: text('Theirs') }),
    );
    expect(begun.body).toMatchObject({ ok: true, done: { key: 'done.saved' } });
    const add = offered(begun, 'addParticipant');
    const added = await bench.deal(
      'rep',
      'marineOpen',
      bench.act(add, { partner: partner('acme'), roles: roles('resell'), share: percent(6_000) }),
    );
    expect(offered(added, 'submitClaim').disabledReason).toMatchObject({ key: 'registration.shares.open' });
    const more = await bench.deal(
      'rep',
      'marineOpen',
      bench.act(add, { partner: partner('beacon'), roles: roles('implementation'), share: percent(4_000) }),
    );
    const submit = offered(more, 'submitClaim');
    expect(submit).not.toHaveProperty('disabledReason');
    const done = await bench.deal('rep', 'marineOpen', bench.act(submit, {}, randomUUID()));
    expect(done.body).toMatchObject({ ok: true, done: { key: 'done.saved' }, changedRecord: true });
    expect(badge(done)).toMatchObject({ key: 'registration.submitted' });
  });
});
