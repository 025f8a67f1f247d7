/** People at work on claims: forms are sent and moves made as the server does it, through accepted operations. */
import { operations } from '../../../server/use/cards/collections.ts';
import { Operations, beginOperation } from '../../../server/use/operations.ts';
import { claimOf } from '../../../server/use/registrations/claims.ts';
import { type KeptClaims, keepClaims } from '../../../server/use/registrations/keepClaims.ts';
import { type ClaimVerdict, prepareMove } from '../../../server/use/registrations/moveClaim.ts';
import { judgeClaim } from '../../../server/use/registrations/judgeClaim.ts';
import { prepareRegistration } from '../../../server/use/registrations/registerDeal.ts';
import { changeProgram, readRules } from '../../../server/use/rules.ts';
import type { Transaction } from '../../../server/ports.ts';
import { keyOf } from '../../../shared/domain/key.ts';
import { type Told, toldOf, type Viewer } from '../../../shared/domain/conflict.ts';
import {
  type Actor,
  type ClaimForm,
  draftOf,
  type ParticipantInput,
  type Refusal,
  type Registration,
  registrationPolicy,
  type Wish,
} from '../../../shared/domain/registration.ts';
import type { DealRole } from '../../../shared/domain/team.ts';
import type { Story } from '../story.ts';
import { ZONE } from './zone.ts';

export { ZONE };

/** How it ended: `saved`, what a rule refused by code and field, or what the CRM said. */
export type Ended = 'saved' | 'unchanged' | 'accepted' | string[] | { refused: string };

export interface TrueTask {
  subject: string;
  text: string;
  /** YYYY-MM-DD. */
  due: string;
  owner: string;
  /** The records that it stands on. */
  on: string[];
}

export class ClaimDesk {
  readonly story: Story;
  readonly #operations = new Operations();
  #acts = 0;

  constructor(story: Story) {
    this.story = story;
  }

  get manager(): Actor {
    return { as: 'channelManager', user: this.story.id('rep') };
  }

  get rep(): Actor {
    return { as: 'rep', user: this.story.id('rep') };
  }

  part(partner: string, roles: DealRole[], share = 10_000): ParticipantInput {
    return { partner: this.story.id(partner), roles, share, contribution: 'Found them', evidence: null };
  }

  form(account: string, participants: ParticipantInput[], of: Partial<ClaimForm> = {}): ClaimForm {
    const { name } = this.story.account(account);
    return {
      customer: { name, website: null, country: null, account: this.story.id(account), match: 'chosen' },
      deal: null,
      products: ['Edge'],
      amount: { minor: 1_000_000, currency: 'EUR' },
      expectedClose: '2099-12-31',
      note: null,
      participants,
      ...of,
    };
  }

  async policy(of: object): Promise<void> {
    const { program } = await readRules(this.story.context);
    await changeProgram(this.story.context, { ...program, registration: registrationPolicy.parse(of) }, null);
  }

  /** Every task in the CRM about a claim, as it truly is, the oldest first. */
  tasks(): TrueTask[] {
    const { crm, sandbox } = this.story;
    if (crm === 'salesforce') {
      return sandbox.salesforce.org.rows('Task').map((row) => ({
        subject: String(row['Subject']),
        text: String(row['Description']),
        due: String(row['ActivityDate']),
        owner: String(row['OwnerId']),
        on: row['WhatId'] ? [String(row['WhatId'])] : [],
      }));
    }
    const { portal } = sandbox.hubspot;
    return portal.objects('tasks').map(({ id, properties }) => ({
      subject: properties['hs_task_subject'] ?? '',
      text: properties['hs_task_body'] ?? '',
      due: (properties['hs_timestamp'] ?? '').slice(0, 10),
      owner: properties['hubspot_owner_id'] ?? '',
      on: [...portal.linked('tasks', id, 'companies'), ...portal.linked('tasks', id, 'deals')],
    }));
  }

  /** The next tasks that are made meet this. */
  failTasks(effect: Parameters<Story['sandbox']['world']['fail']>[0]['effect'], times = 1): void {
    const { crm, sandbox } = this.story;
    const path = crm === 'hubspot' ? /objects\/[\d-]+\/tasks$/ : /sobjects\/Task$/;
    sandbox.world.fail({ crm, path, method: 'POST', times, effect });
  }

  /** What a viewer is told before it is submitted. */
  async preview(form: ClaimForm, viewer: Viewer): Promise<{ told: Told; refusals: readonly Refusal[] }> {
    const { program } = await readRules(this.story.context);
    const nobody = { owner: null, enteredBy: null };
    const made = draftOf('preview', form, nobody, program.registration);
    if (!made.ok) throw new Error(made.refusals.map(({ code }) => code).join());
    const { verdict, refusals } = await judgeClaim(this.story.context, ZONE, made.registration);
    return { told: toldOf(verdict, viewer), refusals };
  }

  /** @param operationKey of the form: sent again it is the same claim */
  async submit(operationKey: string, form: ClaimForm): Promise<Ended> {
    const by = { owner: this.story.id('rep'), enteredBy: this.story.id('rep') };
    const asked = { operationKey, by, actor: this.rep, submit: true };
    return this.#carryOut(await prepareRegistration(this.story.context, ZONE, form, asked));
  }

  async move(operationKey: string, wish: Wish, actor: Actor = this.manager): Promise<Ended> {
    const decide = await prepareMove(this.story.context, ZONE, keyOf('reg', operationKey), wish, actor);
    if (!decide) throw new Error(`no claim ${operationKey}`);
    return this.#carryOut(decide);
  }

  /** What jobs do, a moment later. */
  async keep(): Promise<KeptClaims> {
    this.story.sandbox.world.advance(1_000);
    const kept = await keepClaims(this.story.context, ZONE);
    if (!kept) throw new Error('claims are being kept elsewhere');
    return kept;
  }

  async claim(operationKey: string): Promise<Registration> {
    const { store, connection } = this.story.context;
    const kept = await claimOf(store, connection, keyOf('reg', operationKey));
    if (!kept) throw new Error(`no claim ${operationKey}`);
    return kept.registration;
  }

  async #carryOut(decide: (tx: Transaction) => Promise<ClaimVerdict>): Promise<Ended> {
    const { context } = this.story;
    const act = { user: 'U', record: null, hash: '', action: 'claim', key: String(++this.#acts) };
    const begun = await beginOperation(context, act, decide);
    if (begun.kind === 'refused') return begun.refusal.map(({ code, field }) => `${code} ${field}`);
    if (begun.kind !== 'begun') return 'unchanged';
    await this.#operations.carryOut(context, begun.id);
    await this.#operations.settled();
    // However long it took on a busy machine.
    const ended = (await context.store.get(operations, begun.id))?.ended;
    if (!ended) return 'accepted';
    return ended.ok ? 'saved' : { refused: ended.reason };
  }
}
