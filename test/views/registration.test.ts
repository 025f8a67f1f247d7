/** What cards say of registrations: what is missing, what stands against it, what can be done, and what forms give back. */
import { describe, expect, test } from 'vitest';
import { actRequest } from '../../shared/contract/request.ts';
import type { Action } from '../../shared/contract/action.ts';
import type { BlockKind, BlockOf } from '../../shared/contract/view.ts';
import type { ClaimForm } from '../../shared/domain/registration.ts';
import { refusalAnswer } from '../../shared/views/answers.ts';
import {
  claimRefusal,
  participantInput,
  registrationBlocks,
  registrationForms,
  type RegistrationSection,
  withClaimInput,
  wordInput,
} from '../../shared/views/registration.ts';
import { formattersFor } from '../../shared/views/words/format.ts';
import { say } from '../../shared/views/words/say.ts';
import * as claims from './fixtures/claims.ts';
import { partner } from './fixtures/names.ts';

const all = <Kind extends BlockKind>(section: RegistrationSection, kind: Kind) =>
  registrationBlocks(section).filter((block): block is BlockOf<Kind> => block.kind === kind);
const actionsOf = (section: RegistrationSection): Action[] =>
  registrationBlocks(section).flatMap((block) =>
    block.kind === 'actions' || block.kind === 'notice'
      ? block.actions
      : block.kind === 'suggestions'
        ? block.items.flatMap(({ actions }) => actions)
        : [],
  );
const called = (section: RegistrationSection, name: string) =>
  actionsOf(section).filter((action) => action.name === name);
const noticesOf = (section: RegistrationSection) => all(section, 'notice').map(({ message }) => message.key);

describe('a draft', () => {
  test('cannot be submitted before everything is there, and says the first thing that is missing', () => {
    expect(called(claims.justBegun, 'submitClaim')[0]?.disabledReason?.key).toBe(
      'registration.participants.none',
    );
    expect(noticesOf(claims.justBegun)).toEqual([]);
    expect(called(claims.clashing, 'submitClaim')[0]?.disabledReason?.key).toBe('registration.share.missing');
  });

  test('says at each partner what stands against it, and at the end what stands against the whole', () => {
    const [block] = all(claims.clashing, 'suggestions');
    expect(block?.items.map(({ reasons }) => reasons.map(({ message }) => message.key))).toEqual([
      [],
      ['conflict.told.protected'],
      [],
      ['registration.share.missing'],
      ['conflict.directOverlap'],
    ]);
    expect(noticesOf(claims.clashing)).toEqual(['verdict.hold']);
    expect(called(claims.clashing, 'changeParticipant').map(({ targets }) => targets[1])).toEqual([
      'P1',
      'P5',
      'P9',
      'P12',
    ]);
  });

  test('offers to join where that is what its verdict says, naming no other claim', () => {
    const [join] = called(claims.joinable, 'joinClaim');
    const [{ claim } = { claim: { key: '' } }] = claims.joinable.claims;
    expect(join).toMatchObject({ targets: [claim.key], confirm: { key: 'claim.joinInstead.confirm' } });
    expect(join).not.toHaveProperty('form');
    expect(called(claims.clashing, 'joinClaim')).toEqual([]);
  });

  test('leads to the claim that the partner has already', () => {
    expect(called(claims.doubled, 'submitClaim')[0]?.disabledReason?.key).toBe('verdict.refused');
    const [first] = all(claims.doubled, 'suggestions')[0]?.items ?? [];
    expect(first?.facts.at(-1)).toMatchObject({
      label: { key: 'claim.existing' },
      value: { items: [{ kind: 'record', id: 'D2' }, { key: 'registration.draft' }] },
    });
  });

  test('of one that has a claim without a deal offers to link that one here instead', () => {
    const [shown] = claims.doubled.claims;
    const [related] = shown?.judged?.related ?? [];
    if (!shown?.judged || !related) throw new Error('no claim');
    const relatedTo = (state: 'submitted' | 'draft', deal: string | null): RegistrationSection => {
      const judged = { ...shown.judged, related: [{ ...related, state, deal }] } as typeof shown.judged;
      return { ...claims.doubled, claims: [{ ...shown, judged }] };
    };
    expect(called(relatedTo('submitted', null), 'linkDeal')).toMatchObject([
      { targets: [related.key, 'D1'] },
    ]);
    expect(called(relatedTo('submitted', 'D2'), 'linkDeal')).toEqual([]);
    expect(called(relatedTo('draft', null), 'linkDeal')).toEqual([]);
  });

  test('is the only one that is worked on', () => {
    expect(called(claims.justBegun, 'registerDeal')).toEqual([]);
    expect(called(claims.approved, 'registerDeal')).toHaveLength(1);
    const closed = called({ ...claims.noClaims, mayRegister: false }, 'registerDeal');
    expect(closed[0]?.disabledReason).toEqual({ key: 'refused.mayNotEdit' });
  });
});

