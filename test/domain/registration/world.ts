/** A customer with its deals and the claims on it, through which any sequence of moves can be sent, as the server does. */
import {
  type ConflictFacts,
  type DealFacts,
  type Verdict,
  verdictOn,
} from '../../../shared/domain/conflict.ts';
import {
  type Actor,
  type ClaimForm,
  draftOf,
  makeMove,
  type Moved,
  type MoveRequest,
  type ParticipantInput,
  type Registration,
  type Wish,
  withJoiner,
} from '../../../shared/domain/registration.ts';
import { deal, NOW, partner, rulesOf } from '../conflict/claims.ts';

export const IDS = ['A', 'B', 'C', 'D'] as const;
export const DAY = 86_400_000;
export const rules = rulesOf({ autoApproval: { tiers: ['gold'] }, velocity: 1_000 });

export const input = (
  id: string,
  roles: ParticipantInput['roles'],
  share: number | null = 10_000,
): ParticipantInput => ({ partner: id, roles, share, contribution: null, evidence: null });

export const form = (participants: readonly ParticipantInput[], of: Partial<ClaimForm> = {}): ClaimForm => ({
  customer: { name: 'Acme', website: 'acme.test', country: 'DE', account: 'C1', match: 'sure' },
  deal: null,
  products: ['Edge'],
  amount: null,
  expectedClose: null,
  note: null,
  ...of,
  participants,
});

export class World {
  now = NOW;
  sequence = 0;
  readonly deals = new Map<string, DealFacts>([
    ['D1', deal('D1', { createdAt: NOW + 400 * DAY, closeDate: '2029-01-01' })],
    ['D2', deal('D2', { createdAt: NOW + 400 * DAY, closeDate: '2029-01-01' })],
  ]);
  readonly claims = new Map<string, Registration>();
  readonly partners = new Map(IDS.map((id) => [id as string, partner(id)]));

  draft(operation: string, of: ClaimForm, owner = 'U1'): Registration {
    const made = draftOf(operation, of, { owner, enteredBy: owner }, rules.policy);
    if (!made.ok) throw new Error(made.refusals.map(({ code }) => code).join());
    this.claims.set(made.registration.key, made.registration);
    return made.registration;
  }

  facts(): ConflictFacts {
    return {
      rivals: [...this.claims.values()].map((registration) => ({ registration, match: 'sure' })),
      deals: [...this.deals.values()],
      partners: this.partners,
      customerDomains: ['acme.test'],
      submissionsToday: new Map(),
    };
  }

  verdict(claim: Registration): Verdict {
    return verdictOn(claim, this.facts(), rules, this.now);
  }

  /** What a request needs beside what a person said, as the server finds it. */
  completed(claim: Registration, wish: Wish): MoveRequest {
    const { partners } = this;
    const around = {
      partners,
      account: 'C1',
      deal: this.deals.get(claim.deal ?? '') ?? null,
      currencies: null,
    };
    switch (wish.move) {
      case 'submit':
        this.sequence += 1;
        return {
          ...wish,
          around,
          verdict: this.verdict(claim),
          place: { sequence: this.sequence, typedAt: null },
        };
      case 'answer':
        return { ...wish, around };
      case 'approve':
        return { ...wish, partners, verdict: this.verdict(claim) };
      case 'rejudge':
        return { ...wish, verdict: this.verdict(claim) };
      case 'join':
        return { ...wish, partners, verdict: this.verdict(withJoiner(claim, wish.participant)) };
      case 'linkDeal': {
        const found = this.deals.get(wish.deal ?? '') ?? null;
        return { ...wish, deal: found, verdict: this.verdict({ ...claim, deal: wish.deal }) };
      }
      case 'convert':
      case 'reopen':
        return { ...wish, deal: this.deals.get(claim.deal ?? 'D1') ?? deal('D9') };
      default:
        return wish;
    }
  }

  move(key: string, wish: Wish, actor: Actor): Moved {
    const claim = this.claims.get(key);
    if (!claim) throw new Error(`no claim ${key}`);
    return makeMove(claim, this.completed(claim, wish), { actor, now: this.now, rules });
  }

  /** Makes a move and keeps it; @throws where it is refused. */
  made(key: string, wish: Wish, actor: Actor): Registration {
    const moved = this.move(key, wish, actor);
    if (!moved.ok) throw new Error(moved.refusals.map(({ code }) => code).join());
    this.claims.set(key, moved.registration);
    return moved.registration;
  }
}

export const REP: Actor = { as: 'rep', user: 'U1' };
export const OTHER_REP: Actor = { as: 'rep', user: 'U2' };
export const MANAGER: Actor = { as: 'channelManager', user: 'M1' };
export const OTHER_MANAGER: Actor = { as: 'channelManager', user: 'M2' };
export const SYSTEM: Actor = { as: 'system' };
export const contact = (id: string): Actor => ({ as: 'partner', partner: id, name: 'Kim' });