describe('a claim that was submitted', () => {
  const NAMES: Readonly<Record<string, readonly string[]>> = {
    waiting: ['joinClaim', 'withdrawClaim'],
    asked: ['answerClaim', 'addParticipant', 'splitClaim', 'editClaim', 'linkDeal', 'withdrawClaim'],
    approved: ['extendClaim', 'joinClaim', 'withdrawClaim'],
    rejected: ['appealClaim'],
  };
  test.each(Object.entries(NAMES))('that is %s can be worked on as the rules allow', (name, expected) => {
    const section = claims[name as 'waiting'];
    const [actions] = all(section, 'actions');
    expect(actions?.actions.map((action) => action.name)).toEqual(expected);
  });

  test('tells by when, until when and why', () => {
    const labels = (section: RegistrationSection) =>
      all(section, 'facts')[0]?.facts.map(({ label }) => label.key);
    expect(labels(claims.waiting)).toContain('claim.due');
    expect(labels(claims.approved)).toContain('claim.protectedUntil');
    expect(noticesOf(claims.asked)).toContain('claim.asked');
    expect(noticesOf(claims.rejected)).toContain('claim.rejected');
    expect(called(claims.approved, 'extendClaim')[0]?.disabledReason?.key).toBe('registration.extend.again');
  });

  test('tells its story backwards, each move with who made it', () => {
    const items = all(claims.approved, 'timeline')[0]?.items ?? [];
    expect(items.map(({ message }) => [message.key, (message.args?.['who'] as { key: string }).key])).toEqual(
      [
        ['claimMove.extend', 'actor.you'],
        ['claimMove.consent', 'actor.channelManager'],
        ['claimMove.approve', 'actor.channelManager'],
        ['claimMove.submit', 'actor.you'],
      ],
    );
    expect(items[1]?.detail).toMatchObject({ items: [{ id: partner(0).id }, { key: 'consent.accepted' }] });
  });

  test('tells changes that one person made in a row once', () => {
    const [first] = claims.approved.claims;
    if (!first) throw new Error('no claim');
    const [submitted] = first.claim.history;
    if (!submitted) throw new Error('no history');
    const edit = { ...submitted, move: 'edit' } as const;
    const by = { as: 'channelManager', user: 'U2' } as const;
    const claim = { ...first.claim, history: [edit, edit, { ...edit, by }, edit, edit, submitted] };
    const items = all({ ...claims.approved, claims: [{ ...first, claim }] }, 'timeline')[0]?.items ?? [];
    expect(items.map(({ message }) => message.key)).toEqual([
      'claimMove.submit',
      'claimMove.edit',
      'claimMove.edit',
      'claimMove.edit',
    ]);
  });

  test('of somebody else is no more than its state and its last day', () => {
    const blocks = registrationBlocks(claims.ofOthers);
    expect(blocks.map(({ kind }) => kind)).toEqual(['facts', 'notice', 'actions', 'actions']);
    expect(called(claims.ofOthers, 'joinClaim')).toMatchObject([{ form: { name: 'join' } }]);
  });
});

describe('a form', () => {
  const [{ claim } = { claim: undefined }] = claims.clashing.claims;
  if (!claim) throw new Error('no claim');
  const sent = (action: Action | undefined) => actRequest.shape.values.parse(action?.form?.values);

  test('of a part gives back the part it started from', () => {
    for (const [at, change] of called(claims.clashing, 'changeParticipant').entries()) {
      const { roles, share, contribution, evidence } = claim.participants[at] ?? {};
      expect(participantInput(sent(change))).toEqual({ partner: null, roles, share, contribution, evidence });
    }
  });

  test.each(['clashing', 'joinable'] as const)(
    'of the claim (%s) gives back what it started from',
    (name) => {
      const [shown] = claims[name].claims;
      if (!shown) throw new Error('no claim');
      const { customer, deal, products, amount, expectedClose, note } = shown.claim;
      const before: ClaimForm = { customer, deal, products, amount, expectedClose, note, participants: [] };
      const [edit] = called(claims[name], 'editClaim');
      expect(withClaimInput(before, sent(edit))).toEqual(before);
      expect(Object.keys(registrationForms(claims[name]))).toContain(edit?.form?.name);
    },
  );

  test('changes nothing that was not on it, and never who a chosen customer is', () => {
    const before: ClaimForm = { ...claim, participants: [] };
    expect(withClaimInput(before, {})).toEqual(before);
    const other = withClaimInput(before, {
      customerName: { kind: 'text', text: 'Other' },
      products: { kind: 'text', text: ' Edge;; Core, Mesh\n' },
      amount: null,
    });
    expect(other.customer).toEqual(before.customer);
    expect(other).toMatchObject({ products: ['Edge', 'Core', 'Mesh'], amount: null, note: before.note });
  });

  test('takes a word by whatever name its field has', () => {
    expect(wordInput({ why: { kind: 'text', text: ' yes ' } })).toBe('yes');
    expect(wordInput({ evidence: { kind: 'text', text: 'mail' } })).toBe('mail');
    expect(wordInput({ why: { kind: 'text', text: '  ' } })).toBeNull();
  });
});

test.each([
  ['participants.2.share', 'share'],
  ['customer.name', 'customerName'],
  ['customer', null],
  ['participants', null],
  ['why', 'why'],
  [null, null],
])('a refusal at %s is shown at the field %s', (field, shown) => {
  const refusal = claimRefusal([{ code: 'registration.why.missing', field, args: {} }]);
  expect(refusal.field).toBe(shown);
  expect(refusalAnswer(refusal, 'en').field ?? null).toBe(shown);
});

test('a refusal with a share and a role says both in the viewer’s words', () => {
  const tell = (code: `registration.${string}`, args: Parameters<typeof claimRefusal>[0][0]['args']) => {
    const answer = refusalAnswer(claimRefusal([{ code, field: null, args }]), 'de');
    return say(answer.words, answer.message, formattersFor('de-DE', 'UTC', 'de')).replaceAll('\u00a0', ' ');
  };
  expect(tell('registration.shares.open', { left: { kind: 'percent', basisPoints: 2_000 } })).toContain(
    '20 %',
  );
  expect(tell('registration.roles.doubled', { role: { kind: 'word', key: 'role.lead' } })).toContain(
    'Federführung',
  );
});
